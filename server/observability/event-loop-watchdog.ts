import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Running } from '../lib/running.ts';
import type { Logger } from '../logger.ts';

export interface EventLoopWatchdogOptions {
  readonly logger: Pick<Logger, 'warn'>;
  /** Milliseconds; only differences count. */
  readonly now?: () => number;
}

export interface EventLoopNumbers {
  readonly stalls: number;
  readonly longestStallMs: number;
  /** Of the time since the start, milliseconds. */
  readonly delayMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/** A longer stall is visible to readers. */
const STALL_MS = 100;
/** A stall is measured from the next check that is due, so up to this much too short; shorter intervals keep an idle process awake. */
const CHECK_INTERVAL_MS = 50;
/** The shortest interval between two entries, so that stalls do not fill the log. */
const LOG_INTERVAL_MS = 1_000;
const MAX_LABELS = 10;

/**
 * Notices when the event loop stands still for longer than `STALL_MS`, counts it, and logs what was running: the labels
 * under way since the last check in time, and the one whose own code took longest.
 */
export class EventLoopWatchdog implements Disposable {
  readonly #options: EventLoopWatchdogOptions;
  /** Times between checks. `monitorEventLoopDelay` would wake the process with a second timer. */
  readonly #histogram: RecordableHistogram = createHistogram();
  readonly #underWay = new Map<string, number>();
  /** Begun or under way since the last check in time. */
  #seen = new Set<string>();
  #longest: { readonly label: string; readonly ms: number } | undefined;
  #checkedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #stalls = 0;
  #longestStallMs = 0;
  #loggedAt = -LOG_INTERVAL_MS;
  #unlogged = 0;

  constructor(options: EventLoopWatchdogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#checkedAt = this.#now();
    this.#timer = setInterval(() => this.check(), CHECK_INTERVAL_MS);
    this.#timer.unref();
  }

  get numbers(): EventLoopNumbers {
    const ms = (percentile: number) =>
      Math.max(0, this.#histogram.percentile(percentile) / 1e3 - CHECK_INTERVAL_MS);
    return {
      stalls: this.#stalls,
      longestStallMs: this.#longestStallMs,
      delayMs: { p50: ms(50), p95: ms(95), p99: ms(99) },
    };
  }

  readonly running: Running = (label, work) => {
    this.#seen.add(label);
    this.#underWay.set(label, (this.#underWay.get(label) ?? 0) + 1);
    const startedAt = this.#now();
    let isAsynchronous = false;
    try {
      const result = work();
      if (result instanceof Promise) {
        isAsynchronous = true;
        const ended = (): void => this.#ended(label);
        result.then(ended, ended);
      }
      return result;
    } finally {
      const ms = this.#now() - startedAt;
      if (ms > (this.#longest?.ms ?? 0)) this.#longest = { label, ms };
      if (!isAsynchronous) this.#ended(label);
    }
  };

  /** Called by the timer: later than its interval by as much as the loop stood still. */
  check(): void {
    const now = this.#now();
    const sinceCheckMs = now - this.#checkedAt;
    // Microseconds; a histogram takes whole numbers from 1 on.
    this.#histogram.record(Math.max(1, Math.round(1e3 * sinceCheckMs)));
    const stallMs = sinceCheckMs - CHECK_INTERVAL_MS;
    if (stallMs > STALL_MS) this.#stalled(stallMs, now);
    this.#checkedAt = now;
    this.#seen = new Set(this.#underWay.keys());
    this.#longest = undefined;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #stalled(stallMs: number, now: number): void {
    this.#stalls += 1;
    this.#longestStallMs = Math.max(this.#longestStallMs, stallMs);
    if (now - this.#loggedAt < LOG_INTERVAL_MS) {
      this.#unlogged += 1;
      return;
    }
    const longest = this.#longest;
    this.#options.logger.warn(
      {
        stallMs: Math.round(stallMs),
        running: [...this.#seen].slice(-MAX_LABELS),
        ...(longest === undefined ? {} : { longest: longest.label, longestMs: Math.round(longest.ms) }),
        ...(this.#unlogged === 0 ? {} : { unlogged: this.#unlogged }),
      },
      'the event loop stood still',
    );
    this.#loggedAt = now;
    this.#unlogged = 0;
  }

  #ended(label: string): void {
    const left = (this.#underWay.get(label) ?? 1) - 1;
    if (left === 0) this.#underWay.delete(label);
    else this.#underWay.set(label, left);
  }

  #now(): number {
    return (this.#options.now ?? (() => performance.now()))();
  }
}
