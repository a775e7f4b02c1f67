/** The figures of a run as tables for a terminal and as a plot. Pure. */
import type { JoiningFigures } from './joining.ts';
import type { MeetingsFigures } from './meetings.ts';
import type { ReadersFigures, System } from './readers.ts';

export interface Run {
  /** ISO date, Node.js, cores. */
  readonly machine: string;
  readonly readers: readonly {
    readonly viewers: number;
    readonly languages: number;
    readonly linesPerSecond: number;
    readonly figures: ReadersFigures;
  }[];
  readonly joining: readonly JoiningFigures[];
  readonly meetings: readonly { readonly engineMs: number; readonly rows: readonly MeetingsFigures[] }[];
}

export function readersTable({ readers }: Run): string {
  const rows = readers.flatMap(({ viewers, languages, linesPerSecond, figures }) =>
    systems.map((system) => {
      const of = figures[system];
      const bare = figures['socket.io'];
      return [
        system === 'captions' ? `${viewers} × ${linesPerSecond}/s × ${languages}` : '',
        system,
        of.cpuMsPerLine.toFixed(1),
        of.cpuMicrosPerDelivery.toFixed(0),
        ratio(of.cpuMicrosPerDelivery, bare.cpuMicrosPerDelivery),
        ...(['p50', 'p95', 'p99'] as const).map((name) => of.delayMs[name].toFixed(1)),
        ratio(of.delayMs.p50, bare.delayMs.p50),
        ratio(of.delayMs.p99, bare.delayMs.p99),
        of.loopDelayMs.longest.toFixed(0),
        (of.bytesPerViewer / 1_024).toFixed(0),
        `${of.deliveries}/${of.expected}`,
      ];
    }),
  );
  const head = [
    'viewers',
    'system',
    'CPU ms/line',
    'µs/delivery',
    '÷ bare',
    'p50 ms',
    'p95',
    'p99',
    'p50 ÷',
    'p99 ÷',
    'stall ms',
    'kB/viewer',
    'delivered',
  ];
  return table([head, ...rows]);
}

export function joiningTable({ joining }: Run): string {
  const head = ['viewers', 'CPU ms/viewer', 'bare', 'seconds', 'bare', 'stall ms'];
  const rows = joining.map(({ viewers, captions, bare }) => [
    String(viewers),
    captions.cpuMsPerViewer.toFixed(2),
    bare.cpuMsPerViewer.toFixed(2),
    captions.seconds.toFixed(1),
    bare.seconds.toFixed(1),
    captions.longestStallMs.toFixed(0),
  ]);
  return table([head, ...rows]);
}

export function meetingsTable(rows: readonly MeetingsFigures[]): string {
  const head = [
    'meetings',
    'translated',
    'untranslated',
    'p50 ms',
    'p95',
    'p99',
    'loop p99',
    'stall ms',
    'CPU',
  ];
  return table([
    head,
    ...rows.map((row) => [
      String(row.meetings),
      `${row.translated}/${row.linesExpected}`,
      String(row.untranslated),
      row.delayMs.p50.toFixed(0),
      row.delayMs.p95.toFixed(0),
      row.delayMs.p99.toFixed(0),
      row.loopDelayMs.p99.toFixed(0),
      row.loopDelayMs.longest.toFixed(0),
      `${Math.round(100 * row.cpuShare)} %`,
    ]),
  ]);
}

/** CPU per delivery over viewers, both axes logarithmic: the product beside the bare servers. */
export function readersPlot({ readers, machine }: Run): string {
  const points = systems.map((system) => ({
    system,
    at: readers.map(({ viewers, figures }) => ({ x: viewers, y: figures[system].cpuMicrosPerDelivery })),
  }));
  const all = points.flatMap(({ at }) => at);
  const x = logarithmic(
    all.map((point) => point.x),
    left,
    width - right,
  );
  const y = logarithmic(
    all.map((point) => point.y),
    height - bottom,
    top,
  );
  const lines = points.map(({ system, at }) => {
    const path = at.map((point) => `${x.at(point.x)},${y.at(point.y)}`).join(' ');
    const dots = at.map((point) => `<circle cx="${x.at(point.x)}" cy="${y.at(point.y)}" r="3"/>`).join('');
    // At the first point, where the systems are apart.
    const [first] = at;
    const label =
      first === undefined
        ? ''
        : `<text x="${x.at(first.x) + 12}" y="${y.at(first.y) - 4}">${labels[system]}</text>`;
    return `<g fill="${colors[system]}"><polyline points="${path}" fill="none" stroke="${colors[system]}" stroke-width="2"/>${dots}${label}</g>`;
  });
  const ticks = [
    ...x.ticks.map(
      (value) => `<text x="${x.at(value)}" y="${height - bottom + 18}" text-anchor="middle">${value}</text>`,
    ),
    ...y.ticks.map(
      (value) => `<text x="${left - 8}" y="${y.at(value) + 4}" text-anchor="end">${value}</text>`,
    ),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#777">`,
    `<title>CPU per delivery by number of viewers (${machine})</title>`,
    `<text x="${left}" y="16">CPU per delivery, µs, by viewers of one meeting in five languages</text>`,
    `<path d="M${left} ${top}V${height - bottom}H${width - right}" fill="none" stroke="#999"/>`,
    ...ticks,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

const systems = ['captions', 'socket.io', 'ws'] as const;
const labels: Readonly<Record<System, string>> = {
  captions: 'captions',
  'socket.io': 'bare Socket.IO',
  ws: 'bare ws',
};
const colors: Readonly<Record<System, string>> = {
  captions: '#0b5cff',
  'socket.io': '#d9730d',
  ws: '#2e8b57',
};
const [width, height] = [640, 320];
const [left, right, top, bottom] = [56, 24, 44, 36];

function logarithmic(values: readonly number[], from: number, to: number) {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(Math.log10);
  const span = Math.max(1e-9, (high ?? 0) - (low ?? 0));
  const at = (value: number) => Math.round(from + ((Math.log10(value) - (low ?? 0)) / span) * (to - from));
  const ticks = [1, 10, 100, 1_000, 10_000]
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((value) => value >= 10 ** (low ?? 0) * 0.999 && value <= 10 ** (high ?? 0) * 1.001);
  return { at, ticks };
}

function ratio(value: number, bare: number): string {
  return (value / bare).toFixed(2);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
    .join('\n');
}
