import { expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { openDatabase } from '../../../../server/storage/open-database.ts';
import { SearchIndexer } from '../../../../server/storage/search/search-indexer.ts';
import { holdTimers } from '../../../support/held-timers.ts';

/** A database with a meeting and so many windows that rest. */
async function stage(windows: number) {
  const logger = createLogger('silent');
  const database = await openDatabase('sqlite::memory:', logger);
  const { db } = database;
  await db
    .insertInto('meetings')
    .values({
      id: 'm',
      uuid: 'uuid==',
      epoch: 'e',
      state: 'live',
      state_since: 1,
      created_at: 1,
      active_at: 1,
      expires_at: 1,
      restricted_to: 'members',
      fence: 0,
    })
    .execute();
  const pending = Array.from({ length: windows }, (_, number) => ({ meeting_id: 'm', number, marked_at: 1 }));
  await db.insertInto('search_pending').values(pending).execute();
  return {
    database,
    logger,
    left: async () => (await db.selectFrom('search_pending').select('number').execute()).length,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

it('writes what rests at a time over a minute, some windows at each step', async () => {
  await using stored = await stage(12);
  const indexer = new SearchIndexer(stored);
  using timers = holdTimers();
  const indexed = indexer.indexRested();
  await expect.poll(stored.left).toBe(8);
  await timers.advance(15_000);
  expect(await stored.left()).toBe(8);
  await timers.advance(5_000);
  await expect.poll(stored.left).toBe(4);
  await timers.advance(20_000);
  await expect.poll(stored.left).toBe(0);
  await timers.advance(20_000);
  await indexed;
});

it('ends at once while it pauses between two steps', async () => {
  await using stored = await stage(12);
  const indexer = new SearchIndexer(stored);
  using _timers = holdTimers();
  const indexed = indexer.indexRested();
  await expect.poll(stored.left).toBe(8);
  await indexer[Symbol.asyncDispose]();
  await indexed;
  expect(await stored.left()).toBe(8);
});
