import { describe, expect, it } from 'vitest';
import { freePort } from '../../../support/free-port.ts';
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
