/** The summary of a soak as a table. */
import type { SoakReport } from './run-soak.ts';

const NAME_WIDTH = 44;

export function summary({ options, tookMs, counts, memory, complaints, violations }: SoakReport): string {
  const { minutes, seed, nodes, meetings, readers } = options;
  return [
    `seed ${seed}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${minutes} min (${Math.round(tookMs / 1_000)} s with the comparison), ${meetings} meetings and ${readers} readers at a time`,
    '',
    ...Object.entries(counts).map(([name, count]) => row(name, String(count))),
    ...memory.map(({ node, firstThirdBytes, lastThirdBytes, samples }) =>
      row(`live memory of ${node}`, `${mb(firstThirdBytes)} → ${mb(lastThirdBytes)} MB (${samples} samples)`),
    ),
    ...Object.entries(complaints).map(([sentence, count]) => row(`log: ${sentence}`, String(count))),
    '',
    ...(violations.length === 0
      ? ['no violation']
      : [
          `${violations.length} violations`,
          ...violations
            .slice(0, 10)
            .map(({ atMs, what }) => `  after ${Math.round(atMs / 1_000)} s: ${what}`),
        ]),
  ].join('\n');
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(NAME_WIDTH)} ${value}`;
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
