import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import { expect, it, vi } from 'vitest';
import { openSqlite } from '../../../../server/storage/sqlite/sqlite-database.ts';
import { temporaryDirectory } from '../../../support/databases.ts';

/** A file with one table, and the transaction of `openSqlite` on it. */
async function stage() {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'captions.db');
  const database = openSqlite(path);
  const { db, transactAtOnce } = database;
  await db.executeQuery(CompiledQuery.raw('create table words (word text primary key)'));
  return {
    db,
    path,
    transact: transactAtOnce,
    insert: (word: string) => CompiledQuery.raw('insert into words values (?) returning word', [word]),
    words: async () =>
      (await db.executeQuery(CompiledQuery.raw('select word from words order by word'))).rows,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

it('stores all statements, and answers each', async () => {
  await using file = await stage();
  const { transact, insert, words } = file;
  const change = CompiledQuery.raw("update words set word = 'uno' where word = 'one'");
  const answers = await transact([insert('one'), insert('two'), change]);
  expect(answers.map(({ rows }) => rows)).toEqual([[{ word: 'one' }], [{ word: 'two' }], []]);
  expect(answers[2]?.numAffectedRows).toBe(1n);
  expect(await words()).toEqual([{ word: 'two' }, { word: 'uno' }]);
});

it('stores none of them when one is refused, and the next transaction is stored', async () => {
  await using file = await stage();
  const { transact, insert, words } = file;
  await expect(transact([insert('one'), insert('one')])).rejects.toMatchObject({ name: 'StorageError' });
  expect(await words()).toEqual([]);
  await transact([insert('one')]);
  expect(await words()).toEqual([{ word: 'one' }]);
});

it('waits for the transaction of another caller, and is no part of it', async () => {
  await using file = await stage();
  const { db, transact, insert, words } = file;
  let end = (): void => undefined;
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  let other: Promise<unknown> = Promise.resolve();
  await new Promise<void>((begun) => {
    other = db.transaction().execute(async (trx) => {
      await trx.executeQuery(insert('other'));
      begun();
      await ending;
      throw new Error('given up');
    });
  });
  const stored = transact([insert('one')]);
  end();
  await expect(other).rejects.toThrow('given up');
  await stored;
  expect(await words()).toEqual([{ word: 'one' }]);
});

it('stores none of them when their answers are refused', async () => {
  await using file = await stage();
  const { transact, insert, words } = file;
  const refused = transact([insert('one')], ([first]) => {
    expect(first?.rows).toEqual([{ word: 'one' }]);
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  expect(await words()).toEqual([]);
});

it('waits while another process writes', async () => {
  await using file = await stage();
  const { path, transact, insert, words } = file;
  const other = new SqliteFile(path);
  other.exec('begin immediate');
  const settled = vi.fn();
  const stored = transact([insert('one')]).finally(settled);
  await new Promise(setImmediate);
  expect(settled).not.toHaveBeenCalled();
  other.exec('rollback');
  other.close();
  await stored;
  expect(await words()).toEqual([{ word: 'one' }]);
});
