import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { observeProcess } from '../../../server/observability/process-metrics.ts';

it('reports memory, processor time and the start of the process, anew at each scrape', async () => {
  const registry = new Registry();
  observeProcess(registry);
  const valueNamed = async (name: string): Promise<number> =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await registry.metrics())?.[1]);
  const startedAt = await valueNamed('process_start_time_seconds');
  expect(Math.abs(startedAt - performance.timeOrigin / 1_000)).toBeLessThanOrEqual(1);
  const heap = await valueNamed('nodejs_heap_size_used_bytes');
  expect(await valueNamed('process_resident_memory_bytes')).toBeGreaterThan(heap);
  expect(await valueNamed('nodejs_external_memory_bytes')).toBeGreaterThan(0);
  const before = await valueNamed('process_cpu_seconds_total');
  const end = performance.now() + 50;
  while (performance.now() < end);
  const used = (await valueNamed('process_cpu_seconds_total')) - before;
  expect(used).toBeGreaterThan(0);
  expect(used).toBeLessThan(10);
});
