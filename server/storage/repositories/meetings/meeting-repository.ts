import type { Kysely, Selectable, Transaction } from 'kysely';
import { nanoid } from 'nanoid';
import type { StoredStatus } from '../../../captions/ports/caption-store.ts';
import type { DiskScrub } from '../../deletion/disk-scrub.ts';
import { DELETED, type MeetingClock } from '../../deletion/meeting-clock.ts';
import type { MeetingsTable, Schema } from '../../schema/schema.ts';
import { StorageError } from '../../storage-error.ts';
import { storedStatus } from './status-columns.ts';

export interface StoredMeeting {
  readonly id: string;
  readonly topic?: string;
  readonly hostId?: string;
  readonly number?: string;
  /** The first name Zoom had for it. */
  readonly uuid: string;
  readonly createdAt: number;
  readonly status: StoredStatus;
}

/** The place after a meeting in a list that is newest first. */
export interface MeetingCursor {
  readonly createdAt: number;
  readonly id: string;
}

export interface MeetingFacts {
  readonly uuid: string;
  readonly topic?: string;
  readonly hostId?: string;
  readonly number?: string;
}

type Membership = Schema['meeting_members']['how'];

/** Our meetings, the names Zoom has for them, and who was there. Every method may reject with a `StorageError`. */
export class MeetingRepository {
  readonly #db: Kysely<Schema>;
  readonly #disk: Kysely<Schema>;
  readonly #clock: MeetingClock;
  readonly #scrub: Pick<DiskScrub, 'request'>;

  /** `disk`: another database only where meetings are in memory. */
  constructor(options: {
    readonly db: Kysely<Schema>;
    readonly disk: Kysely<Schema>;
    readonly clock: MeetingClock;
    readonly scrub: Pick<DiskScrub, 'request'>;
  }) {
    this.#db = options.db;
    this.#disk = options.disk;
    this.#clock = options.clock;
    this.#scrub = options.scrub;
  }

  async get(id: string): Promise<StoredMeeting | undefined> {
    const row = await this.#db
      .selectFrom('meetings')
      .selectAll()
      .where('id', '=', id)
      .where('expires_at', '>', DELETED)
      .executeTakeFirst();
    return row === undefined ? undefined : meetingOf(row);
  }

  async byUuid(uuid: string): Promise<StoredMeeting | undefined> {
    const row = await this.#db
      .selectFrom('meetings')
      .innerJoin('meeting_aliases', 'meeting_aliases.meeting_id', 'meetings.id')
      .selectAll('meetings')
      .where('meeting_aliases.uuid', '=', uuid)
      .executeTakeFirst();
    return row === undefined ? undefined : meetingOf(row);
  }

  /** Finds the meeting by any of its names or makes it; facts that are new are kept. Two at once open the same one. */
  async open(facts: MeetingFacts): Promise<StoredMeeting> {
    return await this.#openAs(nanoid(), facts);
  }

  /**
   * A stream goes on after a restart, and its meeting was in memory only: it is made again under the id that the
   * stream knows. Opened under another id meanwhile, that one is given back.
   */
  async restore(meetingId: string, uuid: string): Promise<StoredMeeting> {
    const known = await this.get(meetingId);
    if (known === undefined) return await this.#openAs(meetingId, { uuid });
    await this.#db
      .insertInto('meeting_aliases')
      .values({ uuid, meeting_id: meetingId })
      .onConflict((conflict) => conflict.column('uuid').doNothing())
      .execute();
    return known;
  }

  async addAlias(meetingId: string, uuid: string): Promise<void> {
    await this.#db
      .insertInto('meeting_aliases')
      .values({ uuid, meeting_id: meetingId })
      .onConflict((conflict) => conflict.column('uuid').doUpdateSet({ meeting_id: meetingId }))
      .execute();
  }

  async confirmUuid(meetingId: string): Promise<void> {
    if (await this.isUuidConfirmed(meetingId)) return;
    await this.#disk
      .insertInto('confirmed_meetings')
      .values({ meeting_id: meetingId, confirmed_at: this.#clock.now() })
      .onConflict((conflict) => conflict.column('meeting_id').doNothing())
      .execute();
  }

  async isUuidConfirmed(meetingId: string): Promise<boolean> {
    const row = await this.#disk
      .selectFrom('confirmed_meetings')
      .select('meeting_id')
      .where('meeting_id', '=', meetingId)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Who hosted once stays a host, however they come back; who started a stream stays its operator. */
  async addMember(meetingId: string, uid: string, how: Membership, presentUntil?: number): Promise<void> {
    await this.#db
      .insertInto('meeting_members')
      .values(({ selectFrom }) => ({
        meeting_id: meetingId,
        uid,
        how,
        meeting_created_at: selectFrom('meetings')
          .select('meetings.created_at')
          .where('meetings.id', '=', meetingId),
        present_until: presentUntil ?? null,
      }))
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'uid']).doUpdateSet((eb) => ({
          how: eb
            .case()
            .when(eb('meeting_members.how', 'in', covers[how]))
            .then(eb.ref('meeting_members.how'))
            .else(how)
            .end(),
          present_until: eb
            .case()
            .when(
              eb.or([
                eb('excluded.present_until', 'is', null),
                eb('meeting_members.present_until', '>', eb.ref('excluded.present_until')),
              ]),
            )
            .then(eb.ref('meeting_members.present_until'))
            .else(eb.ref('excluded.present_until'))
            .end(),
        })),
      )
      .execute();
  }

