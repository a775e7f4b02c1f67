/** Covers server/storage/deletion/meeting-deletion.ts: a new table with rows of a meeting must be deleted with it. */
import { expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { tablesOfAMeeting } from '../../../../server/storage/deletion/meeting-deletion.ts';
import { MEMORY_URL, openDatabase } from '../../../../server/storage/open-database.ts';

/** Their rows outlive the meeting, and go with the receipt, or with the line in the file. */
const outliving = ['copied_lines', 'deletion_counts', 'deletions'];

it('knows every table that names meetings', async () => {
  await using database = await openDatabase(MEMORY_URL, createLogger('silent'));
  const tables = await database.db.introspection.getTables();
  const named = tables.filter(({ columns }) => columns.some(({ name }) => name === 'meeting_id'));
  expect(named.map(({ name }) => name).sort()).toEqual([...tablesOfAMeeting, ...outliving].sort());
});
