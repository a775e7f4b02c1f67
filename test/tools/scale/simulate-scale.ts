/** `npm run simulate:scale`: reproduces the benchmark's curves of one node, then plays many nodes. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { calibrate, deviation, fitCosts, type Row, TOLERANCE } from './calibration.ts';
import {
  type Arrangement,
  fullest,
  type Installation,
  installationOf,
  limitOf,
  lineAtWork,
  type Model,
  playNode,
} from './installation.ts';
import { readMeasured, record } from './measured.ts';

const help = `npm run simulate:scale -- [options]     plays on paper; nothing is started
  --measured <file>    recorded runs (default: test/tools/scale/measured.json)
  --readers <number>   of a meeting (default: 10)
  --languages <number> that are read in a meeting, the original among them (default: 3)
  --lines <number>     a minute of a meeting (default: 15)
  --cores <number>     of the PostgreSQL server (default: 16)
  --record <list>      outputs of bench and bench:services with --json, written to --measured as one recording`;

const { values } = parseArgs({
  options: {
    measured: { type: 'string' },
    readers: { type: 'string', default: '10' },
    languages: { type: 'string', default: '3' },
    lines: { type: 'string', default: '15' },
    cores: { type: 'string', default: '16' },
    record: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function main(): void {
  const measured = readMeasured(file);
  say(`Measured: ${[...new Set([...measured.machines, measured.services.machine])].join('\n          ')}\n`);
  const fitted = fitCosts(measured);
  const { costs } = fitted;
  say(
    `Service times of the event loop, ms: turn ${costs.turnMs.toFixed(2)}, line ${costs.lineMs.toFixed(2)}, translation ${costs.translationMs.toFixed(2)}, call of an engine ${costs.callMs.toFixed(2)}, delivery ${costs.deliveryMs.toFixed(4)}, join ${measured.joinMs.toFixed(2)};
after a pause up to ${costs.coldMs.toFixed(1)} more (two thirds of it after ${costs.coldAfterMs.toFixed(0)} ms), and ${costs.coldReadersMs.toFixed(1)} with many readers. ${percent(costs.afterwardsShare)} of a line's work follows its deliveries.
`,
  );
  const rows = calibrate(measured, fitted);
  say(
    table([
      ['point', 'figure', 'measured', 'simulated', 'deviation', ''],
      ...rows.map((row) => [
        row.point,
        row.quantity,
        row.measured.toFixed(2),
        row.simulated.toFixed(2),
        percent(deviation(row)),
        verdict(row),
      ]),
    ]),
  );
  for (const quantity of new Set(rows.map((row) => row.quantity))) {
    const judged = rows.filter((row) => row.quantity === quantity && !row.isFitted);
    const within = judged.filter((row) => Math.abs(deviation(row)) <= TOLERANCE);
    const belief =
      within.length === judged.length ? 'believed' : 'not believed beyond the points that are reproduced';
    say(
      `${quantity}: ${within.length} of ${judged.length} judged points within ${percent(TOLERANCE)}, ${belief}`,
    );
  }

  const usage = {
    readersPerMeeting: Number(values.readers),
    languages: Number(values.languages),
    linesPerSecond: Number(values.lines) / 60,
    joinsPerReaderHour: 2,
  };
  const lineAtWorkMs = lineAtWork(MEETINGS_AT_WORK, { usage, costs });
  say(
    `\nA line with its translations and readers, at ${MEETINGS_AT_WORK} meetings: ${lineAtWorkMs.toFixed(1)} ms of the event loop.`,
  );
  const model: Model = {
    usage,
    costs,
    lineAtWorkMs,
    joinMs: measured.joinMs,
    services: measured.services,
    capacity: { loopShare: 0.5, postgresCores: Number(values.cores), mostNodes: 5_000 },
  };
  for (const arrangement of arrangements) {
    say(`\n${arrangement.name}`);
    say(installationTable(arrangement, model));
    const { meetings, part } = limitOf(arrangement, model);
    say(
      meetings > 9_000_000
        ? 'Nothing is full below 9 million meetings.'
        : `Full at about ${roundedDown(meetings)} meetings: ${part}.`,
    );
  }
}

const MEETINGS_AT_WORK = 200;

const arrangements: readonly Arrangement[] = [
  { name: 'As it is: panels on any node', panelsAtOwner: false, everyNodeLooks: true },
  {
    name: 'Panels led to the node that owns their meeting, one node looks for open meetings',
    panelsAtOwner: true,
    everyNodeLooks: false,
  },
  {
    name: 'As it is, in shards of 2,000 meetings with a Redis and a PostgreSQL each',
    shardMeetings: 2_000,
    panelsAtOwner: false,
    everyNodeLooks: true,
  },
];

function installationTable(arrangement: Arrangement, model: Model): string {
  const sizes = [100, 1_000, 10_000, 100_000];
  const head = [
    'meetings',
    'shards × nodes',
    'loop',
    'commits',
    'Redis',
    'PostgreSQL',
    'calls/s',
    'tx/s',
    'rows read/s',
    'look ms',
    'delay p50',
    'p99 ms',
    'fullest',
  ];
  return table([
    head,
    ...sizes.map((size) => {
      const installation = installationOf(size, arrangement, model);
      return [
        String(size),
        `${installation.shards} × ${installation.nodes}`,
        ...Object.values(installation.shares).map(percent),
        ...[
          installation.redisCallsPerSecond,
          installation.transactionsPerSecond,
          installation.rowsReadPerSecond,
        ].map((rate) => Math.round(rate).toLocaleString('en')),
        installation.lookMs.toFixed(1),
        ...delays(installation, model),
        fullest(installation)[0],
      ];
    }),
  ]);
}

/** Delays of a node that keeps up; there are none where it does not. */
function delays(installation: Installation, model: Model): readonly [string, string] {
  const { 'event loop of a node': loop, 'transactions of a node': commits } = installation.shares;
  if (loop > 1 || commits > 1) return ['–', '–'];
  const { delayMs } = playNode(installation, model);
  return [delayMs.p50.toFixed(0), delayMs.p99.toFixed(0)];
}

function verdict(row: Row): string {
  if (row.isFitted) return 'fitted';
  return Math.abs(deviation(row)) <= TOLERANCE ? 'reproduced' : 'NOT reproduced';
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function roundedDown(value: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return (Math.floor(value / unit) * unit).toLocaleString('en');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const file = values.measured ?? fileURLToPath(new URL('measured.json', import.meta.url));
if (values.help) say(help);
else if (values.record !== undefined) record(values.record.split(','), file);
else main();