  async member(
    meetingId: string,
    uid: string,
  ): Promise<{ readonly how: Membership; readonly presentUntil?: number } | undefined> {
    const row = await this.#db
      .selectFrom('meeting_members')
      .select(['how', 'present_until'])
      .where('meeting_id', '=', meetingId)
      .where('uid', '=', uid)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return { how: row.how, ...(row.present_until === null ? {} : { presentUntil: row.present_until }) };
  }

  /** Newest first, then by falling id: at most `limit`, from the one after `after` on. One query. */
  async ofMember(
    uid: string,
    { limit, after }: { readonly limit: number; readonly after?: MeetingCursor | undefined },
  ): Promise<readonly StoredMeeting[]> {
    const rows = await this.#db
      .selectFrom('meeting_members')
      .innerJoin('meetings', 'meetings.id', 'meeting_members.meeting_id')
      .selectAll('meetings')
      .where('meeting_members.uid', '=', uid)
      .where('meetings.expires_at', '>', DELETED)
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('meeting_members.meeting_created_at', 'meeting_members.meeting_id'),
            '<',
            tuple(after?.createdAt ?? 0, after?.id ?? ''),
          ),
        ),
      )
      .orderBy('meeting_members.meeting_created_at', 'desc')
      .orderBy('meeting_members.meeting_id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(meetingOf);
  }

  async #openAs(id: string, facts: MeetingFacts): Promise<StoredMeeting> {
    const row = await this.#db.transaction().execute(async (trx) => {
      const known = await this.#learn(trx, facts);
      if (known !== undefined) return known;
      const made = this.#newMeeting(id, facts);
      await trx.insertInto('meetings').values(made).execute();
      const named = await trx
        .insertInto('meeting_aliases')
        .values({ uuid: facts.uuid, meeting_id: id })
        .onConflict((conflict) => conflict.column('uuid').doNothing())
        .returning('uuid')
        .executeTakeFirst();
      if (named !== undefined) return made;
      // Somebody else opened it between our look and our insert: theirs stands.
      await trx.deleteFrom('meetings').where('id', '=', id).execute();
      return await this.#learn(trx, facts);
    });
    // Another topic or host may have stood there.
    if (facts.topic !== undefined || facts.hostId !== undefined) this.#scrub.request();
    if (row === undefined)
      throw new StorageError('The meeting was deleted while it was opened.', { retryable: true });
    return meetingOf(row);
  }

  async #learn(
    trx: Transaction<Schema>,
    facts: MeetingFacts,
  ): Promise<Selectable<MeetingsTable> | undefined> {
    return await trx
      .updateTable('meetings')
      .set(({ ref }) => ({
        topic: facts.topic ?? ref('topic'),
        host_id: facts.hostId ?? ref('host_id'),
        number: facts.number ?? ref('number'),
        expires_at: this.#clock.expiry(),
      }))
      .where('id', '=', (eb) =>
        eb.selectFrom('meeting_aliases').select('meeting_id').where('uuid', '=', facts.uuid),
      )
      .returningAll()
      .executeTakeFirst();
  }

  #newMeeting(id: string, facts: MeetingFacts): MeetingsTable {
    const now = this.#clock.now();
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
      expires_at: this.#clock.expiry(),
      budget: null,
    };
  }
}

/** Memberships that are at least this one. */
const covers: Readonly<Record<Membership, readonly Membership[]>> = {
  attended: ['hosted', 'operated', 'attended'],
  operated: ['hosted', 'operated'],
  hosted: ['hosted'],
};

function meetingOf(row: Selectable<MeetingsTable>): StoredMeeting {
  return {
    id: row.id,
    uuid: row.uuid,
    ...(row.topic === null ? {} : { topic: row.topic }),
    ...(row.host_id === null ? {} : { hostId: row.host_id }),
    ...(row.number === null ? {} : { number: row.number }),
    createdAt: row.created_at,
    status: storedStatus(row),
  };
}
