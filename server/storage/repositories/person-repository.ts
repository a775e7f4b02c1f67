import type { Kysely, Transaction } from 'kysely';
import type { DeletionReceipt } from '../../../shared/record.ts';
import { type Databases, inBoth } from '../database.ts';
import { addCounts, type DeletionLog, receiptOf } from '../deletion/deletion-log.ts';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import type { RecordDeletion } from '../deletion/record-deletion.ts';
import { inSlices } from '../deletion/slices.ts';
import type { Schema } from '../schema/schema.ts';

export interface DeletedPerson {
  readonly receipt: DeletionReceipt;
  /** The meetings they hosted, whose records were deleted. */
  readonly meetingIds: readonly string[];
}

/** Deletes what is stored of one person. */
export class PersonRepository {
  readonly #databases: Databases;
  readonly #deletion: RecordDeletion;
  readonly #log: DeletionLog;
  readonly #scrub: Pick<DiskScrub, 'done'>;
  readonly #now: () => number;

  constructor(options: {
    readonly databases: Databases;
    readonly deletion: RecordDeletion;
    readonly log: DeletionLog;
    readonly scrub: Pick<DiskScrub, 'done'>;
    readonly now: () => number;
  }) {
    this.#databases = options.databases;
    this.#deletion = options.deletion;
    this.#log = options.log;
    this.#scrub = options.scrub;
    this.#now = options.now;
  }

  /**
   * After a deauthorization, or on request. In slices, each a transaction: after a crash, `unfinished` names the person, and
   * a repetition completes it. Resolves when the files are scrubbed, or when a log line says that the scrub is still due.
   */
  async deleteEverythingOf(uid: string): Promise<DeletedPerson> {
    const { disk, spoken } = this.#databases;
    const askedAt = this.#now();
    const own = await inBoth(this.#databases, async (diskTrx, spokenTrx) => {
      await this.#begin(diskTrx, uid);
      await endSessions(diskTrx, uid, askedAt);
      await this.#log.forgetPerson(spokenTrx, uid);
      await deleteRows(spokenTrx, 'export_tickets', uid);
      return {
        signIns: await deleteRows(diskTrx, 'grants', uid),
        preferences: await deleteRows(diskTrx, 'preferences', uid),
        glossaries: await deleteRows(spokenTrx, 'person_glossaries', uid),
      };
    });
    // Before the memberships are deleted, which name the meetings they hosted.
    const hosted = await hostedBy(spoken.db, uid);
    const hidden = await this.#deletion.hide(hosted);
    const shares = await inSlices((rows) => deleteShares(disk.db, spoken.db, uid, rows));
    await inSlices((rows) => leaveStreams(disk.db, uid, rows));
    const marks = await inSlices((rows) => deleteMarks(spoken.db, uid, rows));
    const members = await inSlices((rows) => deleteMemberships(spoken.db, uid, rows));
    const records = await this.#deletion.deleteMeetings(hosted);
    await disk.db.deleteFrom('person_deletions').where('uid', '=', uid).execute();
    const isScrubbed = hosted.length === 0 ? await this.#scrub.done() : records.isScrubbed;
    const counts = [own, hidden, { marks, members, shares }, records.counts].reduce(addCounts, {});
    const receipt = receiptOf(counts, { what: 'person', askedAt, deletedAt: this.#now(), isScrubbed });
    return { receipt, meetingIds: records.meetingIds };
  }

  /** People whose deletion a crash interrupted, or is under way. */
  async unfinished(): Promise<readonly string[]> {
    const rows = await this.#databases.disk.db.selectFrom('person_deletions').select('uid').execute();
    return rows.map((row) => row.uid);
  }

  async #begin(disk: Transaction<Schema>, uid: string): Promise<void> {
    await disk
      .insertInto('person_deletions')
      .values({ uid, asked_at: this.#now() })
      .onConflict((conflict) => conflict.column('uid').doNothing())
      .execute();
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
async function deleteShares(
  disk: Kysely<Schema>,
  spoken: Kysely<Schema>,
  uid: string,
  most: number,
): Promise<bigint> {
  const rows = await disk.selectFrom('shares').select('id').where('made_by', '=', uid).limit(most).execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0n;
  // Before the links, which a repetition after a crash would not find any more.
  await spoken.deleteFrom('share_labels').where('share_id', 'in', ids).execute();
  await disk.deleteFrom('shares').where('id', 'in', ids).execute();
  return BigInt(ids.length);
}

async function deleteMemberships(spoken: Kysely<Schema>, uid: string, most: number): Promise<bigint> {
  const { numDeletedRows } = await spoken
    .deleteFrom('meeting_members')
    .where('uid', '=', uid)
    .where('meeting_id', 'in', (eb) =>
      eb
        .selectFrom('meeting_members as slice')
        .select('slice.meeting_id')
        .where('slice.uid', '=', uid)
        .limit(most),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

/** Their marks on lines of other people's meetings. */
async function deleteMarks(spoken: Kysely<Schema>, uid: string, most: number): Promise<bigint> {
  const { numDeletedRows } = await spoken
    .deleteFrom('marks')
    .where('uid', '=', uid)
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('meeting_id', 'line_id', 'marker'),
        'in',
        selectFrom('marks as slice')
          .select(['slice.meeting_id', 'slice.line_id', 'slice.marker'])
          .where('slice.uid', '=', uid)
          .limit(most)
          .$asTuple('meeting_id', 'line_id', 'marker'),
      ),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

/** Streams of other people's meetings stay, ended and without their operator's id. */
async function leaveStreams(disk: Kysely<Schema>, uid: string, most: number): Promise<bigint> {
  const { numUpdatedRows } = await disk
    .updateTable('streams')
    .set({ operator_id: null, phase: 'ended' })
    .where('stream_id', 'in', (eb) =>
      eb
        .selectFrom('streams as slice')
        .select('slice.stream_id')
        .where('slice.operator_id', '=', uid)
        .limit(most),
    )
    .executeTakeFirst();
  return numUpdatedRows;
}
