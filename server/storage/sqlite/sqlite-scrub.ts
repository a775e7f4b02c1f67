import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { ScrubDepth } from '../database.ts';
import { StorageError } from '../storage-error.ts';

/** A transaction of this process lasts milliseconds: after a longer wait another process holds the file. */
const BUSY_TIMEOUT_MS = 2_000;
/** Of the trigram index, merged in one transaction of some 10 ms. */
const PAGES_PER_STEP = 64;
/** Between two of them, for writers, which try again every 20 ms. */
const PAUSE_MS = 5;

/**
 * Scrubs a database file in a thread, over a connection of its own: `vacuum` takes a second for 150 MB. Readers are
 * served meanwhile; writers retry.
 *
 * @returns `false`: another process held the file.
 * @throws {StorageError} when the file cannot be scrubbed.
 */
export function scrubFile(path: string, depth: ScrubDepth): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadSource, {
      eval: true,
      workerData: {
        path,
        depth,
        library,
        busyTimeoutMs: BUSY_TIMEOUT_MS,
        pages: PAGES_PER_STEP,
        pauseMs: PAUSE_MS,
      },
    });
    const failed = (cause: unknown) =>
      reject(new StorageError('The database file could not be scrubbed.', { retryable: true, cause }));
    worker.once('message', (isDone) => resolve(isDone === true));
    worker.once('error', failed);
    worker.once('exit', (code) => failed(new Error(`the thread ended with code ${code}`)));
  });
}

/** Resolved here, because a thread made from text resolves modules from the working directory. */
const library = createRequire(import.meta.url).resolve('better-sqlite3');

/**
 * JavaScript as text, because a thread's file has different names in the sources, the build and the tests.
 * `secure_delete` clears freed rows, but neither the copies that page splits leave nor the write-ahead log.
 */
const threadSource = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.library);
const file = new Database(workerData.path, { fileMustExist: true, timeout: workerData.busyTimeoutMs });
const isBusy = (error) => typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY');
// The trigrams of deleted texts stay in the index until its segments are merged: in steps, so that writers come between.
const purgeTrigrams = () => {
  if (file.prepare("select 1 from sqlite_schema where name = 'search_trigrams'").get() === undefined) return;
  const merge = file.prepare("insert into search_trigrams (search_trigrams, rank) values ('merge', ?)");
  const changes = file.prepare('select total_changes()').pluck();
  let pages = -workerData.pages;
  for (;;) {
    const before = changes.get();
    merge.run(pages);
    if (changes.get() - before < 2) return;
    pages = workerData.pages;
    Atomics.wait(pausing, 0, 0, workerData.pauseMs);
  }
};
const pausing = new Int32Array(new SharedArrayBuffer(4));
let isDone = false;
try {
  file.pragma('synchronous = NORMAL');
  file.pragma('secure_delete = ON');
  file.pragma('temp_store = MEMORY');
  if (workerData.depth === 'file') {
    purgeTrigrams();
    file.exec('vacuum');
  }
  // Most of the log while writers go on, so that they wait for the rest only.
  file.pragma('wal_checkpoint(passive)');
  isDone = file.pragma('wal_checkpoint(truncate)')[0].busy === 0;
} catch (error) {
  if (!isBusy(error)) throw error;
} finally {
  file.close();
}
parentPort.postMessage(isDone);
`;
