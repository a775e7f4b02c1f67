import { isBrokenCircuitError } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../logger.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  LONGEST_PAUSE_MS,
  MAX_REFUSED_PAIRS,
  OPERATOR_PAUSE_MS,
  PAIR_REFUSED_MS,
  RATE_LIMIT_FIRST_PAUSE_MS,
  RATE_LIMIT_LONGEST_PAUSE_MS,
  REFUSED_FIRST_PAUSE_MS,
} from '../../translation-limits.ts';
import type { PipelineRequest } from '../stage.ts';
import { type BreakerState, createBreakers } from './breakers.ts';
import { operatorAdvice } from './operator-advice.ts';

/** `later`: not asked for a while · `no`: not asked until the operator acts. */
type GateAnswer = 'ask' | 'later' | 'no';
export type GateState = BreakerState | 'paused';

type Pair = Pick<PipelineRequest, 'sourceLanguage' | 'targetLanguage'>;
type Asked = Pair & Pick<PipelineRequest, 'meetingId' | 'lineId'>;

export interface EngineGate {
  /** Whether the engine may be asked for the pair and the meeting now. */
  allows(request: Omit<Asked, 'lineId'>): GateAnswer;
  /** Until the engine may be asked; 0: now, or as soon as a trial call has ended. `undefined`: not before the operator acts. */
  opensInMs(request: Omit<Asked, 'lineId'>): number | undefined;
  /** Records the outcome of `work`. @throws what `work` throws. */
  run<T>(request: Asked, work: () => Promise<T>): Promise<T>;
  /** For a target language; without one, of the whole engine. */
  state(targetLanguage?: string): GateState;
}

/**
 * Decides when an engine is not asked. A refusal of its own (rate limit, refused, wrong key, quota, no such pair) pauses it as
 * long as it says; time-outs and broken connections open circuit breakers; unusable answers pause it for their meeting.
 */
export function createEngineGate(options: {
  readonly engine: string;
  readonly logger: Logger;
  readonly now: () => number;
  readonly breakerPauseMs?: number;
}): EngineGate {
  const { engine, logger, now } = options;
  let pause: { readonly until: number; readonly lasting: boolean } | undefined;
  let refusals = 0;
  let rateLimits = 0;
  let warnedOf: string | undefined;
  const refusedPairs = new LRUCache<string, number>({ max: MAX_REFUSED_PAIRS });
  const breakers = createBreakers({ engine, logger, now, firstPauseMs: options.breakerPauseMs });

  const warnOperator = (error: TranslationError, pauseMs: number): void => {
    // Logged once until the engine works again.
    if (warnedOf === error.kind) return;
    warnedOf = error.kind;
    const facts = { engine, kind: error.kind, status: error.status, pauseMs };
    const advice = operatorAdvice(error);
    if (error.retryable) logger.warn(facts, advice);
    else logger.error(facts, advice);
  };
  const pauseFor = (error: TranslationError, pauseMs: number): void => {
    pause = { until: Math.max(now() + pauseMs, pause?.until ?? 0), lasting: !error.retryable };
    warnOperator(error, pauseMs);
  };
  const pauseForRate = (error: TranslationError): void => {
    if (error.retryAfterMs !== undefined) {
      pauseFor(error, Math.min(error.retryAfterMs, LONGEST_PAUSE_MS));
      return;
    }
    // Concurrent calls that were refused are one refusal.
    if (paused() !== undefined) return;
    pauseFor(error, Math.min(RATE_LIMIT_FIRST_PAUSE_MS * 2 ** rateLimits, RATE_LIMIT_LONGEST_PAUSE_MS));
    rateLimits += 1;
  };
  const conclude = (error: TranslationError, pair: string): void => {
    switch (error.kind) {
      case 'rate-limited':
        pauseForRate(error);
        return;
      case 'refused':
        // Concurrent calls that were refused are one refusal.
        if (pause !== undefined && now() < pause.until) return;
        pauseFor(error, Math.min(REFUSED_FIRST_PAUSE_MS * 2 ** refusals, LONGEST_PAUSE_MS));
        refusals += 1;
        return;
      case 'bad-key':
      case 'quota':
        pauseFor(error, OPERATOR_PAUSE_MS);
        return;
      case 'language':
        // Without a status the sentence is missing, not the pair: a phrasebook.
        if (error.status === undefined || refusedPairs.has(pair)) return;
        refusedPairs.set(pair, now() + PAIR_REFUSED_MS);
        logger.error({ engine, pair, status: error.status }, operatorAdvice(error));
        return;
      case 'timeout':
      case 'network':
      case 'bad-reply':
      case 'overloaded':
      case 'cancelled':
        return;
    }
  };
  const paused = () => (pause !== undefined && now() < pause.until ? pause : undefined);
  const allows = (request: Omit<Asked, 'lineId'>): GateAnswer => {
    const current = paused();
    if (current !== undefined) return current.lasting ? 'no' : 'later';
    const pair = pairOf(request);
    const refusedUntil = refusedPairs.get(pair);
    if (refusedUntil !== undefined) {
      if (now() < refusedUntil) return 'no';
      refusedPairs.delete(pair);
    }
    return breakers.allows(request) ? 'ask' : 'later';
  };
  return {
    allows,
    opensInMs: (request) => {
      if (allows(request) === 'no') return undefined;
      return Math.max(0, (paused()?.until ?? 0) - now(), breakers.opensInMs(request));
    },
    run: async (request, work) => {
      try {
        const answer = await breakers.run(request, work);
        // A call from before the pause does not end it.
        if (paused() === undefined) {
          if (warnedOf !== undefined) logger.info({ engine }, 'engine works again');
          warnedOf = undefined;
          pause = undefined;
          refusals = 0;
          rateLimits = 0;
        }
        return answer;
      } catch (error) {
        if (isBrokenCircuitError(error)) {
          throw new TranslationError(engine, 'network', 'has an open circuit breaker', { counts: false });
        }
        if (error instanceof TranslationError) conclude(error, pairOf(request));
        throw error;
      }
    },
    state: (targetLanguage) => (paused() !== undefined ? 'paused' : breakers.state(targetLanguage)),
  };
}

function pairOf({ sourceLanguage, targetLanguage }: Pair): string {
  return `${sourceLanguage}>${targetLanguage}`;
}
