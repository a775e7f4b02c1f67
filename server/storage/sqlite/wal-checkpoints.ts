import { stat } from 'node:fs/promises';

export interface WalCheckpointsOptions {
  /** Of the database file. */
  readonly path: string;
  /** Copies the log into the file and empties it. `false`: another process held the file. */
  readonly checkpoint: () => Promise<boolean>;
  readonly checkEveryMs?: number;
  readonly longestBytes?: number;
}

/** The deletion of a long meeting writes 100 MB in a second. */
const CHECK_EVERY_MS = 250;
/** Some 4,000 pages: hot pages are copied once for many commits, and a crash replays a fraction of a second. */
const LONGEST_BYTES = 16 * 1024 * 1024;

/**
 * Empties the write-ahead log when it has grown. SQLite would do so inside a commit, where copying pages and waiting for
 * the disk stops the event loop for as long as 100 ms; here a thread does it over a connection of its own.
 */
export class WalCheckpoints implements AsyncDisposable {
  readonly #options: WalCheckpointsOptions;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;

  constructor(options: WalCheckpointsOptions) {
    this.#options = options;
    this.#timer = setInterval(() => {
      this.#running ??= this.#emptyWhenLong().finally(() => {
        this.#running = undefined;
      });
    }, options.checkEveryMs ?? CHECK_EVERY_MS).unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #emptyWhenLong(): Promise<void> {
    const { path, checkpoint, longestBytes = LONGEST_BYTES } = this.#options;
    try {
      const { size } = await stat(`${path}-wal`);
      if (size > longestBytes) await checkpoint();
    } catch {
      // There is no log yet, or the thread failed: the next look tries again, and SQLite itself bounds the log.
    }
  }
}
