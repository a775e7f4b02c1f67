/** What engines did, by engine and language read; both are bounded by the configuration and the language table. */
import { Counter, type Registry } from 'prom-client';
import type { EngineMeasures } from '../translation/metering/engine-measures.ts';

export function createEngineMetrics(registry: Registry): EngineMeasures {
  const registers = [registry];
  const counter = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['engine', 'language'], registers });
  const calls = counter('captions_engine_calls_total', 'Calls of an engine.');
  const characters = counter('captions_engine_characters_total', 'Characters sent to an engine.');
  const cacheHits = counter('captions_engine_cache_hits_total', 'Answered without a call.');
  const fallbacks = counter('captions_engine_fallbacks_total', 'Passed on to the next engine.');
  const lostTerms = counter('captions_engine_terms_lost_total', 'Translated again without the glossary.');
  const seconds = counter('captions_engine_seconds_total', 'Time in the engine.');
  const failures = new Counter({
    name: 'captions_engine_failures_total',
    help: 'Failed calls by kind.',
    labelNames: ['engine', 'language', 'kind'],
    registers,
  });
  return {
    called: (of, sent) => {
      calls.inc({ ...of });
      characters.inc({ ...of }, sent);
    },
    took: (of, elapsedMs) => seconds.inc({ ...of }, elapsedMs / 1_000),
    answeredFromCache: (of) => cacheHits.inc({ ...of }),
    failed: (of, kind) => failures.inc({ ...of, kind }),
    passedOn: (of) => fallbacks.inc({ ...of }),
    lostTerms: (of) => lostTerms.inc({ ...of }),
  };
}
