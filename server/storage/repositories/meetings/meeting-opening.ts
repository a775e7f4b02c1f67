/** Finds a meeting by any of its UUIDs at Zoom, or makes it. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import { nanoid } from 'nanoid';
import type { MeetingFacts, MeetingRecord } from '../../../zoom/meeting-directory.ts';
import type { MeetingClock } from '../../deletion/meeting-clock.ts';
import type { MeetingsTable, Schema } from '../../schema/schema.ts';
import { StorageError } from '../../storage-error.ts';
import { meetingOf } from './meeting-rows.ts';

export interface MeetingOpening {
  /** The id of the meeting that is made when none has this UUID. */
  readonly id: string;
  readonly facts: MeetingFacts;
  readonly clock: MeetingClock;
}

/**
 * One transaction: of two calls at once, the second finds what the first made.
 *
 * @throws {StorageError} retryable, when the meeting is deleted meanwhile.
 */
export async function openMeeting(db: Kysely<Schema>, opening: MeetingOpening): Promise<MeetingRecord> {
  const { id, facts } = opening;
  const row = await db.transaction().execute(async (trx) => {
    const known = await updateKnown(trx, opening);
    if (known !== undefined) return known;
    const made = newMeeting(opening);
    await trx.insertInto('meetings').values(made).execute();
    const named = await trx
      .insertInto('meeting_aliases')
      .values({ uuid: facts.uuid, meeting_id: id })
      .onConflict((conflict) => conflict.column('uuid').doNothing())
      .returning('uuid')
      .executeTakeFirst();
    if (named !== undefined) return made;
    // Another process opened it between the update and the insert: its meeting stands.
    await trx.deleteFrom('meetings').where('id', '=', id).execute();
    return await updateKnown(trx, opening);
  });
  if (row === undefined) {
    throw new StorageError('The meeting was deleted while it was opened.', { retryable: true });
  }
  return meetingOf(row);
}

/** Stores the facts in the meeting of this UUID; `undefined` when there is none. */
async function updateKnown(
  trx: Transaction<Schema>,
  { facts, clock }: MeetingOpening,
): Promise<Selectable<MeetingsTable> | undefined> {
  return await trx
    .updateTable('meetings')
    .set(({ ref }) => ({
      topic: facts.topic ?? ref('topic'),
      host_id: facts.hostId ?? ref('host_id'),
      number: facts.number ?? ref('number'),
      ...(facts.goesOn === undefined ? {} : { ended_at: facts.goesOn ? null : clock.now() }),
      ...clock.activity(),
    }))
    .where('id', '=', (eb) =>
      eb.selectFrom('meeting_aliases').select('meeting_id').where('uuid', '=', facts.uuid),
    )
    .returningAll()
    .executeTakeFirst();
}

function newMeeting({ id, facts, clock }: MeetingOpening): MeetingsTable {
  const now = clock.now();
  return {
    id,
    uuid: facts.uuid,
    topic: facts.topic ?? null,
    host_id: facts.hostId ?? null,
    number: facts.number ?? null,
    epoch: nanoid(),
    state: 'waiting',
    state_since: now,
    reason_code: null,
    refused_link: null,
    refused_status: null,
    created_at: now,
    expires_at: clock.firstExpiry(),
    active_at: now,
    retention_hours: null,
    ended_at: null,
    restricted_to: 'members',
    budget: null,
    fence: 0,
  };
}
