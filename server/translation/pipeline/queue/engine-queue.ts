import type { EngineLimits } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  CATCH_UP_BACKLOG,
  CHAIN_LIMIT_MS,
  LIVE_BACKLOG,
  LONGEST_BACKLOG,
  PRIORITY,
  type Purpose,
} from '../../translation-limits.ts';
import { EngineSlots } from './engine-slots.ts';
import { FairQueue } from './fair-queue.ts';

export interface Job {
  readonly id: string;
  readonly meetingId: string;
  readonly targetLanguage: string;
  readonly purpose: Purpose;
  /** Aborted by its callers, or by `drop`. */
  readonly signal: AbortSignal;
  readonly drop: (reason: TranslationError) => void;
}

/** The bounded queue of one engine: by priority, then by language and meeting in turn. A text that may start at once does not wait. */
export class EngineQueue {
  readonly #engine: string;
  readonly #limits: EngineLimits;
  readonly #queue = new FairQueue();
  readonly #slots: EngineSlots;
  /** Not started yet. */
  readonly #waiting = new Map<string, { readonly job: Job; purpose: Purpose }>();
  #nextWindow: NodeJS.Timeout | undefined;

  constructor(options: {
    readonly engine: string;
    readonly limits: EngineLimits;
    readonly now: () => number;
  }) {
    this.#engine = options.engine;
    this.#limits = options.limits;
    this.#slots = new EngineSlots({
      ...options,
      isWaiting: () => this.#waiting.size > 0,
      onFree: () => this.#startNext(),
    });
  }

  /** Calls under way. */
  get running(): number {
    return this.#slots.running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** The mean time of an answer; 0 before the first. */
  get usualMs(): number {
    return this.#slots.usualMs;
  }

  /** @throws {TranslationError} `overloaded`, the reason with which the job's signal aborts, or what `work` throws. */
  async run<T>(job: Job, work: () => Promise<T>): Promise<T> {
    job.signal.throwIfAborted();
    this.#makeRoom(job);
    const { targetLanguage, purpose } = job;
    const live = isLive(purpose);
    this.#slots.asked(targetLanguage);
    const isNext = this.#waiting.size === 0 && this.#slots.isFree && this.#slots.takes(targetLanguage, live);
    return isNext ? this.#slots.call(job, live, work) : this.#wait(job, work);
  }

  /** Raises the priority of a waiting call for a more urgent caller. */
  raise(id: string, purpose: Purpose): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || PRIORITY[purpose] <= PRIORITY[waiting.purpose]) return;
    waiting.purpose = purpose;
    this.#queue.setPriority(id, PRIORITY[purpose]);
  }

  #wait<T>(job: Job, work: () => Promise<T>): Promise<T> {
    const { id, targetLanguage, signal, purpose } = job;
    const waiting = { job, purpose };
    this.#waiting.set(id, waiting);
    return new Promise((resolve, reject) => {
      const left = () => {
        this.#queue.remove(id);
        this.#waiting.delete(id);
        reject(signal.reason);
      };
      signal.addEventListener('abort', left);
      const start = () => {
        signal.removeEventListener('abort', left);
        this.#waiting.delete(id);
        resolve(this.#slots.call(job, isLive(waiting.purpose), work));
      };
      const mayStart = () => this.#slots.takes(targetLanguage, isLive(waiting.purpose));
      this.#queue.add({ id, turn: turnOf(job), priority: PRIORITY[purpose], mayStart, start });
      this.#startNext();
    });
  }

  /** Starts what waits while slots are free. */
  #startNext(): void {
    while (this.#waiting.size > 0 && this.#slots.isFree) {
      const next = this.#queue.next();
      if (next === undefined) break;
      next.start();
    }
    const waitMs = this.#waiting.size === 0 ? 0 : this.#slots.opensInMs;
    if (waitMs > 0)
      this.#nextWindow ??= setTimeout(() => {
        this.#nextWindow = undefined;
        this.#startNext();
      }, waitMs);
  }

  /** The number of texts that the engine answers within the deadline at its present pace. */
  #bound(live: boolean): number {
    const { perSecond = Infinity, backlog } = this.#limits;
    if (backlog !== undefined) return backlog;
    const paceMs = Math.max(this.#slots.paceMs, 1_000 / perSecond);
    const inTime = CHAIN_LIMIT_MS[live ? 'settled' : 'catch-up'] / paceMs;
    return Math.min(Math.max(inTime, live ? LIVE_BACKLOG : CATCH_UP_BACKLOG), LONGEST_BACKLOG);
  }

  /** Live texts and those of the past are bounded apart. A full queue drops a text of the turn with the most texts. */
  #makeRoom(job: Job): void {
    const rivals = [...this.#waiting.values()].filter(
      (other) => isLive(other.purpose) === isLive(job.purpose),
    );
    if (rivals.length < this.#bound(isLive(job.purpose))) return;
    const full = new TranslationError(this.#engine, 'overloaded', 'too many texts are waiting');
    const lowest = Math.min(...rivals.map((rival) => PRIORITY[rival.purpose]));
    if (lowest > PRIORITY[job.purpose]) throw full;
    const share = countBy(rivals.map((rival) => turnOf(rival.job)));
    const least = rivals.filter((rival) => PRIORITY[rival.purpose] === lowest);
    const victim = least.reduce((a, b) =>
      (share.get(turnOf(b.job)) ?? 0) > (share.get(turnOf(a.job)) ?? 0) ? b : a,
    );
    const greedier = (share.get(turnOf(victim.job)) ?? 0) > (share.get(turnOf(job)) ?? 0) + 1;
    if (lowest === PRIORITY[job.purpose] && !greedier) throw full;
    this.#waiting.delete(victim.job.id);
    victim.job.drop(full);
  }
}

/** One language of one meeting. */
function turnOf({ meetingId, targetLanguage }: Job): string {
  return `${targetLanguage} ${meetingId}`;
}

function isLive(purpose: Purpose): boolean {
  return purpose !== 'catch-up';
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
