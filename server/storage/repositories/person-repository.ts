import type { Kysely, Transaction } from 'kysely';
import { type Databases, inBoth } from '../database.ts';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import type { RecordDeletion } from '../deletion/record-deletion.ts';
import { inSlices, ROWS_PER_SLICE } from '../deletion/slices.ts';
import type { Schema } from '../schema/schema.ts';

/** How many rows of one person were deleted. */
export interface PersonReceipt {
  readonly grants: number;
  readonly preferences: number;
  readonly memberships: number;
  /** Share links they made, also to meetings of others. */
  readonly shares: number;
  /** The meetings they hosted, whose records were deleted. */
  readonly meetingIds: readonly string[];
}

/** Deletes what is stored of one person. */
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
   * After a deauthorization, or on request. In slices, each a transaction: a repetition after a crash completes it.
   * Resolves when the files are scrubbed, or when a log line says that the scrub is still due.
   */
  async deleteEverythingOf(uid: string): Promise<PersonReceipt> {
    const disk = this.#databases.disk.db;
    const spoken = this.#databases.spoken.db;
    const counts = await inBoth(this.#databases, async (diskTrx, spokenTrx) => {
      await endSessions(diskTrx, uid, this.#now());
      const grants = await deleteRows(diskTrx, 'grants', uid);
      const preferences = await deleteRows(diskTrx, 'preferences', uid);
      await deleteRows(spokenTrx, 'person_glossaries', uid);
      await deleteRows(spokenTrx, 'export_tickets', uid);
      return { grants, preferences };
    });
    // Before the memberships are deleted, which name the meetings they hosted.
    const hosted = await hostedBy(spoken, uid);
    await this.#deletion.hide(hosted);
    const shares = await inSlices(() => deleteShares(disk, spoken, uid));
    await inSlices(() => leaveStreams(disk, uid));
    const memberships = await inSlices(() => deleteMemberships(spoken, uid));
    const { meetingIds } = await this.#deletion.deleteMeetings(hosted);
    if (hosted.length === 0) await this.#scrub.done();
    return { ...counts, shares, memberships, meetingIds };
  }
}

/** Meetings whose host Zoom names; without a named host, those where they were a member who hosted. */
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

/** Makes every cookie and token issued until now void. */
async function endSessions(disk: Transaction<Schema>, uid: string, now: number): Promise<void> {
  await disk
    .insertInto('session_cutoffs')
    .values({ uid, valid_from: now })
    .onConflict((conflict) => conflict.column('uid').doUpdateSet({ valid_from: now }))
    .execute();
}

async function deleteRows(
  trx: Transaction<Schema>,
  table: 'grants' | 'preferences' | 'person_glossaries' | 'export_tickets',
  uid: string,
): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom(table).where('uid', '=', uid).executeTakeFirst();
  return Number(numDeletedRows);
}

/** With the words they wrote for them. */
async function deleteShares(disk: Kysely<Schema>, spoken: Kysely<Schema>, uid: string): Promise<bigint> {
  const rows = await disk
    .selectFrom('shares')
    .select('id')
    .where('made_by', '=', uid)
    .limit(ROWS_PER_SLICE)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0n;
  // Before the links, which a repetition after a crash would not find any more.
  await spoken.deleteFrom('share_labels').where('share_id', 'in', ids).execute();
  await disk.deleteFrom('shares').where('id', 'in', ids).execute();
  return BigInt(ids.length);
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

/** Streams of other people's meetings stay, ended and without their operator's id. */
async function leaveStreams(disk: Kysely<Schema>, uid: string): Promise<bigint> {
  const { numUpdatedRows } = await disk
    .updateTable('streams')
    .set({ operator_id: null, phase: 'ended' })
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
