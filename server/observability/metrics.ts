/** `GET /metrics` in Prometheus' text format. No name, no id of a meeting, no spoken word. */
import { Registry } from 'prom-client';
import type { CaptionMeasures } from '../captions/ports/outlet.ts';
import type { EngineMeasures } from '../translation/metering/engine-measures.ts';
import { createCaptionMetrics } from './caption-metrics.ts';
import { createEngineMetrics } from './engine-metrics.ts';
import { observeProcess } from './process-metrics.ts';
import { type ObservedParts, observeServer } from './server-gauges.ts';

export interface Metrics {
  readonly captions: CaptionMeasures;
  readonly engines: EngineMeasures;
  /** Once, when the parts exist: their numbers are read whenever the metrics are. */
  observe(parts: ObservedParts): void;
  text(): Promise<string>;
  /** For reports of single numbers. */
  readonly registry: Pick<Registry, 'getMetricsAsJSON'>;
}

/** Each server has a registry of its own; prom-client's global one stays empty. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  observeProcess(registry);
  return {
    captions: createCaptionMetrics(registry),
    engines: createEngineMetrics(registry),
    observe: (parts) => observeServer(registry, parts),
    text: () => registry.metrics(),
    registry,
  };
}
