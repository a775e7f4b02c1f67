import { LRUCache } from 'lru-cache';
import type { Engine, EngineAnswer } from '../engine.ts';
import type { EngineMeasures } from '../metering/engine-measures.ts';
import { CACHE_CHARACTERS, CACHE_ENTRIES, CACHE_TTL_MS } from '../translation-limits.ts';
import type { PipelineRequest, Stage } from './stage.ts';

/** Answers by question, of all engines and meetings. */
export class AnswerCache {
  readonly #answers = new LRUCache<string, EngineAnswer>({
    max: CACHE_ENTRIES,
    maxSize: CACHE_CHARACTERS,
    ttl: CACHE_TTL_MS,
    sizeCalculation: (answer, key) => key.length + answer.text.length + 1,
  });

  get(key: string): EngineAnswer | undefined {
    return this.#answers.get(key);
  }

  set(key: string, answer: EngineAnswer): void {
    this.#answers.set(key, answer);
  }

  /** Entries name no meeting, so a deleted meeting clears all. */
  clear(): void {
    this.#answers.clear();
  }
}

type Asked = Pick<Engine, 'name' | 'takesTerms' | 'acceptsContext'>;

/** Everything the answer depends on, the found terms included. */
export function questionKey(engine: Asked, request: PipelineRequest): string {
  const { sourceLanguage, targetLanguage, text, context, found } = request;
  const terms = engine.takesTerms === 'none' ? [] : found;
  return JSON.stringify([
    engine.name,
    sourceLanguage,
    targetLanguage,
    text,
    engine.acceptsContext ? context : [],
    terms,
  ]);
}

/** Answers from the cache, also while the engine is paused. */
export function recall(
  engine: Pick<Engine, 'name'>,
  cache: AnswerCache,
  measures: Pick<EngineMeasures, 'answeredFromCache'>,
): Stage {
  return (next) => (request) => {
    const known = cache.get(request.question);
    if (known === undefined) return next(request);
    measures.answeredFromCache({ engine: engine.name, language: request.targetLanguage });
    return Promise.resolve(known);
  };
}

/** Stores the answer inside the shared call: an equal question finds the call or the entry, never neither. */
export function remember(cache: AnswerCache): Stage {
  return (next) => async (request) => {
    const answer = await next(request);
    cache.set(request.question, answer);
    return answer;
  };
}
