/** `npm run bench`: what a caption costs on its way from Zoom's frame to the readers, beside bare servers in the same run. */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureJoining } from './joining.ts';
import { type MeetingsFigures, measureMeetings, SLOW_ENGINE_MS } from './meetings.ts';
import { measureReaders } from './readers.ts';
import { joiningTable, meetingsTable, type Run, readersPlot, readersTable } from './report.ts';

const usage = `npm run bench -- [options]     the server is the built one; load and server are processes of their own
  --only <part>       readers, joining or meetings (default: all)
  --viewers <list>    of one meeting (default: 10,100,1000,3000)
  --languages <list>  that they read, the original among them (default: 5)
  --lines <list>      a second (default: 20 for up to 50 viewers, else 2)
  --joining <list>    readers who come at once (default: 1000,3000,5000)
  --engine <list>     milliseconds of an answer of the engine of many meetings; from 50 on a median, one of 20 takes over three times as long (default: 5,180)
  --meetings <list>   meetings at once (default: 100,200,400,800, with a slow engine 250)
  --seconds <number>  of each window (default: 5)
  --rounds <number>   windows of each system, in turn (default: 3)
  --profile <file>    a CPU profile of the server after the warm-up, with --only and one number
  --json <file>       the figures
  --svg <file>        CPU per delivery over viewers`;

const parts = ['readers', 'joining', 'meetings'] as const;
type Part = (typeof parts)[number];

/** Many lines where there are few readers, else the process only waits; as fast as people speak where there are many. */
const FEW_VIEWERS = 50;
const LINES_PER_SECOND = { few: 20, many: 2 } as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      viewers: { type: 'string', default: '10,100,1000,3000' },
      languages: { type: 'string', default: '5' },
      lines: { type: 'string' },
      joining: { type: 'string', default: '1000,3000,5000' },
      meetings: { type: 'string' },
      engine: { type: 'string', default: '5,180' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      profile: { type: 'string' },
      json: { type: 'string' },
      svg: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = parts.find((part) => part === values.only);
  if (values.help || (values.only !== undefined && only === undefined)) return say(usage);
  const wants = (part: Part) => only === undefined || only === part;
  const windowMs = 1_000 * Number(values.seconds);
  const machine = `${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model}), load ${loadavg()[0]?.toFixed(1)}`;
  say(machine);

  const readers: Run['readers'][number][] = [];
  const points = numbers(values.viewers).flatMap((viewers) =>
    numbers(values.languages).flatMap((languages) =>
      linesOf(viewers, values.lines).map((linesPerSecond) => ({ viewers, languages, linesPerSecond })),
    ),
  );
  for (const { viewers, languages, linesPerSecond } of wants('readers') ? points : []) {
    const rounds = Number(values.rounds);
    const options = { viewers, languages, linesPerSecond, windowMs, rounds, profile: values.profile };
    readers.push({ viewers, languages, linesPerSecond, figures: await measureReaders(options) });
    say(`\n${readersTable({ machine, readers: readers.slice(-1), joining: [], meetings: [] })}`);
  }
  const joining: Run['joining'][number][] = [];
  for (const viewers of wants('joining') ? numbers(values.joining) : []) {
    joining.push(await measureJoining(viewers, values.profile));
    say(`\n${joiningTable({ machine, readers: [], joining: joining.slice(-1), meetings: [] })}`);
  }
  const meetings: Run['meetings'][number][] = [];
  for (const engineMs of wants('meetings') ? numbers(values.engine) : []) {
    const rows: MeetingsFigures[] = [];
    for await (const row of measureMeetings({
      counts: numbers(values.meetings ?? (engineMs < SLOW_ENGINE_MS ? '100,200,400,800' : '250')),
      engineMs,
      windowMs: 4 * windowMs,
      profile: values.profile,
    })) {
      rows.push(row);
      say(`\nEngine of ${engineMs} ms\n${meetingsTable([row])}`);
    }
    meetings.push({ engineMs, rows });
  }
  const run: Run = { machine, readers, joining, meetings };
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(run, undefined, 2)}\n`);
  if (values.svg !== undefined) await writeFile(values.svg, readersPlot(run));
}

function linesOf(viewers: number, list: string | undefined): readonly number[] {
  if (list !== undefined) return numbers(list);
  return [viewers <= FEW_VIEWERS ? LINES_PER_SECOND.few : LINES_PER_SECOND.many];
}

function numbers(list: string): readonly number[] {
  const found = list.split(',').map(Number);
  if (found.some((value) => !Number.isInteger(value) || value < 1))
    throw new Error(`A list of whole numbers is wanted, not ${list}.`);
  return found;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
