import { isBrokenCircuitError } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../logger.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  LONGEST_PAUSE_MS,
  MAX_REFUSED_PAIRS,
  OPERATOR_PAUSE_MS,
  PAIR_REFUSED_MS,
  RATE_LIMIT_PAUSE_MS,
  REFUSED_FIRST_PAUSE_MS,
} from '../../translation-limits.ts';
import type { PipelineRequest } from '../stage.ts';
import { type BreakerState, createBreakers } from './breakers.ts';
import { operatorAdvice } from './operator-advice.ts';

/** `later`: closed, but not for long · `no`: nothing will change without the operator. */
type GateAnswer = 'ask' | 'later' | 'no';
export type GateState = BreakerState | 'paused';

type Pair = Pick<PipelineRequest, 'sourceLanguage' | 'targetLanguage'>;
type Asked = Pair & Pick<PipelineRequest, 'meetingId' | 'lineId'>;

export interface EngineGate {
  /** May this engine be asked for the pair, and this meeting, now? */
  allows(request: Omit<Asked, 'lineId'>): GateAnswer;
  /** @throws what `work` throws, after drawing the conclusions from it. */
  run<T>(request: Asked, work: () => Promise<T>): Promise<T>;
  /** For a target language; without one, of the whole engine. */
  state(targetLanguage?: string): GateState;
}

/**
 * Decides when an engine is left alone. What it says itself (slow down, refused, wrong key, quota, no such pair) pauses it by
 * its word; what merely happens (time-outs, broken connections) opens circuit breakers; unusable answers concern their meeting.
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
  let told: string | undefined;
  const refusedPairs = new LRUCache<string, number>({ max: MAX_REFUSED_PAIRS });
  const breakers = createBreakers({ engine, logger, now, firstPauseMs: options.breakerPauseMs });

  const tell = (error: TranslationError, pauseMs: number): void => {
    // Once, until it has worked again: the operator has one thing to do.
    if (told === error.kind) return;
    told = error.kind;
    const facts = { engine, kind: error.kind, status: error.status, pauseMs };
    const advice = operatorAdvice(error);
    if (error.retryable) logger.warn(facts, advice);
    else logger.error(facts, advice);
  };
  const pauseFor = (error: TranslationError, pauseMs: number): void => {
    pause = { until: Math.max(now() + pauseMs, pause?.until ?? 0), lasting: !error.retryable };
    tell(error, pauseMs);
  };
  const learn = (error: TranslationError, pair: string): void => {
    switch (error.kind) {
      case 'rate-limited':
        pauseFor(error, Math.min(error.retryAfterMs ?? RATE_LIMIT_PAUSE_MS, LONGEST_PAUSE_MS));
        return;
      case 'refused':
        // Calls that were under way together are one refusal.
        if (pause !== undefined && now() < pause.until) return;
        pauseFor(error, Math.min(REFUSED_FIRST_PAUSE_MS * 2 ** refusals, LONGEST_PAUSE_MS));
        refusals += 1;
        return;
      case 'bad-key':
      case 'quota':
        pauseFor(error, OPERATOR_PAUSE_MS);
        return;
      case 'language':
        // Without a status the engine itself knows better each time: a phrasebook lacks a sentence, not a pair.
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
  return {
    allows: (request) => {
      const current = paused();
      if (current !== undefined) return current.lasting ? 'no' : 'later';
      const pair = pairOf(request);
      const refusedUntil = refusedPairs.get(pair);
      if (refusedUntil !== undefined) {
        if (now() < refusedUntil) return 'no';
        refusedPairs.delete(pair);
      }
      return breakers.allows(request) ? 'ask' : 'later';
    },
    run: async (request, work) => {
      try {
        const answer = await breakers.run(request, work);
        // Not by a call that was under way when the pause began.
        if (paused() === undefined) {
          if (told !== undefined) logger.info({ engine }, 'engine works again');
          told = undefined;
          pause = undefined;
          refusals = 0;
        }
        return answer;
      } catch (error) {
        if (isBrokenCircuitError(error)) {
          throw new TranslationError(engine, 'network', 'left alone after failures', { counts: false });
        }
        if (error instanceof TranslationError) learn(error, pairOf(request));
        throw error;
      }
    },
    state: (targetLanguage) => (paused() !== undefined ? 'paused' : breakers.state(targetLanguage)),
  };
}

function pairOf({ sourceLanguage, targetLanguage }: Pair): string {
  return `${sourceLanguage}>${targetLanguage}`;
}
