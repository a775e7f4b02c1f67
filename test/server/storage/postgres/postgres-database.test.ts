/** Covers server/storage/postgres/postgres-transaction.ts, which the database calls. */
import { CompiledQuery } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { openPostgres } from '../../../../server/storage/postgres/postgres-database.ts';
import { databaseKinds } from '../../../support/databases.ts';
import { freePort } from '../../../support/free-port.ts';
import { TcpProxy } from '../../../support/tcp-proxy.ts';
import { open } from '../open.ts';

const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));

describe('a PostgreSQL server', () => {
  it('that does not answer is a retryable fault of DATABASE_URL, reported without the password', async () => {
    const port = await freePort();
    const opening = open(`postgres://captions:hunter2@127.0.0.1:${port}/captions`);
    await expect(opening).rejects.toMatchObject({
      name: 'StorageError',
      message: `DATABASE_URL: the PostgreSQL server 127.0.0.1:${port}/captions cannot be used (ECONNREFUSED).`,
      retryable: true,
    });
  });
});

describe.skipIf(postgres?.missing !== undefined)(
  'a transaction whose statements are sent together',
  { tags: ['postgresql'] },
  () => {
    async function stage() {
      if (postgres === undefined) throw new Error('PostgreSQL is not among the databases of the tests.');
      const schema = await postgres.create();
      const database = await openPostgres(schema.url, createLogger('silent'));
      const { db } = database;
      await db.executeQuery(CompiledQuery.raw('create table words (word text primary key)'));
      return {
        transact: database.transactAtOnce,
        insert: (word: string) => CompiledQuery.raw('insert into words values ($1) returning word', [word]),
        words: async () =>
          (await db.executeQuery(CompiledQuery.raw('select word from words order by word'))).rows,
        [Symbol.asyncDispose]: async () => {
          await database[Symbol.asyncDispose]();
          await schema[Symbol.asyncDispose]();
        },
      };
    }

    it('stores all of them, and answers each', async () => {
      await using server = await stage();
      const { transact, insert, words } = server;
      const change = CompiledQuery.raw("update words set word = 'uno' where word = 'one'");
      const answers = await transact([insert('one'), insert('two'), change]);
      expect(answers.map(({ rows }) => rows)).toEqual([[{ word: 'one' }], [{ word: 'two' }], []]);
      expect(answers[2]?.numAffectedRows).toBe(1n);
      expect(await words()).toEqual([{ word: 'two' }, { word: 'uno' }]);
    });

    it('stores none of them when one is refused, and says why; the next transaction is stored', async () => {
      await using server = await stage();
      const { transact, insert, words } = server;
      await expect(transact([insert('one'), insert('one'), insert('two')])).rejects.toMatchObject({
        name: 'StorageError',
        retryable: false,
        message: expect.stringContaining('23505'),
      });
      expect(await words()).toEqual([]);
      await transact([insert('one')]);
      expect(await words()).toEqual([{ word: 'one' }]);
    });

    it('stores none of them when their answers are refused', async () => {
      await using server = await stage();
      const { transact, insert, words } = server;
      const refused = transact([insert('one')], ([first]) => {
        expect(first?.rows).toEqual([{ word: 'one' }]);
        throw new Error('refused');
      });
      await expect(refused).rejects.toThrow('refused');
      expect(await words()).toEqual([]);
    });
  },
);

describe.skipIf(postgres?.missing !== undefined)(
  'a silent PostgreSQL server',
  { tags: ['postgresql'] },
  () => {
    it('is a retryable fault after the limit, and its connections are made anew', async () => {
      if (postgres === undefined) throw new Error('PostgreSQL is not among the databases of the tests.');
      await using schema = await postgres.create();
      const url = new URL(schema.url);
      await using proxy = await TcpProxy.before({ host: url.hostname, port: Number(url.port || 5432) });
      url.host = `127.0.0.1:${proxy.port}`;
      await using database = await openPostgres(url.href.replaceAll('+', '%20'), createLogger('silent'), {
        answerLimitMs: 200,
      });
      const ask = () =>
        database.db.transaction().execute((trx) => trx.selectNoFrom(({ lit }) => lit(1).as('one')).execute());
      await ask();
      proxy.silence();
      await expect(ask()).rejects.toMatchObject({ name: 'StorageError', retryable: true });
      expect(await ask()).toEqual([{ one: 1 }]);
    });
  },
);
