import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  type IBreaker,
} from 'cockatiel';
import type { Logger } from '../../../logger.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  BREAKER_FAILURES,
  BREAKER_FIRST_PAUSE_MS,
  BREAKER_LONGEST_PAUSE_MS,
  DOWN_FROM_LANGUAGES,
} from '../../translation-limits.ts';
import { type Asked, UnusableAnswers } from './unusable-answers.ts';

/** `closed` is the healthy state, as of an electric circuit. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface Breakers {
  allows(request: Omit<Asked, 'lineId'>): boolean;
  /** Until a call is allowed; not more than 0: now, or as soon as the trial call under way has ended. */
  opensInMs(request: Omit<Asked, 'lineId'>): number;
  /** @throws what `work` throws; cockatiel's `BrokenCircuitError` when it was not asked. */
  run<T>(request: Asked, work: () => Promise<T>): Promise<T>;
  /** For a target language; without one, of the whole engine. */
  state(targetLanguage?: string): BreakerState;
}

/**
 * Time-outs and broken connections are counted for each target language of one engine: several in a row open its breaker, so
 * that a model that hangs stops no other language. When a second one opens and nothing has worked between, it is the engine
 * that fails, and no language is asked before a trial call has succeeded. Unusable answers count for a language only when
 * several meetings got them (`UnusableAnswers`).
 */
export function createBreakers(options: {
  readonly engine: string;
  readonly logger: Logger;
  readonly now: () => number;
  readonly firstPauseMs?: number | undefined;
}): Breakers {
  const unusable = new UnusableAnswers(options);
  const failing = new Set<string>();
  const languages = new Map<string, Breaker>();
  const whole = breakerOf(
    { state: undefined, success: () => failing.clear(), failure: () => failing.size >= DOWN_FROM_LANGUAGES },
    options,
  );
  const breakerFor = (targetLanguage: string): Breaker => {
    const known = languages.get(targetLanguage);
    if (known !== undefined) return known;
    const fresh = breakerOf(new ConsecutiveBreaker(BREAKER_FAILURES), {
      ...options,
      language: targetLanguage,
    });
    fresh.policy.onBreak(() => failing.add(targetLanguage));
    languages.set(targetLanguage, fresh);
    return fresh;
  };
  const judged = async <T>(request: Asked, work: () => Promise<T>): Promise<T> => {
    try {
      const answer = await work();
      unusable.usable(request);
      return answer;
    } catch (error) {
      if (!(error instanceof TranslationError) || error.kind !== 'bad-reply' || !error.counts) throw error;
      throw unusable.unusable(request) ? error : error.uncounted();
    }
  };
  return {
    allows: (request) =>
      unusable.allows(request) && [whole, breakerFor(request.targetLanguage)].every(allowsNow),
    opensInMs: (request) =>
      Math.max(
        unusable.opensInMs(request),
        ...[whole, breakerFor(request.targetLanguage)].map(({ trialAt }) => trialAt() - Date.now()),
      ),
    run: (request, work) => {
      const { policy } = breakerFor(request.targetLanguage);
      return whole.policy.execute(() => policy.execute(() => judged(request, work)));
    },
    state: (targetLanguage) => {
      const asWhole = stateOf(whole);
      if (asWhole !== 'closed') return asWhole;
      if (targetLanguage !== undefined) return stateOf(breakerFor(targetLanguage));
      const states = [...languages.values()].map(stateOf);
      return states.find((state) => state === 'closed') ?? states[0] ?? 'closed';
    },
  };
}

interface Breaker {
  readonly policy: ReturnType<typeof circuitBreaker>;
  readonly trialAt: () => number;
}

function breakerOf(
  breaker: IBreaker,
  around: {
    readonly engine: string;
    readonly language?: string;
    readonly logger: Logger;
    readonly firstPauseMs?: number | undefined;
  },
): Breaker {
  const { engine, language, logger, firstPauseMs = BREAKER_FIRST_PAUSE_MS } = around;
  let trialAt = 0;
  const policy = circuitBreaker(
    handleWhen((error) => error instanceof TranslationError && error.counts),
    {
      breaker,
      halfOpenAfter: new DelegateBackoff(({ attempt }) => {
        const pauseMs = Math.min(firstPauseMs * 2 ** (attempt - 1), BREAKER_LONGEST_PAUSE_MS);
        trialAt = Date.now() + pauseMs;
        logger.warn({ engine, language, pauseMs }, 'circuit breaker opened after failures in a row');
        return pauseMs;
      }),
    },
  );
  return { policy, trialAt: () => trialAt };
}

function allowsNow({ policy, trialAt }: Breaker): boolean {
  if (policy.state === CircuitState.HalfOpen) return false;
  return policy.state !== CircuitState.Open || Date.now() >= trialAt();
}

function stateOf({ policy }: Breaker): BreakerState {
  if (policy.state === CircuitState.Closed) return 'closed';
  return policy.state === CircuitState.HalfOpen ? 'half-open' : 'open';
}
