import { PACE_EVERY_MS } from '../caption-limits.ts';
import type { StreamUpdate } from '../model/stream-update.ts';
import { SpeechPace } from './speech-pace.ts';

export interface PacedIntakeOptions {
  /** Applies updates in the order of the calls. */
  readonly apply: (update: StreamUpdate) => Promise<void>;
  /** Milliseconds, our clock. */
  readonly now: () => number;
}

/**
 * The updates of one meeting at the pace of speech: later updates of a speaker wait behind the earlier
 * ones, other speakers do not wait, and updates of a stream follow everything that waits.
 */
export class PacedIntake implements Disposable {
  readonly #options: PacedIntakeOptions;
  readonly #pace = new SpeechPace<() => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PacedIntakeOptions) {
    this.#options = options;
  }

  /** No update waits. */
  get isEmpty(): boolean {
    return this.#pace.isEmpty;
  }

  /** Settles when the update is applied. */
  accept(update: StreamUpdate): Promise<void> {
    const { apply, now } = this.#options;
    if (update.type === 'stream-state' || update.type === 'gap') {
      this.flush();
      return apply(update);
    }
    return new Promise((resolve) => {
      const proceed = () => resolve(apply(update));
      if (this.#pace.admit(update, proceed, now())) proceed();
      else this.#schedule();
    });
  }

  /** Applies everything that waits, in the order in which it came. */
  flush(): void {
    for (const proceed of this.#pace.drain()) proceed();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.flush();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const proceed of this.#pace.due(this.#options.now())) proceed();
      if (!this.isEmpty) this.#schedule();
    }, PACE_EVERY_MS);
  }
}
