/** What each engine did on this node since it started, from the numbers of the metrics. */
import type { Registry } from 'prom-client';
import type { EngineReport } from '../../shared/reports/operator-report.ts';
import type { TranslationService } from '../translation/create-translation.ts';
import { percentileOf } from './histogram-percentile.ts';

export interface EngineReportParts {
  readonly registry: Pick<Registry, 'getMetricsAsJSON'>;
  readonly translation: Pick<TranslationService, 'describe' | 'engineStates'>;
  /** `PRICES`: US dollars for a million characters. */
  readonly prices: Readonly<Partial<Record<string, number>>>;
}

interface Sample {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  readonly value: number;
}

export async function engineReports(parts: EngineReportParts): Promise<readonly EngineReport[]> {
  const samples = await samplesOf(parts.registry);
  const states = parts.translation.engineStates();
  return parts.translation.describe().map(({ engine, serves, where, metered }) => {
    const own = samples.filter(({ labels }) => labels.engine === engine);
    const sum = (metric: string) => total(own, `captions_engine_${metric}_total`);
    const state = states.find((each) => each.engine === engine);
    const [calls, characters] = [sum('calls'), sum('characters')];
    const price = parts.prices[engine];
    const delayMs = delayOf(own);
    return {
      engine,
      serves,
      where,
      metered,
      breaker: state?.breaker ?? 'closed',
      running: state?.running ?? 0,
      waiting: state?.waiting ?? 0,
      calls,
      answeredFromCache: sum('cache_hits'),
      failures: failuresOf(own),
      passedOn: sum('fallbacks'),
      ...(calls === 0 ? {} : { meanCallMs: (sum('seconds') * 1_000) / calls }),
      ...(delayMs === undefined ? {} : { delayMs }),
      characters,
      ...(price === undefined ? {} : { usd: (characters * price) / 1_000_000 }),
    };
  });
}

async function samplesOf(registry: Pick<Registry, 'getMetricsAsJSON'>): Promise<readonly Sample[]> {
  const metrics = await registry.getMetricsAsJSON();
  return metrics.flatMap(({ name, values }) =>
    values.map((sample) => {
      // Of a histogram the samples of buckets, sum and count have names of their own.
      const metric = 'metricName' in sample ? String(sample.metricName) : name;
      return { metric, labels: { ...sample.labels }, value: sample.value };
    }),
  );
}

function total(samples: readonly Sample[], metric: string): number {
  return samples.filter((sample) => sample.metric === metric).reduce((sum, { value }) => sum + value, 0);
}

function failuresOf(samples: readonly Sample[]): EngineReport['failures'] {
  const counts = new Map<string, number>();
  for (const { metric, labels, value } of samples) {
    const kind = String(labels.kind ?? '');
    if (metric === 'captions_engine_failures_total') counts.set(kind, (counts.get(kind) ?? 0) + value);
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

/** Over all languages. */
function delayOf(samples: readonly Sample[]): EngineReport['delayMs'] {
  const buckets = new Map<number, number>();
  for (const { metric, labels, value } of samples) {
    if (metric !== 'captions_delay_seconds_bucket') continue;
    const upTo = labels.le === '+Inf' ? Infinity : Number(labels.le);
    buckets.set(upTo, (buckets.get(upTo) ?? 0) + value);
  }
  const lines = buckets.get(Infinity) ?? 0;
  if (lines === 0) return undefined;
  const ms = (share: number) => Math.round(percentileOf(buckets, share) * 1_000);
  return { lines, p50: ms(0.5), p95: ms(0.95) };
}
