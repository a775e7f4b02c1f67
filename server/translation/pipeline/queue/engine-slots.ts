import type { EngineLimits } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import { ASSUMED_CALL_MS, LANGUAGE_IN_USE_MS, PACE_WEIGHT, SLOT_SHARE } from '../../translation-limits.ts';
import { answered, type ConcurrencyLimit, decreased, initialLimit } from './concurrency-limit.ts';
import { StartRate } from './start-rate.ts';

export interface EngineSlotsOptions {
  readonly limits: EngineLimits;
  readonly now: () => number;
  /** Does any text wait for a slot? */
  readonly isWaiting: () => boolean;
  /** A call has ended. */
  readonly onFree: () => void;
}

/**
 * The calls of one engine under way, with a limit of rate and one of concurrency that follows what the engine bears. No
 * language takes all slots while others are in use, and lines of the past never do: a hanging language delays no other.
 */
export class EngineSlots {
  readonly #options: EngineSlotsOptions;
  readonly #rate: StartRate;
  /** Of each language, and of the past. */
  readonly #callsOf = new Map<string, number>();
  #pastCalls = 0;
  /** When each language was last asked for. */
  readonly #askedAt = new Map<string, number>();
  /** How long one call takes, of late. */
  #callMs = ASSUMED_CALL_MS;
  #concurrency: ConcurrencyLimit;
  #running = 0;

  constructor(options: EngineSlotsOptions) {
    this.#options = options;
    this.#concurrency = initialLimit(options.limits);
    this.#rate = new StartRate(options.limits.perSecond ?? Infinity);
  }

  /** Calls under way. */
  get running(): number {
    return this.#running;
  }

  /** The mean time of an answer; 0 before the first. */
  get usualMs(): number {
    return this.#concurrency.usualMs;
  }

  /** Between two answers while all slots are taken. */
  get paceMs(): number {
    return this.#callMs / this.#most;
  }

  get isFree(): boolean {
    return this.#running < this.#most && this.opensInMs === 0;
  }

  /** Until the limit of rate allows a call. */
  get opensInMs(): number {
    return this.#rate.waitMs(this.#now());
  }

  asked(targetLanguage: string): void {
    this.#askedAt.set(targetLanguage, this.#now());
  }

  /** Whether a free slot is for a text of this language. */
  takes(targetLanguage: string, live: boolean): boolean {
    if (!live && this.#pastCalls >= this.#share) return false;
    return (this.#callsOf.get(targetLanguage) ?? 0) < this.#share || !this.#othersInUse(targetLanguage);
  }

  /** An aborted call frees its slot, even if its work goes on. @throws the reason of the signal, and what `work` throws. */
  call<T>(
    { targetLanguage, signal }: { readonly targetLanguage: string; readonly signal: AbortSignal },
    live: boolean,
    work: () => Promise<T>,
  ): Promise<T> {
    const startedAt = this.#now();
    this.#rate.started(startedAt);
    this.#running += 1;
    this.#count(targetLanguage, live, 1);
    const begun = { startedAt, underWay: this.#running };
    return new Promise((resolve, reject) => {
      let hasEnded = false;
      const end = (settle: () => void) => {
        if (hasEnded) return;
        hasEnded = true;
        signal.removeEventListener('abort', aborted);
        settle();
        this.#running -= 1;
        this.#count(targetLanguage, live, -1);
        this.#callMs += PACE_WEIGHT * (this.#now() - startedAt - this.#callMs);
        this.#options.onFree();
      };
      const aborted = () => end(() => reject(signal.reason));
      signal.addEventListener('abort', aborted);
      work().then(
        (answer) =>
          end(() => {
            const call = { ...begun, now: this.#now(), isHeldBack: this.#isHeldBack(targetLanguage, live) };
            this.#concurrency = answered(this.#concurrency, call, this.#options.limits);
            resolve(answer);
          }),
        (error: unknown) =>
          end(() => {
            const call = { ...begun, now: this.#now() };
            if (isTooMuch(error))
              this.#concurrency = decreased(this.#concurrency, call, this.#options.limits);
            reject(error);
          }),
      );
    });
  }

  /** How many calls may be under way. */
  get #most(): number {
    return Math.floor(this.#concurrency.calls);
  }

  get #share(): number {
    return Math.max(1, Math.floor(this.#most * SLOT_SHARE));
  }

  #othersInUse(targetLanguage: string): boolean {
    const since = this.#now() - LANGUAGE_IN_USE_MS;
    return [...this.#askedAt].some(([other, askedAt]) => other !== targetLanguage && askedAt > since);
  }

  /** Would more calls at a time go out, if they were allowed? */
  #isHeldBack(targetLanguage: string, live: boolean): boolean {
    if (!this.#options.isWaiting()) return false;
    const isShareFull =
      (this.#callsOf.get(targetLanguage) ?? 0) >= this.#share || (!live && this.#pastCalls >= this.#share);
    return isShareFull || this.#running >= this.#most;
  }

  #count(targetLanguage: string, live: boolean, change: 1 | -1): void {
    this.#callsOf.set(targetLanguage, (this.#callsOf.get(targetLanguage) ?? 0) + change);
    if (!live) this.#pastCalls += change;
  }

  #now(): number {
    return this.#options.now();
  }
}

/** The engine's own refusal of the rate, or a time-out that speaks of the engine and not of the short deadline of a draft. */
function isTooMuch(error: unknown): boolean {
  if (!(error instanceof TranslationError)) return false;
  return error.kind === 'rate-limited' || (error.kind === 'timeout' && error.counts);
}
