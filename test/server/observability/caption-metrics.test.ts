/** Covers server/observability/metrics.ts, server/observability/server-gauges.ts. */
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../server/observability/metrics.ts';

const line = {
  language: 'es',
  engine: 'libre',
  delayMs: 10,
  shownTexts: ['Mañana vamos', 'Mañana vamos a hablar'],
  wasLate: false,
  isUntranslated: false,
};

describe('the metrics of captions', () => {
  it('give the delay as a histogram by engine and language', async () => {
    const metrics = createMetrics();
    for (const delayMs of [10, 150, 690, 30_000]) metrics.captions.settled({ ...line, delayMs });
    metrics.captions.settled({ ...line, engine: 'deepl', delayMs: 300 });
    const text = await metrics.text();
    expect(text).toContain('# TYPE captions_delay_seconds histogram\n');
    expect(text).toContain('captions_delay_seconds_bucket{le="0.05",engine="libre",language="es"} 1\n');
    expect(text).toContain('captions_delay_seconds_bucket{le="0.7",engine="libre",language="es"} 3\n');
    expect(text).toContain('captions_delay_seconds_bucket{le="+Inf",engine="libre",language="es"} 4\n');
    expect(text).toContain('captions_delay_seconds_count{engine="deepl",language="es"} 1\n');
    expect(text).toContain('captions_lines_total{engine="libre",language="es"} 4\n');
  });

  it('count what was taken back, what was late and what was never translated', async () => {
    const metrics = createMetrics();
    metrics.captions.settled(line);
    metrics.captions.settled({ ...line, shownTexts: ['Hoy vamos', 'Mañana vamos'], wasLate: true });
    metrics.captions.settled({ ...line, engine: 'untranslated', shownTexts: [], isUntranslated: true });
    const text = await metrics.text();
    expect(text).toContain('captions_erased_words_total{language="es"} 2\n');
    expect(text).toContain('captions_final_words_total{language="es"} 6\n');
    expect(text).toContain('captions_late_lines_total{language="es"} 1\n');
    expect(text).toContain('captions_untranslated_lines_total{language="es"} 1\n');
  });

  it('of one server hold nothing of another in the same process', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.captions.settled(line);
    expect(await other.text()).not.toContain('captions_lines_total{');
  });
});

describe('the numbers of the parts', () => {
  it('are read when the metrics are', async () => {
    const metrics = createMetrics();
    const numbers = { viewers: 1, segments: 5 };
    metrics.observe({
      broadcast: {
        get viewers() {
          return numbers.viewers;
        },
      },
      panels: { pendingConnections: 2 },
      meetings: { count: 3 },
      streams: {
        openStreams: 4,
        get counters() {
          return { segments: numbers.segments } as never;
        },
      },
      translation: {
        engineStates: () => [{ engine: 'libre', breaker: 'open', running: 0, waiting: 0 }],
      },
      watchdog: { numbers: { stalls: 7, longestStallMs: 250, delayMs: { p50: 1, p95: 2, p99: 3 } } },
      cluster: undefined,
    });
    numbers.viewers = 9;
    for (const segments of [6, 8]) {
      numbers.segments = segments;
      const text = await metrics.text();
      expect(text).toContain('captions_viewers 9\n');
      expect(text).toContain('captions_pending_connections 2\n');
      expect(text).toContain('captions_meetings 3\n');
      expect(text).toContain('captions_streams_open 4\n');
      expect(text).toContain(`captions_rtms_total{what="segments"} ${segments}\n`);
      expect(text).toContain('captions_engine_breaker_open{engine="libre"} 1\n');
      expect(text).toContain('event_loop_stalls_total 7\n');
      expect(text).toContain('event_loop_longest_stall_seconds 0.25\n');
      expect(text).toContain('event_loop_delay_seconds{quantile="0.95"} 0.002\n');
    }
  });
});
