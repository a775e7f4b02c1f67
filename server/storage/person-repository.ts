import type { Transaction } from 'kysely';
import { type Databases, inBoth } from './databases.ts';
import { deleteMeetingRows, type RecordDeletion } from './record-deletion.ts';
import type { Schema } from './schema.ts';

/** How much was deleted of what is known of one person. */
export interface PersonReceipt {
  readonly grants: number;
  readonly preferences: number;
  readonly memberships: number;
  /** Meetings they hosted, with everything that was said there. */
  readonly meetingIds: readonly string[];
}

export class PersonRepository {
  readonly #databases: Databases;
  readonly #deletion: RecordDeletion;
  readonly #now: () => number;

  constructor(options: {
    readonly databases: Databases;
    readonly deletion: RecordDeletion;
    readonly now: () => number;
  }) {
    this.#databases = options.databases;
    this.#deletion = options.deletion;
    this.#now = options.now;
  }

  /** Deauthorization, or their own wish: in one transaction, whatever else is going on. */
  async deleteEverythingOf(uid: string): Promise<PersonReceipt> {
    const { records, ...counts } = await inBoth(this.#databases, async (disk, spoken) => {
      await endSessions(disk, uid, this.#now());
      const hosted = await hostedBy(spoken, uid);
      const memberships = await deleteRows(spoken, 'meeting_members', uid);
      const grants = await deleteRows(disk, 'grants', uid);
      const preferences = await deleteRows(disk, 'preferences', uid);
      await deleteRows(spoken, 'person_glossaries', uid);
      const records = await deleteMeetingRows(disk, spoken, hosted);
      await disk.updateTable('streams').set({ operator_id: null }).where('operator_id', '=', uid).execute();
      return { records, grants, preferences, memberships };
    });
    await this.#deletion.deleted(records);
    return { ...counts, meetingIds: records.meetingIds };
  }
}

/** Zoom's word on who hosts comes first; without it, who was there as the host. */
async function hostedBy(spoken: Transaction<Schema>, uid: string): Promise<readonly string[]> {
  const rows = await spoken
    .selectFrom('meetings')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('host_id', '=', uid),
        eb.and([
          eb('host_id', 'is', null),
          eb.exists(
            eb
              .selectFrom('meeting_members')
              .select('meeting_members.uid')
              .whereRef('meeting_members.meeting_id', '=', 'meetings.id')
              .where('meeting_members.uid', '=', uid)
              .where('meeting_members.how', '=', 'hosted'),
          ),
        ]),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Copies of their cookies and tokens are worth nothing from now on. */
async function endSessions(disk: Transaction<Schema>, uid: string, now: number): Promise<void> {
  await disk
    .insertInto('session_cutoffs')
    .values({ uid, valid_from: now })
    .onConflict((conflict) => conflict.column('uid').doUpdateSet({ valid_from: now }))
    .execute();
}

async function deleteRows(
  trx: Transaction<Schema>,
  table: 'grants' | 'preferences' | 'person_glossaries' | 'meeting_members',
  uid: string,
): Promise<number> {
  const gone = await trx.deleteFrom(table).where('uid', '=', uid).returning('uid').execute();
  return gone.length;
}
