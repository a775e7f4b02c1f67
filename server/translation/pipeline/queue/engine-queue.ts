import PQueue from 'p-queue';
import type { EngineLimits } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  ASSUMED_CALL_MS,
  CATCH_UP_BACKLOG,
  CHAIN_LIMIT_MS,
  LANGUAGE_IN_USE_MS,
  LIVE_BACKLOG,
  LONGEST_BACKLOG,
  PACE_WEIGHT,
  PRIORITY,
  type Purpose,
  SLOT_SHARE,
} from '../../translation-limits.ts';
import { answered, type ConcurrencyLimit, decreased, initialLimit } from './concurrency-limit.ts';
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

/**
 * The bounded queue of one engine: by priority, then by language and meeting in turn, with a limit of rate and one of
 * concurrency that follows what the engine bears. No
 * language takes all slots while others are in use, and lines of the past never do: a hanging language delays no other.
 */
export class EngineQueue {
  readonly #engine: string;
  readonly #limits: EngineLimits;
  readonly #now: () => number;
  readonly #queue: PQueue<FairQueue, NonNullable<Parameters<FairQueue['enqueue']>[1]>>;
  /** Not started yet. */
  readonly #waiting = new Map<string, { readonly job: Job; purpose: Purpose }>();
  /** Calls under way: of each language, and of the past. */
  readonly #calls = new Map<string, number>();
  #pastCalls = 0;
  /** When each language was last asked for. */
  readonly #askedAt = new Map<string, number>();
  /** How long one call takes, of late. */
  #callMs = ASSUMED_CALL_MS;
  #concurrency: ConcurrencyLimit;

  constructor(options: {
    readonly engine: string;
    readonly limits: EngineLimits;
    readonly now: () => number;
  }) {
    this.#engine = options.engine;
    this.#limits = options.limits;
    this.#now = options.now;
    this.#concurrency = initialLimit(options.limits);
    const { concurrency, perSecond } = options.limits;
    const rate = perSecond === undefined ? {} : { interval: 1_000, intervalCap: perSecond };
    this.#queue = new PQueue({ queueClass: FairQueue, concurrency, ...rate });
  }

  get running(): number {
    return this.#queue.pending;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** The mean time of an answer; 0 before the first. */
  get usualMs(): number {
    return this.#concurrency.usualMs;
  }

  /** @throws {TranslationError} `overloaded`, or what `work` throws. */
  async run<T>(job: Job, work: () => Promise<T>): Promise<T> {
    this.#makeRoom(job);
    const waiting = { job, purpose: job.purpose };
    this.#waiting.set(job.id, waiting);
    this.#askedAt.set(job.targetLanguage, this.#now());
    try {
      return await this.#queue.add(() => this.#started(job, isLive(waiting.purpose), work), {
        id: job.id,
        turn: turnOf(job),
        mayStart: () => this.#mayStart(job.targetLanguage, isLive(waiting.purpose)),
        priority: PRIORITY[job.purpose],
        signal: job.signal,
      });
    } finally {
      this.#waiting.delete(job.id);
    }
  }

  /** Raises the priority of a waiting call for a more urgent caller. */
  raise(id: string, purpose: Purpose): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || PRIORITY[purpose] <= PRIORITY[waiting.purpose]) return;
    waiting.purpose = purpose;
    this.#queue.setPriority(id, PRIORITY[purpose]);
  }

  #mayStart(targetLanguage: string, live: boolean): boolean {
    if (!live && this.#pastCalls >= this.#share) return false;
    return (this.#calls.get(targetLanguage) ?? 0) < this.#share || !this.#othersInUse(targetLanguage);
  }

  get #share(): number {
    return Math.max(1, Math.floor(this.#queue.concurrency * SLOT_SHARE));
  }

  #othersInUse(targetLanguage: string): boolean {
    const since = this.#now() - LANGUAGE_IN_USE_MS;
    return [...this.#askedAt].some(([other, askedAt]) => other !== targetLanguage && askedAt > since);
  }

  async #started<T>({ id, targetLanguage, signal }: Job, live: boolean, work: () => Promise<T>): Promise<T> {
    const begun = { startedAt: this.#now(), underWay: this.#queue.pending };
    this.#waiting.delete(id);
    this.#count(targetLanguage, live, 1);
    let hasEnded = false;
    const end = () => {
      if (!hasEnded) this.#count(targetLanguage, live, -1);
      hasEnded = true;
    };
    // p-queue frees the slot when the signal aborts, even if the work goes on.
    signal.addEventListener('abort', end, { once: true });
    try {
      const answer = await work();
      const isHeldBack = this.#isHeldBack(targetLanguage, live);
      const call = { ...begun, now: this.#now(), isHeldBack };
      this.#limitTo(answered(this.#concurrency, call, this.#limits));
      return answer;
    } catch (error) {
      const call = { ...begun, now: this.#now() };
      if (isTooMuch(error)) this.#limitTo(decreased(this.#concurrency, call, this.#limits));
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
      end();
      this.#callMs += PACE_WEIGHT * (this.#now() - begun.startedAt - this.#callMs);
    }
  }

  /** Would more calls at a time go out, if they were allowed? */
  #isHeldBack(targetLanguage: string, live: boolean): boolean {
    if (this.#waiting.size === 0) return false;
    const isShareFull =
      (this.#calls.get(targetLanguage) ?? 0) >= this.#share || (!live && this.#pastCalls >= this.#share);
    return isShareFull || this.#queue.pending >= this.#queue.concurrency;
  }

  #limitTo(limit: ConcurrencyLimit): void {
    this.#concurrency = limit;
    const calls = Math.floor(limit.calls);
    if (calls !== this.#queue.concurrency) this.#queue.concurrency = calls;
  }

  #count(targetLanguage: string, live: boolean, change: 1 | -1): void {
    this.#calls.set(targetLanguage, (this.#calls.get(targetLanguage) ?? 0) + change);
    if (!live) this.#pastCalls += change;
  }

  /** The number of texts that the engine answers within the deadline at its present pace. */
  #bound(live: boolean): number {
    const { perSecond = Infinity, backlog } = this.#limits;
    if (backlog !== undefined) return backlog;
    const paceMs = Math.max(this.#callMs / this.#queue.concurrency, 1_000 / perSecond);
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

/** The engine's own refusal of the rate, or a time-out that speaks of the engine and not of the short deadline of a draft. */
function isTooMuch(error: unknown): boolean {
  if (!(error instanceof TranslationError)) return false;
  return error.kind === 'rate-limited' || (error.kind === 'timeout' && error.counts);
}

function isLive(purpose: Purpose): boolean {
  return purpose !== 'catch-up';
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
