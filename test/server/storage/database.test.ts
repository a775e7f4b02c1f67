import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import { type Databases, inBoth } from '../../../server/storage/database.ts';
import { MEMORY_URL, openDatabase } from '../../../server/storage/open-database.ts';
import { temporaryDirectory } from '../../support/databases.ts';

/** A file and a database in memory, as with `RETENTION_HOURS=0`, or one file for both. */
async function stage(isOne: boolean) {
  const directory = temporaryDirectory();
  const logger = createLogger('silent');
  const disk = await openDatabase(`sqlite:${join(directory.path, 'captions.db')}`, logger);
  const spoken = isOne ? disk : await openDatabase(MEMORY_URL, logger);
  return {
    databases: { disk, spoken },
    async [Symbol.asyncDispose]() {
      if (!isOne) await spoken[Symbol.asyncDispose]();
      await disk[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

async function rowsOf({ disk, spoken }: Databases): Promise<readonly number[]> {
  const grants = await disk.db.selectFrom('grants').selectAll().execute();
  const glossaries = await spoken.db.selectFrom('person_glossaries').selectAll().execute();
  return [grants.length, glossaries.length];
}

it.each([{ isOne: true }, { isOne: false }])(
  'commits to both databases, or to neither when the work fails (one database: $isOne)',
  async ({ isOne }) => {
    await using s = await stage(isOne);
    const write = (fails: boolean) =>
      inBoth(s.databases, async (disk, spoken) => {
        await disk.insertInto('grants').values({ uid: 'ana', sealed: 's', updated_at: 1 }).execute();
        await spoken
          .insertInto('person_glossaries')
          .values({ uid: 'ana', terms: '[]', updated_at: 1 })
          .execute();
        if (fails) throw new Error('the work fails');
        return 'done';
      });
    await expect(write(true)).rejects.toThrow('the work fails');
    expect(await rowsOf(s.databases)).toEqual([0, 0]);
    expect(await write(false)).toBe('done');
    expect(await rowsOf(s.databases)).toEqual([1, 1]);
  },
);
