/** The translations of a meeting's past that somebody waits for: one for each language, one at a time. */
import { delay } from '../../lib/delay.ts';
import { errorName } from '../../lib/errors.ts';
import { SerialQueue } from '../../lib/serial-queue.ts';
import type { Logger } from '../../logger.ts';
import { BACKFILL_ANSWER_MS, BACKFILL_KEPT_MS } from '../caption-limits.ts';
import type { ActiveLanguages } from '../languages/active-languages.ts';
import type { CaptionStore } from '../ports/caption-store.ts';
import type { CaptionOutlet } from '../ports/outlet.ts';
import type { Preparation } from '../ports/transcript-preparation.ts';
import { BackfillJob } from './backfill-job.ts';

export interface BackfillsOptions {
  readonly meetingId: string;
  readonly store: Pick<CaptionStore, 'linesAbove' | 'rendered'>;
  readonly languages: Pick<ActiveLanguages, 'get' | 'open' | 'unwatched'>;
  /** The languages that work is done in: they stay open. */
  readonly held: Set<string>;
  readonly logger: Logger;
  readonly now: () => number;
}

interface Running {
  readonly job: BackfillJob;
  /** Rejects with what ended it. */
  readonly ended: Promise<void>;
}

export class Backfills implements AsyncDisposable {
  readonly #options: BackfillsOptions;
  readonly #queue = new SerialQueue();
  readonly #running = new Map<string, Running>();
  readonly #stopped = new AbortController();

  constructor(options: BackfillsOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return !this.#queue.isIdle;
  }

  /** Begins the work or joins it; answers when it is done, or after `BACKFILL_ANSWER_MS`. @throws {LanguageLimitReached} */
  async prepare(language: string, until = Infinity): Promise<Preparation> {
    const { job, ended } = this.#find(language, until) ?? this.#begin(language, until);
    job.asked();
    const answered = new AbortController();
    try {
      await Promise.race([ended, delay(BACKFILL_ANSWER_MS, answered.signal)]);
    } finally {
      answered.abort();
    }
    job.asked();
    return job.progress;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await this.#queue.idle();
  }

  /** Work under way, or one that has just ended and is asked for its outcome. */
  #find(language: string, until: number): Running | undefined {
    const known = this.#running.get(language);
    if (known === undefined || known.job.until < until || known.job.isAbandoned) return undefined;
    const isOld = known.job.progress.state === 'ready' && known.job.unaskedMs > BACKFILL_KEPT_MS;
    return isOld ? undefined : known;
  }

  #begin(language: string, until: number): Running {
    const { meetingId, store, now, logger } = this.#options;
    const stopped = this.#stopped.signal;
    const feed = () => this.#feed(language);
    const job = new BackfillJob({ meetingId, language, until, store, feed, stopped, now });
    const ended = this.#queue.run(() => this.#holding(language, job));
    ended.catch((error) => {
      logger.warn({ meetingId, language, error: errorName(error) }, 'a meeting could not be translated');
      if (this.#running.get(language)?.job === job) this.#running.delete(language);
    });
    const running = { job, ended };
    this.#running.set(language, running);
    return running;
  }

  async #holding(language: string, job: BackfillJob): Promise<void> {
    const { held, languages, meetingId, logger } = this.#options;
    held.add(language);
    try {
      await job.run();
    } finally {
      held.delete(language);
      // Closed after a while, unless somebody reads it.
      if (languages.get(language) !== undefined) languages.unwatched(language);
    }
    const { translated, total } = job.progress;
    if (total > 0) logger.info({ meetingId, language, translated, total }, 'missing lines were translated');
  }

  async #feed(language: string) {
    const { languages } = this.#options;
    const open = languages.get(language);
    if (open !== undefined) return open;
    await languages.open(language);
    const opened = languages.get(language);
    if (opened === undefined) throw new Error('The meeting was closed.');
    return opened;
  }
}

/** An outlet in whose eyes the held languages are read, too. */
export function holding(outlet: CaptionOutlet, held: ReadonlySet<string>): CaptionOutlet {
  return {
    batch: (meetingId, batch) => outlet.batch(meetingId, batch),
    status: (meetingId, status) => outlet.status(meetingId, status),
    isWatched: (meetingId, language) => held.has(language) || outlet.isWatched(meetingId, language),
  };
}
