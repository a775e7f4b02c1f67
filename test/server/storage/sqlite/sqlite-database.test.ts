import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../server/storage/sqlite/sqlite-database.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { open } from '../open.ts';

describe('an SQLite file', () => {
  it('is scrubbed by one thread at a time: two at once would refuse each other', async () => {
    using directory = temporaryDirectory();
    await using database = openSqlite(join(directory.path, 'captions.db'));
    const depths = ['log', 'file', 'log', 'log'] as const;
    expect(await Promise.all(depths.map((depth) => database.scrub(depth)))).toEqual(depths.map(() => true));
  });

  it('is made with its directory, readable by the owner only', async () => {
    using directory = temporaryDirectory();
    const path = join(directory.path, 'new', 'data', 'captions.db');
    await using storage = await open(`sqlite:${path}`);
    await storage.meetings.open({ uuid: 'uuid==' });

    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that cannot be made is reported as a fault of DATABASE_URL', async () => {
    using directory = temporaryDirectory();
    const file = join(directory.path, 'a-file');
    writeFileSync(file, '');
    await expect(open(`sqlite:${join(file, 'captions.db')}`)).rejects.toMatchObject({
      name: 'StorageError',
      message: expect.stringMatching(/^DATABASE_URL: .*a-file.* cannot be opened for writing \(E\w+\)\.$/),
      retryable: false,
    });
  });

  it('that is a directory, or no database, is reported as a fault of DATABASE_URL', async () => {
    using directory = temporaryDirectory();
    mkdirSync(join(directory.path, 'folder'));
    writeFileSync(join(directory.path, 'letter.txt'), 'Dear reader, '.repeat(1_000));
    for (const name of ['folder', 'letter.txt']) {
      await expect(open(`sqlite:${join(directory.path, name)}`)).rejects.toThrow(
        /^DATABASE_URL: .*cannot be opened/,
      );
    }
  });

  it.skipIf(process.getuid?.() === 0)(
    'that is read-only is reported as a fault of DATABASE_URL',
    async () => {
      using directory = temporaryDirectory();
      chmodSync(directory.path, 0o500);
      await expect(open(`sqlite:${join(directory.path, 'captions.db')}`)).rejects.toThrow(
        /DATABASE_URL.*EACCES/,
      );
    },
  );
});
