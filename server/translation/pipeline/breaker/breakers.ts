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

/** `closed` is the healthy state, as of an electric circuit. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface Breakers {
  allows(targetLanguage: string): boolean;
  /** @throws what `work` throws; cockatiel's `BrokenCircuitError` when it was not asked. */
  run<T>(targetLanguage: string, work: () => Promise<T>): Promise<T>;
  /** For a target language; without one, of the whole engine. */
  state(targetLanguage?: string): BreakerState;
}

/**
 * Time-outs, broken connections and nonsense, counted for each target language of one engine: three in a row open its
 * breaker, so that a model that hangs stops no other language. When a second one opens and nothing has worked between, it is
 * the engine that fails, and no language is asked before a trial call has succeeded.
 */
export function createBreakers(options: {
  readonly engine: string;
  readonly logger: Logger;
  readonly firstPauseMs?: number | undefined;
}): Breakers {
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
  return {
    allows: (targetLanguage) => [whole, breakerFor(targetLanguage)].every(allowsNow),
    run: (targetLanguage, work) =>
      whole.policy.execute(() => breakerFor(targetLanguage).policy.execute(work)),
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
        logger.warn({ engine, language, pauseMs }, 'engine left alone after failures in a row');
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
