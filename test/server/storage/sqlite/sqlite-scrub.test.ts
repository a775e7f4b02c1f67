import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { expect, it } from 'vitest';
import { ScrubThread } from '../../../../server/storage/sqlite/sqlite-scrub.ts';
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
  const thread = new ScrubThread(path);
  return {
    path,
    file,
    thread,
    holdsSecret: () => filesHold(directory.path, SECRET),
    [Symbol.asyncDispose]: async () => {
      await thread[Symbol.asyncDispose]();
      file.close();
      directory[Symbol.dispose]();
    },
  };
}

it('leaves no byte of a deleted word in the file and its log', async () => {
  await using s = stage();
  expect(s.holdsSecret()).toBe(true);
  expect(await s.thread.scrub('file')).toBe(true);
  expect(s.holdsSecret()).toBe(false);
});

it('empties the log at depth `log`', async () => {
  await using s = stage();
  s.file.prepare('insert into words values (?)').run('kept');
  expect(await s.thread.scrub('log')).toBe(true);
  expect(s.file.pragma('wal_checkpoint(passive)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
});

it('resolves with false while another connection holds the file', async () => {
  await using s = stage();
  s.file.exec('begin immediate');
  expect(await s.thread.scrub('file')).toBe(false);
  s.file.exec('rollback');
  expect(await s.thread.scrub('file')).toBe(true);
});

it('rejects with a retryable StorageError for a missing file', async () => {
  await using s = stage();
  await using thread = new ScrubThread(`${s.path}-gone`);
  await expect(thread.scrub('file')).rejects.toMatchObject({
    name: 'StorageError',
    retryable: true,
  });
});

it('scrubs again after a failure, and serves calls of the same moment one after the other', async () => {
  await using s = stage();
  const path = `${s.path}-late`;
  await using thread = new ScrubThread(path);
  await expect(thread.scrub('log')).rejects.toMatchObject({ name: 'StorageError' });
  const late = new SqliteFile(path);
  late.pragma('journal_mode = WAL');
  late.exec('create table words (word text)');
  expect(await Promise.all([thread.scrub('log'), thread.scrub('file'), thread.scrub('log')])).toEqual([
    true,
    true,
    true,
  ]);
  late.close();
});
