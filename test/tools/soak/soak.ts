/** `npm run soak`: hours of meetings in minutes under random faults, on one node or several; exits 1 on a violation. */
import { randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { summary } from './report.ts';
import { runSoak } from './run-soak.ts';

const usage = `npm run soak -- [options]     the nodes are the built server; several need PostgreSQL and Redis
  --minutes <number>   of faults; the comparison at the end comes on top (default: 10)
  --seed <number>      of everything that is drawn (default: a random one, printed)
  --nodes <number>     1 with SQLite, or several (default: 3)
  --meetings <number>  at a time (default: 10)
  --readers <number>   at a time (default: 30)
  --logs <folder>      gets the log of each node
  --json <file>        the figures`;

/** A minute of a meeting holds some two hundred frames: ten minutes of people who speak one after the other. */
const MEETING_MS = [20_000, 60_000] as const;
const MOST_SEED = 2 ** 31;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(randomInt(MOST_SEED)) },
      nodes: { type: 'string', default: '3' },
      meetings: { type: 'string', default: '10' },
      readers: { type: 'string', default: '30' },
      logs: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(usage);
  const [seed, nodes] = [whole(values.seed), whole(values.nodes)];
  say(`seed ${seed}`);
  if (values.logs !== undefined) await mkdir(values.logs, { recursive: true });
  const report = await runSoak({
    minutes: positive(values.minutes),
    seed,
    nodes,
    meetings: whole(values.meetings),
    readers: whole(values.readers),
    meetingMs: MEETING_MS,
    untilIdle: true,
    logs: values.logs,
    progress: say,
  });
  say(`\n${summary(report)}`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  const [first] = report.violations;
  if (first === undefined) return;
  say(`\nfirst violation (--seed ${seed} --nodes ${nodes}): ${first.what}`);
  process.exitCode = 1;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`A positive number is wanted, not ${text}.`);
  return value;
}

function whole(text: string): number {
  const value = positive(text);
  if (!Number.isInteger(value)) throw new Error(`A whole number is wanted, not ${text}.`);
  return value;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
