import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { SerialQueue } from '../../lib/serial-queue.ts';
import type { ScrubDepth } from '../database.ts';
import { StorageError } from '../storage-error.ts';

/** A transaction of this process lasts milliseconds: after a longer wait another process holds the file. */
const BUSY_TIMEOUT_MS = 2_000;
/** Of the trigram index, merged in one transaction of some 10 ms. */
const PAGES_PER_STEP = 64;
/** Between two of them, for writers, which try again every 20 ms. */
const PAUSE_MS = 5;

/** A thread takes 40 ms of a core to start, and some megabytes while it waits. */
const KEPT_IDLE_MS = 30_000;

interface Asked {
  readonly resolve: (isDone: boolean) => void;
  readonly reject: (error: StorageError) => void;
}

/**
 * Scrubs a database file in a thread, over a connection of its own: `vacuum` takes a second for 150 MB. Readers are
 * served meanwhile; writers retry. The thread is kept while it is asked often.
 */
export class ScrubThread implements AsyncDisposable {
  readonly #path: string;
  readonly #queue = new SerialQueue();
  #worker: Worker | undefined;
  #asked: Asked | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * One scrub after the other: of two checkpoints at a time SQLite refuses the second at once, however long it would wait.
   *
   * @returns `false`: another process held the file.
   * @throws {StorageError} when the file cannot be scrubbed.
   */
  scrub(depth: ScrubDepth): Promise<boolean> {
    return this.#queue.run(async () => {
      clearTimeout(this.#idle);
      this.#worker ??= this.#start();
      const answer = new Promise<boolean>((resolve, reject) => {
        this.#asked = { resolve, reject };
      });
      this.#worker.ref();
      this.#worker.postMessage(depth);
      try {
        return await answer;
      } finally {
        this.#asked = undefined;
        this.#worker?.unref();
        this.#idle = setTimeout(() => void this.#end(), KEPT_IDLE_MS).unref();
      }
    });
  }

  /** Ends the scrub under way first. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.idle();
    clearTimeout(this.#idle);
    await this.#end();
  }

  #start(): Worker {
    const worker = new Worker(threadSource, {
      eval: true,
      workerData: {
        path: this.#path,
        library,
        busyTimeoutMs: BUSY_TIMEOUT_MS,
        pages: PAGES_PER_STEP,
        pauseMs: PAUSE_MS,
      },
    });
    const failed = (cause: unknown) => {
      // Its exit follows its error, when another thread may be at work.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#asked?.reject(
        new StorageError('The database file could not be scrubbed.', { retryable: true, cause }),
      );
    };
    worker.on('message', (isDone) => this.#asked?.resolve(isDone === true));
    worker.once('error', failed);
    worker.once('exit', (code) => failed(new Error(`the thread ended with code ${code}`)));
    return worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
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
const isBusy = (error) => typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY');
const pausing = new Int32Array(new SharedArrayBuffer(4));
// The trigrams of deleted texts stay in the index until its segments are merged: in steps, so that writers come between.
const purgeTrigrams = (file) => {
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
const scrub = (depth) => {
  const file = new Database(workerData.path, { fileMustExist: true, timeout: workerData.busyTimeoutMs });
  try {
    file.pragma('synchronous = NORMAL');
    file.pragma('secure_delete = ON');
    file.pragma('temp_store = MEMORY');
    if (depth === 'file') {
      purgeTrigrams(file);
      file.exec('vacuum');
    }
    // Most of the log while writers go on, so that they wait for the rest only.
    file.pragma('wal_checkpoint(passive)');
    return file.pragma('wal_checkpoint(truncate)')[0].busy === 0;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return false;
  } finally {
    file.close();
  }
};
parentPort.on('message', (depth) => parentPort.postMessage(scrub(depth)));
`;
