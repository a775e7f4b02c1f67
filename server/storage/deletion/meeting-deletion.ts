/** Deletes the rows of whole meetings in slices, so that other meetings are served between them. */
import type { Kysely } from 'kysely';
import { type Databases, inBoth } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { DELETED } from './meeting-clock.ts';
import { inSlices, ROWS_PER_SLICE } from './slices.ts';

/** How many rows were deleted. */
export interface RowCounts {
  readonly lines: number;
  readonly segments: number;
  readonly translations: number;
}

/** Hides the meetings from every query, in one transaction; after a crash the next sweep deletes them. Few ids only. */
export async function hideMeetings(databases: Databases, meetingIds: readonly string[]): Promise<void> {
  if (meetingIds.length === 0) return;
  await inBoth(databases, async (disk, spoken) => {
    await spoken.updateTable('meetings').set({ expires_at: DELETED }).where('id', 'in', meetingIds).execute();
    await spoken.deleteFrom('meeting_aliases').where('meeting_id', 'in', meetingIds).execute();
    await disk.deleteFrom('streams').where('meeting_id', 'in', meetingIds).execute();
    await disk.deleteFrom('confirmed_meetings').where('meeting_id', 'in', meetingIds).execute();
    await disk.deleteFrom('shares').where('meeting_id', 'in', meetingIds).execute();
  });
}

/** `undefined`: no such meeting is stored. */
export async function deleteMeetingRows(
  databases: Databases,
  meetingId: string,
): Promise<RowCounts | undefined> {
  const spoken = databases.spoken.db;
  const counts = {
    translations: await inSlices(() => deleteRenderings(spoken, meetingId)),
    lines: await inSlices(() => deleteLines(spoken, meetingId)),
    segments: await inSlices(() => deleteSegments(spoken, meetingId)),
  };
  return await inBoth(databases, async (disk, trx) => {
    // Rows that were inserted between the slices.
    const late = {
      translations: Number(await deleteRenderings(trx, meetingId)),
      lines: Number(await deleteLines(trx, meetingId)),
      segments: Number(await deleteSegments(trx, meetingId)),
    };
    // Foreign keys cascade: the other rows of the meeting are deleted with it.
    const gone = await trx.deleteFrom('meetings').where('id', '=', meetingId).executeTakeFirst();
    await disk.deleteFrom('streams').where('meeting_id', '=', meetingId).execute();
    await disk.deleteFrom('confirmed_meetings').where('meeting_id', '=', meetingId).execute();
    await disk.deleteFrom('shares').where('meeting_id', '=', meetingId).execute();
    if (gone.numDeletedRows === 0n) return undefined;
    return {
      lines: counts.lines + late.lines,
      segments: counts.segments + late.segments,
      translations: counts.translations + late.translations,
    };
  });
}

async function deleteRenderings(db: Kysely<Schema>, meetingId: string): Promise<bigint> {
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
          .limit(ROWS_PER_SLICE)
          .$asTuple('language', 'line_id'),
      ),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteLines(db: Kysely<Schema>, meetingId: string): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('lines')
    .where('meeting_id', '=', meetingId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('lines as slice')
        .select('slice.id')
        .where('slice.meeting_id', '=', meetingId)
        .limit(ROWS_PER_SLICE),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteSegments(db: Kysely<Schema>, meetingId: string): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('segments')
    .where('meeting_id', '=', meetingId)
    .where('seq', 'in', (eb) =>
      eb
        .selectFrom('segments as slice')
        .select('slice.seq')
        .where('slice.meeting_id', '=', meetingId)
        .limit(ROWS_PER_SLICE),
    )
    .executeTakeFirst();
  return numDeletedRows;
}
