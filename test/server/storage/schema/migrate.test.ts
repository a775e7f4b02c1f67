/**
 * Covers server/storage/schema/migrations/from-0001/0001-first-tables.ts,
 * server/storage/schema/migrations/from-0001/0002-confirmed-meetings.ts,
 * server/storage/schema/migrations/from-0001/0003-cutoffs-and-marks.ts,
 * server/storage/schema/migrations/from-0001/0004-glossaries.ts,
 * server/storage/schema/migrations/from-0001/0005-meters.ts,
 * server/storage/schema/migrations/from-0001/0006-revised-lines.ts,
 * server/storage/schema/migrations/from-0001/0007-stop-times.ts,
 * server/storage/schema/migrations/from-0010/0013-late-lines.ts.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { onEveryLastingDatabase } from '../stories.ts';

const script = fileURLToPath(new URL('../open-and-close.ts', import.meta.url));

/** Opens the database in another process. Returns the id of the meeting that it found or made. */
async function elsewhere(url: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, url]);
  return stdout;
}

onEveryLastingDatabase((kind) => {
  it('migrates an empty database when it is first opened, and keeps its rows afterwards', async () => {
    await using database = await kind.create();
    const ids = [];
    for (let run = 1; run <= 3; run += 1) {
      await using storage = await open(database.url);
      ids.push((await storage.meetings.open({ uuid: 'uuid==' })).id);
    }
    expect(new Set(ids).size).toBe(1);
  });

  it('migrates once when several processes start together', { timeout: 30_000 }, async () => {
    await using database = await kind.create();
    const ids = await Promise.all([
      elsewhere(database.url),
      elsewhere(database.url),
      elsewhere(database.url),
    ]);
    expect(ids[0]).not.toBe('');
    expect(new Set(ids).size).toBe(1);
  });
});
