import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { openPostgres } from '../../../../server/storage/postgres/postgres-database.ts';
import { databaseKinds } from '../../../support/databases.ts';
import { freePort } from '../../../support/free-port.ts';
import { TcpProxy } from '../../../support/tcp-proxy.ts';
import { open } from '../open.ts';

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

const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));

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
