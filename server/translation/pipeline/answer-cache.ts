import { LRUCache } from 'lru-cache';
import type { Engine, EngineAnswer } from '../engine.ts';
import type { EngineMeasures } from '../metering/engine-measures.ts';
import { CACHE_CHARACTERS, CACHE_ENTRIES, CACHE_TTL_MS } from '../translation-limits.ts';
import type { PipelineRequest, Stage } from './stage.ts';

/** Answers of engines by question, of all meetings. */
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

  /** A meeting's words are to be forgotten: which answers are its own is not kept, so all go. */
  clear(): void {
    this.#answers.clear();
  }
}

type Asked = Pick<Engine, 'name' | 'takesTerms' | 'acceptsContext'>;

/** Whatever changes the answer: two meetings with different glossaries share nothing. */
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

/** Answers from memory, also while the engine itself is left alone. */
export function recall(
  engine: Asked,
  cache: AnswerCache,
  measures: Pick<EngineMeasures, 'answeredFromCache'>,
): Stage {
  return (next) => async (request) => {
    const known = cache.get(questionKey(engine, request));
    if (known === undefined) return next(request);
    measures.answeredFromCache({ engine: engine.name, language: request.targetLanguage });
    return known;
  };
}

/** Stands inside the shared call: its answer is kept before the call counts as ended, so that nobody asks in between. */
export function remember(engine: Asked, cache: AnswerCache): Stage {
  return (next) => async (request) => {
    const answer = await next(request);
    cache.set(questionKey(engine, request), answer);
    return answer;
  };
}
