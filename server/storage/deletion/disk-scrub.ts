import type { Logger } from '../../logger.ts';
import type { Database, ScrubDepth } from '../database.ts';
import { asStorageError } from '../storage-error.ts';

/** Values overwritten within this time share one scrub. */
const SOON_MS = 1_000;
/** The wait before the next attempt, after another process held the file. */
const RETRY_MS = 5_000;
/** Writers wait for a scrub: background scrubs take at most 1 % of the time. */
const REST_FACTOR = 100;
/** A file that takes longer to rewrite is rewritten for deletions and sweeps only, because captions wait for it. */
const LONGEST_BACKGROUND_MS = 250;

export interface DiskScrubOptions {
  readonly disk: Pick<Database, 'scrub'>;
  readonly logger: Pick<Logger, 'warn'>;
  /** Milliseconds; only differences count. */
  readonly now?: () => number;
}

/** Removes deleted and overwritten values from the database's files. Requests at the same time share one scrub. */
export class DiskScrub implements AsyncDisposable {
  readonly #options: DiskScrubOptions;
  #running: Promise<boolean> | undefined;
  #next: Promise<boolean> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isClosed = false;
  #endedAt = Number.NEGATIVE_INFINITY;
  #fileMs = 0;

  constructor(options: DiskScrubOptions) {
    this.#options = options;
  }

  /** A stored value was overwritten: scrubs in the background, within seconds. */
  request(): void {
    this.#isDue = true;
    this.#schedule(SOON_MS);
  }

  /**
   * Rows were deleted. Resolves when a scrub that began after this call has ended; `false`: the files could not be
   * scrubbed yet, which is logged and tried again.
   */
  done(): Promise<boolean> {
    this.#isDue = true;
    return this.#after('file');
  }

  /** Runs the scrub that is still due. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#isDue) await this.#after(this.#depth);
  }

  get #depth(): ScrubDepth {
    return this.#fileMs > LONGEST_BACKGROUND_MS ? 'log' : 'file';
  }

  /** Milliseconds until the next background scrub may begin. */
  get #restMs(): number {
    return this.#endedAt + (this.#depth === 'file' ? REST_FACTOR * this.#fileMs : 0) - this.#now();
  }

  #now(): number {
    return (this.#options.now ?? performance.now.bind(performance))();
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isDue) return;
      // Another scrub may have ended since this one was requested.
      if (this.#restMs > 0) this.#schedule(this.#restMs);
      else void this.#after(this.#depth);
    }, delayMs).unref();
  }

  /** A running scrub may have passed the rows: the next one serves every request that comes meanwhile. */
  #after(depth: ScrubDepth): Promise<boolean> {
    if (this.#next !== undefined) return this.#next;
    if (this.#running === undefined) return this.#run(depth);
    this.#next = this.#running.then(() => {
      this.#next = undefined;
      return this.#run(depth);
    });
    return this.#next;
  }

  #run(depth: ScrubDepth): Promise<boolean> {
    this.#isDue = false;
    const beganAt = this.#now();
    this.#running = this.#options.disk
      .scrub(depth)
      .catch((error) => {
        const { message, retryable } = asStorageError(error);
        this.#options.logger.warn({ error: message, retryable }, 'the database file could not be scrubbed');
        return false;
      })
      .then((isDone) => {
        this.#running = undefined;
        this.#endedAt = this.#now();
        if (isDone && depth === 'file') this.#fileMs = this.#endedAt - beganAt;
        if (!isDone) {
          this.#options.logger.warn(
            { depth },
            'deleted values may be left in the database file, the scrub is tried again',
          );
          this.#isDue = true;
          this.#schedule(RETRY_MS);
        }
        return isDone;
      });
    return this.#running;
  }
}
