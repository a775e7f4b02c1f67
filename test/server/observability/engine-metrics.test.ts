import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../server/observability/metrics.ts';

describe('the metrics of engines', () => {
  it('count calls, failures and fallbacks by engine and language', async () => {
    const metrics = createMetrics();
    const libre = { engine: 'libre', language: 'es' };
    metrics.engines.called(libre, 12);
    metrics.engines.called(libre, 8);
    metrics.engines.took(libre, 1_500);
    metrics.engines.answeredFromCache(libre);
    metrics.engines.failed(libre, 'timeout');
    metrics.engines.passedOn(libre);
    metrics.engines.lostTerms({ engine: 'deepl', language: 'fr' });
    const text = await metrics.text();
    const of = '{engine="libre",language="es"}';
    expect(text).toContain(`captions_engine_calls_total${of} 2\n`);
    expect(text).toContain(`captions_engine_characters_total${of} 20\n`);
    expect(text).toContain(`captions_engine_seconds_total${of} 1.5\n`);
    expect(text).toContain(`captions_engine_cache_hits_total${of} 1\n`);
    expect(text).toContain('captions_engine_failures_total{engine="libre",language="es",kind="timeout"} 1\n');
    expect(text).toContain(`captions_engine_fallbacks_total${of} 1\n`);
    expect(text).toContain('captions_engine_terms_lost_total{engine="deepl",language="fr"} 1\n');
  });
});
