import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { openDatabase } from '../../../../server/storage/open-database.ts';
import { ScrubThread } from '../../../../server/storage/sqlite/sqlite-scrub.ts';
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
  await using thread = new ScrubThread(path);
  await using checkpoints = new WalCheckpoints({
    path,
    checkpoint: () => thread.scrub('log'),
    checkEveryRows: 10,
    longestBytes: 100_000,
  });
  checkpoints.wrote(10);
  await vi.waitFor(() => expect(file.logBytes()).toBe(0), 10_000);
  expect(await file.count()).toBe(1);
});

/** Counts checkpoints, and how many of them ran at one time. */
function counter(path: string, longestBytes: number, outcome: () => boolean = () => true) {
  const counts = { all: 0, running: 0, most: 0 };
  const checkpoints = new WalCheckpoints({
    path,
    checkpoint: async () => {
      counts.all += 1;
      counts.running += 1;
      counts.most = Math.max(counts.most, counts.running);
      await new Promise(setImmediate);
      counts.running -= 1;
      return outcome();
    },
    checkEveryRows: 10,
    longestBytes,
  });
  return { checkpoints, counts };
}

it('looks after so many rows, at a log that is long, and empties it once at a time', async () => {
  await using file = await stage();
  const [short, long] = [counter(file.path, 1_000_000), counter(file.path, 100_000)];
  for (let row = 0; row < 9; row += 1) long.checkpoints.wrote(1);
  await long.checkpoints[Symbol.asyncDispose]();
  expect(long.counts.all).toBe(0);
  for (const { checkpoints } of [short, long]) {
    for (let time = 0; time < 5; time += 1) checkpoints.wrote(100);
    await checkpoints[Symbol.asyncDispose]();
  }
  expect([short.counts.all, long.counts]).toEqual([0, { all: 1, running: 0, most: 1 }]);
});

it('tries again after a checkpoint that failed', async () => {
  await using file = await stage();
  const { checkpoints, counts } = counter(file.path, 100_000, () => {
    throw new Error('the thread failed');
  });
  for (let time = 0; time < 2; time += 1) {
    checkpoints.wrote(10);
    await checkpoints[Symbol.asyncDispose]();
  }
  expect(counts.all).toBe(2);
});
