import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import SqliteFile from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '../../support/databases.ts';
import { open } from './open.ts';
import { onEveryDatabase, onEveryLastingDatabase } from './stories.ts';

const script = fileURLToPath(new URL('open-and-close.ts', import.meta.url));

/** Another process opens the database; the answer is the id of the meeting it found or made. */
async function elsewhere(url: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, url]);
  return stdout;
}

onEveryDatabase((kind) => {
  it('is ready once opened', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await expect(storage.ping()).resolves.toBeUndefined();
  });

  it('does not answer once closed', async () => {
    await using database = await kind.create();
    const storage = await open(database.url);
    await storage[Symbol.asyncDispose]();
    await expect(storage.ping()).rejects.toThrow();
  });
});

onEveryLastingDatabase((kind) => {
  it('migrates an empty database once, and leaves it alone afterwards', async () => {
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
});

describe('an SQLite file', () => {
  it('is made with its directory, for our eyes only', async () => {
    using directory = temporaryDirectory();
    const path = join(directory.path, 'new', 'data', 'captions.db');
    await using storage = await open(`sqlite:${path}`);
    await storage.meetings.open({ uuid: 'uuid==' });

    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that cannot be made is a fault of DATABASE_URL', async () => {
    using directory = temporaryDirectory();
    const file = join(directory.path, 'a-file');
    writeFileSync(file, '');
    await expect(open(`sqlite:${join(file, 'captions.db')}`)).rejects.toMatchObject({
      name: 'StorageError',
      message: expect.stringMatching(/^DATABASE_URL: .*a-file.* cannot be opened for writing \(E\w+\)\.$/),
      retryable: false,
    });
  });

  it('that is a directory, or no database at all, is a fault of DATABASE_URL', async () => {
    using directory = temporaryDirectory();
    mkdirSync(join(directory.path, 'folder'));
    writeFileSync(join(directory.path, 'letter.txt'), 'Dear reader, '.repeat(1_000));
    for (const name of ['folder', 'letter.txt']) {
      await expect(open(`sqlite:${join(directory.path, name)}`)).rejects.toThrow(
        /^DATABASE_URL: .*cannot be opened/,
      );
    }
  });

  it.skipIf(process.getuid?.() === 0)('that is read-only is a fault of DATABASE_URL', async () => {
    using directory = temporaryDirectory();
    chmodSync(directory.path, 0o500);
    await expect(open(`sqlite:${join(directory.path, 'captions.db')}`)).rejects.toThrow(
      /DATABASE_URL.*EACCES/,
    );
  });
});

describe('an SQLite file that another process holds', () => {
  async function held() {
    const directory = temporaryDirectory();
    const path = join(directory.path, 'captions.db');
    const storage = await open(`sqlite:${path}`);
    const other = new SqliteFile(path);
    other.exec('begin exclusive');
    return {
      storage,
      other,
      async [Symbol.asyncDispose]() {
        await storage[Symbol.asyncDispose]();
        other.close();
        directory[Symbol.dispose]();
      },
    };
  }

  it('is waited for while this process goes on with other work', async () => {
    await using s = await held();
    const opening = s.storage.meetings.open({ uuid: 'uuid==' });
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    await vi.waitFor(() => expect(turns).toBeGreaterThan(20));
    clearInterval(counting);
    s.other.exec('rollback');
    expect(await opening).toMatchObject({ uuid: 'uuid==' });
  });

  it('is a fault that may pass, told before Zoom gives up on a webhook, and at once to those who come next', async () => {
    await using s = await held();
    const began = performance.now();
    await expect(s.storage.ping()).rejects.toMatchObject({ name: 'StorageError', retryable: true });
    const waited = performance.now() - began;
    await expect(s.storage.preferences.save('me', {})).rejects.toMatchObject({ retryable: true });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(waited).toBeGreaterThan(1_000);
    s.other.exec('rollback');
    await expect(s.storage.ping()).resolves.toBeUndefined();
  });
});

describe('a PostgreSQL server', () => {
  it('that is not there is a fault of DATABASE_URL that may pass, told without the password', async () => {
    const port = await freePort();
    const opening = open(`postgres://captions:hunter2@127.0.0.1:${port}/captions`);
    await expect(opening).rejects.toMatchObject({
      name: 'StorageError',
      message: `DATABASE_URL: the PostgreSQL server 127.0.0.1:${port}/captions cannot be used (ECONNREFUSED).`,
      retryable: true,
    });
  });
});

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
