import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { expect, it } from 'vitest';
import { scrubFile } from '../../../../server/storage/sqlite/sqlite-scrub.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { filesHold } from '../../../support/disk-search.ts';

const SECRET = 'Rhinoceros';

/** A database whose write-ahead log and free pages hold a deleted word. */
function stage() {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'captions.db');
  const file = new SqliteFile(path);
  file.pragma('journal_mode = WAL');
  file.exec('create table words (word text)');
  file.prepare('insert into words values (?)').run(SECRET);
  file.pragma('wal_checkpoint(truncate)');
  file.exec('delete from words');
  return {
    path,
    file,
    holdsSecret: () => filesHold(directory.path, SECRET),
    [Symbol.dispose]() {
      file.close();
      directory[Symbol.dispose]();
    },
  };
}

it('leaves no byte of a deleted word in the file and its log', async () => {
  using s = stage();
  expect(s.holdsSecret()).toBe(true);
  expect(await scrubFile(s.path, 'file')).toBe(true);
  expect(s.holdsSecret()).toBe(false);
});

it('empties the log at depth `log`', async () => {
  using s = stage();
  s.file.prepare('insert into words values (?)').run('kept');
  expect(await scrubFile(s.path, 'log')).toBe(true);
  expect(s.file.pragma('wal_checkpoint(passive)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
});

it('resolves with false while another connection holds the file', async () => {
  using s = stage();
  s.file.exec('begin immediate');
  expect(await scrubFile(s.path, 'file')).toBe(false);
  s.file.exec('rollback');
  expect(await scrubFile(s.path, 'file')).toBe(true);
});

it('rejects with a retryable StorageError for a missing file', async () => {
  using s = stage();
  await expect(scrubFile(`${s.path}-gone`, 'file')).rejects.toMatchObject({
    name: 'StorageError',
    retryable: true,
  });
});
