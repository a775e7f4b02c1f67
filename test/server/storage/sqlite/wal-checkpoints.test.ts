import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { openDatabase } from '../../../../server/storage/open-database.ts';
import { scrubFile } from '../../../../server/storage/sqlite/sqlite-scrub.ts';
import { WalCheckpoints } from '../../../../server/storage/sqlite/wal-checkpoints.ts';
import { temporaryDirectory } from '../../../support/databases.ts';

/** A database file with a log of some 400 kB. */
async function stage() {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'captions.db');
  const database = await openDatabase(`sqlite:${path}`, createLogger('silent'));
  const { db } = database;
  const body = 'x'.repeat(400_000);
  await db
    .insertInto('webhooks')
    .values({ key: 'key', event: 'event', body, received_at: 0, done: 0 })
    .execute();
  return {
    path,
    logBytes: () => statSync(`${path}-wal`).size,
    count: async () => (await db.selectFrom('webhooks').selectAll().execute()).length,
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

it('empties a log that has grown, and loses nothing', async () => {
  await using file = await stage();
  const { path } = file;
  expect(file.logBytes()).toBeGreaterThan(400_000);
  await using _checkpoints = new WalCheckpoints({
    path,
    checkpoint: () => scrubFile(path, 'log'),
    checkEveryMs: 1,
    longestBytes: 100_000,
  });
  await vi.waitFor(() => expect(file.logBytes()).toBe(0), 10_000);
  expect(await file.count()).toBe(1);
});

it('leaves a short log, and asks for one checkpoint at a time', async () => {
  await using file = await stage();
  const { path } = file;
  let running = 0;
  let most = 0;
  const counted = (longestBytes: number, looks: { count: number }) =>
    new WalCheckpoints({
      path,
      checkpoint: async () => {
        running += 1;
        most = Math.max(most, running);
        looks.count += 1;
        await new Promise(setImmediate);
        running -= 1;
        return true;
      },
      checkEveryMs: 1,
      longestBytes,
    });
  const [short, long] = [{ count: 0 }, { count: 0 }];
  await using _patient = counted(1_000_000, short);
  await using _eager = counted(100_000, long);
  await vi.waitFor(() => expect(long.count).toBeGreaterThan(3));
  expect([short.count, most]).toEqual([0, 1]);
});

it('tries again after a checkpoint that failed', async () => {
  await using file = await stage();
  let asked = 0;
  await using _checkpoints = new WalCheckpoints({
    path: file.path,
    checkpoint: async () => {
      asked += 1;
      throw new Error('the thread failed');
    },
    checkEveryMs: 1,
    longestBytes: 100_000,
  });
  await vi.waitFor(() => expect(asked).toBeGreaterThan(1));
});
