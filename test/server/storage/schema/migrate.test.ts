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
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { errorCode } from '../../../../server/storage/storage-error.ts';
import { execute, migrateThrough } from '../old-database.ts';
import { open } from '../open.ts';
import { onEveryLastingDatabase } from '../stories.ts';

const script = fileURLToPath(new URL('../open-and-close.ts', import.meta.url));

/** As a server does: what the database aborted because of a deadlock is written again. */
async function executeAgain(url: string, statement: string): Promise<void> {
  try {
    await execute(url, statement);
  } catch (error) {
    if (errorCode(error) !== '40P01') throw error;
    await executeAgain(url, statement);
  }
}

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

  it('loses no row while processes of an older version write', { timeout: 30_000 }, async () => {
    await using database = await kind.create();
    await migrateThrough(database.url, '0007-stop-times');
    await execute(
      database.url,
      `insert into meetings (id, uuid, epoch, state, state_since, created_at, expires_at)
       values ('m', 'u', 'e', 'live', 1, 1, ${Date.now() * 2})`,
    );
    let written = 0;
    const write = async (): Promise<void> => {
      written += 1;
      await executeAgain(
        database.url,
        `insert into lines (meeting_id, id, position, kind, stream_id, speaker_id, speaker_name, language, text, parts, state,
           corrected, removed, at, received_at)
         values ('m', 'l${written}', ${written}, 'caption', 's', 'p', 'Ana', 'en', 'Sentence.', '[]', 'settled', 0, 0, 1, 1)`,
      );
      // The end of a process is an event of the loop.
      await turnOfTheLoop();
    };
    for (let line = 0; line < 50; line += 1) await write();
    let isOver = false;
    const migrated = Promise.all([elsewhere(database.url), elsewhere(database.url)]).finally(() => {
      isOver = true;
    });
    while (!isOver) await write();
    expect(new Set(await migrated).size).toBe(1);
    await write();
    await using storage = await open(database.url);
    const lines = await storage.captions.newest('m', 'es', { limit: written + 1 });
    expect(lines.map(({ line }) => line.position)).toEqual(
      Array.from({ length: written }, (_, index) => index + 1),
    );
  });
});
