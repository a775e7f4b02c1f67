/** Memory, processor time and start of the process, under the names that Prometheus' own client libraries use. */
import { Counter, Gauge, type Registry } from 'prom-client';

/** Read when the metrics are: no timer and no observer runs between two scrapes. */
export function observeProcess(registry: Registry): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge('process_resident_memory_bytes', 'Memory of the process, threads included.', () =>
    process.memoryUsage.rss(),
  );
  gauge('nodejs_heap_size_used_bytes', 'Used heap of the main thread.', () => process.memoryUsage().heapUsed);
  gauge(
    'nodejs_external_memory_bytes',
    'Memory of native objects, buffers included.',
    () => process.memoryUsage().external,
  );
  gauge('process_start_time_seconds', 'Start of the process, seconds since 1970.', () =>
    Math.round(performance.timeOrigin / 1_000),
  );
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time of the process, user and system, threads included.',
    registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
}
