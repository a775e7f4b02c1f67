import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { errorCode, StorageError } from '../storage-error.ts';

/** Readers of the copy wait for nobody; only another process that migrates or vacuums makes the copying wait. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Copies a database file as it is at this moment, while other processes write to it. The copy has mode 0600, holds nothing that was
 * deleted, and appears under its name when it is complete and intact.
 *
 * @throws {StorageError} when there is nothing to copy, the destination exists, or the copying fails.
 */
export function backUpSqlite(path: string, destination: string): void {
  if (!existsSync(path)) throw new StorageError(`DATABASE_URL: there is no SQLite file ${path}.`, final);
  if (existsSync(destination))
    throw new StorageError(`${destination} exists already. Name another file.`, final);
  const unfinished = `${destination}.unfinished`;
  try {
    rmSync(unfinished, { force: true });
    closeSync(openSync(unfinished, 'wx', 0o600));
    copyInto(path, unfinished);
    finish(unfinished);
    flush(unfinished);
    renameSync(unfinished, destination);
    flush(dirname(destination));
  } catch (cause) {
    rmSync(unfinished, { force: true });
    const reason = errorCode(cause) ?? 'unknown reason';
    throw new StorageError(`${path} could not be copied to ${destination} (${reason}).`, { ...final, cause });
  }
}

const final = { retryable: false } as const;

/** One read transaction: writers go on, and what they commit meanwhile is not in the copy. */
function copyInto(path: string, copy: string): void {
  const file = new SqliteFile(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    file.pragma('temp_store = MEMORY');
    file.prepare('vacuum into ?').run(copy);
  } finally {
    file.close();
  }
}

/**
 * Whoever starts from the copy gives versions out again that panels have seen. Another epoch makes every panel that
 * comes back clear its lines and read them anew.
 */
function finish(copy: string): void {
  const file = new SqliteFile(copy, { fileMustExist: true });
  try {
    file.prepare('update meetings set epoch = lower(hex(randomblob(12)))').run();
    if (file.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('the copy is damaged');
  } finally {
    file.close();
  }
}

/** SQLite leaves it to the system when the copy reaches the disk. */
function flush(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
