import type { Kysely, Transaction } from 'kysely';
import { type Databases, inBoth } from '../databases.ts';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import type { RecordDeletion } from '../deletion/record-deletion.ts';
import { inSlices, ROWS_PER_SLICE } from '../deletion/slices.ts';
import type { Schema } from '../schema/schema.ts';

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
  readonly #scrub: Pick<DiskScrub, 'done'>;
  readonly #now: () => number;

  constructor(options: {
    readonly databases: Databases;
    readonly deletion: RecordDeletion;
    readonly scrub: Pick<DiskScrub, 'done'>;
    readonly now: () => number;
  }) {
    this.#databases = options.databases;
    this.#deletion = options.deletion;
    this.#scrub = options.scrub;
    this.#now = options.now;
  }

  /**
   * Deauthorization, or their own wish. In slices, each a transaction: repeated after a crash, it goes on where it was.
   * Resolves when the files are scrubbed, or a log line says that they could not be yet.
   */
  async deleteEverythingOf(uid: string): Promise<PersonReceipt> {
    const disk = this.#databases.disk.db;
    const spoken = this.#databases.spoken.db;
    const counts = await inBoth(this.#databases, async (diskTrx, spokenTrx) => {
      await endSessions(diskTrx, uid, this.#now());
      const grants = await deleteRows(diskTrx, 'grants', uid);
      const preferences = await deleteRows(diskTrx, 'preferences', uid);
      await deleteRows(spokenTrx, 'person_glossaries', uid);
      return { grants, preferences };
    });
    // Before their memberships: those say what they hosted.
    const hosted = await hostedBy(spoken, uid);
    await this.#deletion.hide(hosted);
    await inSlices(() => leaveStreams(disk, uid));
    const memberships = await inSlices(() => deleteMemberships(spoken, uid));
    const { meetingIds } = await this.#deletion.deleteMeetings(hosted);
    if (hosted.length === 0) await this.#scrub.done();
    return { ...counts, memberships, meetingIds };
  }
}

/** Zoom's word on who hosts comes first; without it, who was there as the host. */
async function hostedBy(spoken: Kysely<Schema>, uid: string): Promise<readonly string[]> {
  const named = spoken.selectFrom('meetings').select('meetings.id').where('meetings.host_id', '=', uid);
  const were = spoken
    .selectFrom('meeting_members')
    .innerJoin('meetings', 'meetings.id', 'meeting_members.meeting_id')
    .select('meetings.id')
    .where('meeting_members.uid', '=', uid)
    .where('meeting_members.how', '=', 'hosted')
    .where('meetings.host_id', 'is', null);
  const rows = await named.union(were).execute();
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
  table: 'grants' | 'preferences' | 'person_glossaries',
  uid: string,
): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom(table).where('uid', '=', uid).executeTakeFirst();
  return Number(numDeletedRows);
}

async function deleteMemberships(spoken: Kysely<Schema>, uid: string): Promise<bigint> {
  const { numDeletedRows } = await spoken
    .deleteFrom('meeting_members')
    .where('uid', '=', uid)
    .where('meeting_id', 'in', (eb) =>
      eb
        .selectFrom('meeting_members as slice')
        .select('slice.meeting_id')
        .where('slice.uid', '=', uid)
        .limit(ROWS_PER_SLICE),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

/** Streams of other people's meetings stay; the rows do not say any more who started them. */
async function leaveStreams(disk: Kysely<Schema>, uid: string): Promise<bigint> {
  const { numUpdatedRows } = await disk
    .updateTable('streams')
    .set({ operator_id: null })
    .where('stream_id', 'in', (eb) =>
      eb
        .selectFrom('streams as slice')
        .select('slice.stream_id')
        .where('slice.operator_id', '=', uid)
        .limit(ROWS_PER_SLICE),
    )
    .executeTakeFirst();
  return numUpdatedRows;
}
