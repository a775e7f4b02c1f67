/** Deletes the rows of whole meetings in slices, so that other meetings are served between them. */
import type { Kysely } from 'kysely';
import type { DeletedKind } from '../../../shared/record.ts';
import { type Databases, inBoth } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { addCounts, type DeletedCounts, type DeletionLog } from './deletion-log.ts';
import { DELETED } from './meeting-clock.ts';
import { inSlices, ROWS_PER_SLICE } from './slices.ts';

/** Tables with a few rows of a meeting, and what a receipt calls them. */
const smallTables = {
  meeting_aliases: 'names',
  rooms: 'languages',
  meters: 'meters',
  meeting_glossaries: 'glossaries',
} as const satisfies Partial<Record<keyof Schema, DeletedKind>>;

/** Tables with many rows of a meeting: deleted slice by slice, in this order. */
const longTables = {
  marks: deleteMarks,
  translations: deleteRenderings,
  lines: deleteLines,
  segments: deleteSegments,
  // Thousands may have read it: the cascade would delete them in one statement.
  members: deleteMembers,
} as const satisfies Partial<
  Record<DeletedKind, (db: Kysely<Schema>, meetingId: string, rows: number) => Promise<bigint>>
>;

/** Every table with rows of one meeting that end with it; a test compares them with the schema. */
export const tablesOfAMeeting = [
  ...Object.keys(smallTables),
  'marks',
  'renderings',
  'lines',
  'segments',
  'meeting_members',
  'streams',
  'confirmed_meetings',
  'shares',
  // Not counted: what its lines are searched and listed by.
  'search_windows',
  'search_pending',
  'meeting_languages',
  // Cascade: the words for a link, which is counted, and addresses of files, good for a minute.
  'share_labels',
  'export_tickets',
];

/**
 * Hides the meetings from every query, in one transaction; after a crash the next sweep deletes them. Few ids only.
 * @param askedBy they get a receipt
 */
export async function hideMeetings(
  databases: Databases,
  meetingIds: readonly string[],
  asked?: { readonly log: DeletionLog; readonly by: string },
): Promise<DeletedCounts> {
  if (meetingIds.length === 0) return {};
  return await inBoth(databases, async (disk, spoken) => {
    await spoken.updateTable('meetings').set({ expires_at: DELETED }).where('id', 'in', meetingIds).execute();
    const names = await spoken
      .deleteFrom('meeting_aliases')
      .where('meeting_id', 'in', meetingIds)
      .executeTakeFirst();
    const counts = { names: Number(names.numDeletedRows), ...(await deleteFromDisk(disk, meetingIds)) };
    for (const meetingId of asked === undefined ? [] : meetingIds) {
      await asked?.log.ask(spoken, meetingId, asked.by);
      await asked?.log.count(spoken, meetingId, counts);
    }
    return counts;
  });
}

/** `undefined`: no such meeting is stored. Each slice is counted where it is deleted, so that a crash loses no count. */
export async function deleteMeetingRows(
  databases: Databases,
  meetingId: string,
  log: DeletionLog,
): Promise<DeletedCounts | undefined> {
  const spoken = databases.spoken.db;
  await inSlices((limit) => deleteSearchWindows(spoken, meetingId, limit));
  let counts: DeletedCounts = {};
  for (const kind of kinds) {
    const slice = async (limit: number) => {
      const rows = await spoken.transaction().execute(async (trx) => {
        const deleted = await longTables[kind](trx, meetingId, limit);
        await log.count(trx, meetingId, { [kind]: Number(deleted) });
        return deleted;
      });
      counts = addCounts(counts, { [kind]: Number(rows) });
      return rows;
    };
    await inSlices(slice);
  }
  const last = await inBoth(databases, async (disk, trx) => {
    const found: DeletedCounts = {};
    // Rows that were inserted between the slices.
    await deleteSearchWindows(trx, meetingId, ROWS_PER_SLICE);
    for (const kind of kinds) found[kind] = Number(await longTables[kind](trx, meetingId, ROWS_PER_SLICE));
    for (const table of smallTableNames) {
      const { numDeletedRows } = await trx
        .deleteFrom(table)
        .where('meeting_id', '=', meetingId)
        .executeTakeFirst();
      found[smallTables[table]] = Number(numDeletedRows);
    }
    Object.assign(found, await deleteFromDisk(disk, [meetingId]));
    const gone = await trx.deleteFrom('meetings').where('id', '=', meetingId).executeTakeFirst();
    found.meetings = Number(gone.numDeletedRows);
    await log.count(trx, meetingId, found);
    return found;
  });
  return last.meetings === 0 ? undefined : addCounts(counts, last);
}

