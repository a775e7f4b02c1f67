/** The recorded runs of the benchmarks: each point as the quietest run that has it, because others on the machine only disturb. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
const system = z.object({
  cpuMsPerLine: z.number(),
  loadCpuMicrosPerDelivery: z.number(),
  bytesPerViewer: z.number(),
  delayMs: percentiles,
});
const run = z.object({
  machine: z.string(),
  readers: z.array(
    z.object({
      viewers: z.number(),
      languages: z.number(),
      linesPerSecond: z.number(),
      figures: z.object({ captions: system, 'socket.io': system }),
    }),
  ),
  joining: z.array(z.object({ viewers: z.number(), captions: z.object({ cpuMsPerViewer: z.number() }) })),
  meetings: z.array(
    z.object({
      engineMs: z.number(),
      rows: z.array(
        z.object({
          meetings: z.number(),
          linesExpected: z.number(),
          translated: z.number(),
          untranslated: z.number(),
          cpuShare: z.number(),
          delayMs: percentiles,
        }),
      ),
    }),
  ),
});
const callCost = z.object({ redisMicros: z.number(), nodeCpuMicros: z.number(), wallMicros: z.number() });
const writes = z.object({
  groups: z.array(z.object({ writes: z.number(), milliseconds: z.number(), nodeCpuMsPerWrite: z.number() })),
  bytesPerLine: z.number(),
  logBytesPerLine: z.number(),
  mark: z.object({ wallMicros: z.number() }),
  openMeeting: z.object({ wallMicros: z.number(), nodeCpuMicros: z.number() }),
});
const services = z.object({
  machine: z.string(),
  redis: z.object({ exchange: callCost, renewedLease: callCost, askedLease: callCost, publish: callCost }),
  postgres: writes,
  sqlite: writes,
});

/** Outputs of `npm run bench -- --json` and `npm run bench:services -- --json`, as they were written. */
const recording = z.object({ runs: z.array(run).min(1), services: z.array(services).min(1) });
type Recording = z.infer<typeof recording>;
export type Services = z.infer<typeof services>;

export interface ReadersPoint {
  readonly viewers: number;
  readonly languages: number;
  readonly linesPerSecond: number;
  readonly cpuMsPerLine: number;
  readonly delayP50Ms: number;
  readonly bare: { readonly cpuMsPerLine: number; readonly delayP50Ms: number };
  /** Of the process that plays the readers. */
  readonly receiptMs: number;
}

export interface MeetingsPoint {
  readonly meetings: number;
  readonly engineMs: number;
  readonly cpuMsPerLine: number;
  readonly delayP50Ms: number;
  readonly untranslated: number;
}

export interface Measured {
  readonly machines: readonly string[];
  readonly readers: readonly ReadersPoint[];
  readonly meetings: readonly MeetingsPoint[];
  readonly joinMs: number;
  readonly bytesPerViewer: number;
  readonly services: Services;
}

/** Outputs of the benchmarks as one recording, without what no simulation asks for. */
export function record(outputs: readonly string[], file: string): void {
  const all = outputs.map((output): unknown => JSON.parse(readFileSync(output, 'utf8')));
  const parsed = all.map((output) => ({
    run: run.safeParse(output).data,
    services: services.safeParse(output).data,
  }));
  const recorded = recording.parse({
    runs: parsed.flatMap((each) => each.run ?? []),
    services: parsed.flatMap((each) => each.services ?? []),
  });
  writeFileSync(file, `${JSON.stringify(recorded, rounded, 2)}\n`);
}

/** More digits than were measured say nothing. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

export function readMeasured(file: string): Measured {
  return measuredOf(recording.parse(JSON.parse(readFileSync(file, 'utf8'))));
}

function measuredOf({ runs, services: all }: Recording): Measured {
  const readers = grouped(
    runs.flatMap((each) => each.readers),
    ({ viewers, languages, linesPerSecond }) => `${viewers} ${languages} ${linesPerSecond}`,
  ).map((same) => {
    const { viewers, languages, linesPerSecond, figures } = least(
      same,
      (each) => each.figures['socket.io'].delayMs.p50,
    );
    const { captions, 'socket.io': bare } = figures;
    return {
      viewers,
      languages,
      linesPerSecond,
      cpuMsPerLine: captions.cpuMsPerLine,
      delayP50Ms: captions.delayMs.p50,
      bare: { cpuMsPerLine: bare.cpuMsPerLine, delayP50Ms: bare.delayMs.p50 },
      receiptMs: bare.loadCpuMicrosPerDelivery / 1_000,
    };
  });
  const rows = runs.flatMap((each) =>
    each.meetings.flatMap(({ engineMs, rows: those }) => those.map((row) => ({ ...row, engineMs }))),
  );
  const meetings = grouped(rows, ({ meetings: count, engineMs }) => `${count} ${engineMs}`).map((same) => {
    const row = least(same, ({ delayMs }) => delayMs.p50);
    return {
      meetings: row.meetings,
      engineMs: row.engineMs,
      cpuMsPerLine: cpuMsPerLineOf(row),
      delayP50Ms: row.delayMs.p50,
      untranslated: row.untranslated,
    };
  });
  const atThousand = runs.flatMap((each) => each.readers.filter(({ viewers }) => viewers === 1_000));
  return {
    machines: runs.map(({ machine }) => machine),
    readers: readers.toSorted((a, b) => a.viewers - b.viewers || a.languages - b.languages),
    meetings: meetings.toSorted((a, b) => a.meetings - b.meetings),
    joinMs: median(runs.flatMap((each) => each.joining.map(({ captions }) => captions.cpuMsPerViewer))),
    bytesPerViewer: median(atThousand.map(({ figures }) => figures.captions.bytesPerViewer)),
    services: least(all, ({ redis }) => redis.exchange.redisMicros),
  };
}

const LANGUAGES_OF_A_MEETING = 2;
/** One line every four seconds, and five seconds in which the last ones arrive. */
const LINE_EVERY_MS = 4_000;
const SETTLE_MS = 5_000;

/** The benchmark's share of a core is of its whole window. */
function cpuMsPerLineOf(row: { meetings: number; linesExpected: number; cpuShare: number }): number {
  const lines = row.linesExpected / LANGUAGES_OF_A_MEETING;
  const windowMs = (lines / row.meetings) * LINE_EVERY_MS + SETTLE_MS;
  return (row.cpuShare * windowMs) / lines;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function least<T>(items: readonly T[], rank: (item: T) => number): T {
  const [first] = items.toSorted((a, b) => rank(a) - rank(b));
  if (first === undefined) throw new Error('nothing was measured');
  return first;
}
