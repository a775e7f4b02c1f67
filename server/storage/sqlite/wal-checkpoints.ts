import { stat } from 'node:fs/promises';

export interface WalCheckpointsOptions {
  /** Of the database file. */
  readonly path: string;
  /** Copies the log into the file and empties it. `false`: another process held the file. */
  readonly checkpoint: () => Promise<boolean>;
  /** Rows written between two looks at the log. */
  readonly checkEveryRows?: number;
  readonly longestBytes?: number;
}

/** Some kilobytes each: the deletion of a long meeting writes as many in 20 ms, a process at rest none. */
const CHECK_EVERY_ROWS = 500;
/** Some 4,000 pages: hot pages are copied once for many commits, and a crash replays a fraction of a second. */
const LONGEST_BYTES = 16 * 1024 * 1024;

/**
 * Empties the write-ahead log when it has grown. SQLite would do so inside a commit, where copying pages and waiting for
 * the disk stops the event loop for as long as 100 ms; here a thread does it over a connection of its own.
 */
export class WalCheckpoints implements AsyncDisposable {
  readonly #options: WalCheckpointsOptions;
  #rows = 0;
  #running: Promise<void> | undefined;

  constructor(options: WalCheckpointsOptions) {
    this.#options = options;
  }

  /** Rows were inserted, changed or deleted. */
  wrote(rows: number): void {
    this.#rows += rows;
    if (this.#rows < (this.#options.checkEveryRows ?? CHECK_EVERY_ROWS)) return;
    this.#rows = 0;
    this.#running ??= this.#emptyWhenLong().finally(() => {
      this.#running = undefined;
    });
  }

  /** Settles when no checkpoint is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
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