const kinds = [
  'marks',
  'translations',
  'lines',
  'segments',
  'members',
] as const satisfies readonly DeletedKind[];
const smallTableNames = [
  'meeting_aliases',
  'rooms',
  'meters',
  'meeting_glossaries',
] as const satisfies readonly (keyof typeof smallTables)[];

/** What is on the disk where meetings are in memory. */
async function deleteFromDisk(
  disk: Kysely<Schema>,
  meetingIds: readonly string[],
): Promise<{ readonly streams: number; readonly shares: number }> {
  const ofMeetings = async (table: 'streams' | 'confirmed_meetings' | 'shares') =>
    Number(
      (await disk.deleteFrom(table).where('meeting_id', 'in', meetingIds).executeTakeFirst()).numDeletedRows,
    );
  const streams = await ofMeetings('streams');
  await ofMeetings('confirmed_meetings');
  return { streams, shares: await ofMeetings('shares') };
}

/** Only that they are searched by: they count in no receipt. */
async function deleteSearchWindows(db: Kysely<Schema>, meetingId: string, rows: number): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('search_windows')
    .where('meeting_id', '=', meetingId)
    .where('number', 'in', (eb) =>
      eb
        .selectFrom('search_windows as slice')
        .select('slice.number')
        .where('slice.meeting_id', '=', meetingId)
        .limit(rows),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteRenderings(db: Kysely<Schema>, meetingId: string, rows: number): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('renderings')
    .where('meeting_id', '=', meetingId)
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('language', 'line_id'),
        'in',
        selectFrom('renderings as slice')
          .select(['slice.language', 'slice.line_id'])
          .where('slice.meeting_id', '=', meetingId)
          .limit(rows)
          .$asTuple('language', 'line_id'),
      ),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteLines(db: Kysely<Schema>, meetingId: string, rows: number): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('lines')
    .where('meeting_id', '=', meetingId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('lines as slice')
        .select('slice.id')
        .where('slice.meeting_id', '=', meetingId)
        .limit(rows),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteSegments(db: Kysely<Schema>, meetingId: string, rows: number): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('segments')
    .where('meeting_id', '=', meetingId)
    .where('seq', 'in', (eb) =>
      eb
        .selectFrom('segments as slice')
        .select('slice.seq')
        .where('slice.meeting_id', '=', meetingId)
        .limit(rows),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteMembers(db: Kysely<Schema>, meetingId: string, rows: number): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('meeting_members')
    .where('meeting_id', '=', meetingId)
    .where('uid', 'in', (eb) =>
      eb
        .selectFrom('meeting_members as slice')
        .select('slice.uid')
        .where('slice.meeting_id', '=', meetingId)
        .limit(rows),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteMarks(db: Kysely<Schema>, meetingId: string, rows: number): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('marks')
    .where('meeting_id', '=', meetingId)
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('line_id', 'marker'),
        'in',
        selectFrom('marks as slice')
          .select(['slice.line_id', 'slice.marker'])
          .where('slice.meeting_id', '=', meetingId)
          .limit(rows)
          .$asTuple('line_id', 'marker'),
      ),
    )
    .executeTakeFirst();
  return numDeletedRows;
}
