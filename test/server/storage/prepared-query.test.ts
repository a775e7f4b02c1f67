import { expect, it } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import { openDatabase } from '../../../server/storage/open-database.ts';
import { prepareQuery, type ValueAt } from '../../../server/storage/prepared-query.ts';
import { onEveryDatabase } from './stories.ts';

interface Cutoff {
  readonly uid: string;
  readonly before: number;
}

onEveryDatabase((kind) => {
  it('is built once, and answers with the values of each call in their places', async () => {
    await using temporary = await kind.create();
    await using database = await openDatabase(temporary.url, createLogger('silent'));
    const { db } = database;
    await db
      .insertInto('session_cutoffs')
      .values([
        { uid: 'a', valid_from: 10 },
        { uid: 'b', valid_from: 20 },
      ])
      .execute();
    let builds = 0;
    const cutoff = prepareQuery((value: ValueAt<Cutoff>) => {
      builds += 1;
      return db
        .selectFrom('session_cutoffs')
        .select('valid_from')
        .where('valid_from', '>', 5)
        .where('uid', '=', value('uid'))
        .where('valid_from', '<', value('before'));
    });
    const ask = async (values: Cutoff) => (await db.executeQuery(cutoff(values))).rows;
    expect(builds).toBe(0);
    expect(await ask({ uid: 'a', before: 15 })).toEqual([{ valid_from: 10 }]);
    expect(await ask({ uid: 'b', before: 15 })).toEqual([]);
    expect(await ask({ before: 25, uid: 'b' })).toEqual([{ valid_from: 20 }]);
    expect(builds).toBe(1);
  });
});
