import type { Logger } from '../../logger.ts';
import type { Engine } from '../engine.ts';
import type { EngineMeasures } from '../metering/engine-measures.ts';
import { toTranslationError } from '../translation-error.ts';
import { PassedOver, type Stage } from './stage.ts';

type Named = Pick<Engine, 'name'>;

/** Counts fallbacks and failures. A missing pair or phrase and a caller that left are no failures. */
export function countAttempts(
  { name: engine }: Named,
  measures: Pick<EngineMeasures, 'passedOn' | 'failed'>,
  logger: Pick<Logger, 'debug'>,
): Stage {
  return (next) => async (request) => {
    const language = request.targetLanguage;
    const { failedEngine } = request.turn;
    if (failedEngine !== undefined) measures.passedOn({ engine: failedEngine, language });
    try {
      return await next(request);
    } catch (error) {
      if (error instanceof PassedOver) throw error;
      const failure = toTranslationError(engine, error);
      if (failure.kind !== 'language' && failure.kind !== 'cancelled') {
        measures.failed({ engine, language }, failure.kind);
        logger.debug({ engine, kind: failure.kind, status: failure.status }, 'engine gave no translation');
      }
      throw failure;
    }
  };
}

/** Measures the time from a free slot to the answer, all calls of the text together. */
export function timeCalls({ name: engine }: Named, measures: Pick<EngineMeasures, 'took'>): Stage {
  return (next) => async (request) => {
    const startedAt = performance.now();
    try {
      return await next(request);
    } finally {
      measures.took({ engine, language: request.targetLanguage }, performance.now() - startedAt);
    }
  };
}

/** Counts calls and characters as they go out: with the marks of terms. */
export function countCalls({ name: engine }: Named, measures: Pick<EngineMeasures, 'called'>): Stage {
  return (next) => (request) => {
    measures.called({ engine, language: request.targetLanguage }, request.text.length);
    return next(request);
  };
}
