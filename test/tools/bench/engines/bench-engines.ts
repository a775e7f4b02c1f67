/** `npm run bench:engines`: how soon lines are translated by an only engine that answers badly, and for how many meetings one suffices. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Measured, measureScenario, simulateScenario } from './measure-scenario.ts';
import { type Goals, scenarios } from './scenarios.ts';

const usage = `npm run bench:engines -- [options]
  --only <words>     the scenarios whose names hold these words (default: all, a minute each at most)
  --seconds <number> of speech in each (default: 35)
  --meetings <number> in each, instead of its own number
  --virtual          by a virtual clock, with an engine in this process: equal on every machine
  --json <file>      writes the figures down

scenarios: ${scenarios.map(({ name }) => name).join(', ')}`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      seconds: { type: 'string' },
      meetings: { type: 'string' },
      virtual: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const chosen = scenarios.filter(({ name }) => name.includes(values.only));
  if (values.help || chosen.length === 0) return say(usage);
  const changes = {
    ...(values.seconds === undefined ? {} : { seconds: Number(values.seconds) }),
    ...(values.meetings === undefined ? {} : { meetings: Number(values.meetings) }),
  };
  const results: (Measured & { readonly name: string; readonly missed: readonly string[] })[] = [];
  say(row(['', 'pairs', 'first untr.', 'after 20 s', 'p50', 'p90', 'p95', 'p99', 'calls', 'at once', 'CPU']));
  for (const { goals, ...scenario } of chosen) {
    const measure = values.virtual ? simulateScenario : measureScenario;
    const measured = await measure({ ...scenario, ...changes });
    const missed = missedGoals(measured, goals);
    results.push({ name: scenario.name, ...measured, missed });
    say(rowOf(scenario.name, measured));
    for (const goal of missed) say(`  misses its goal: ${goal}`);
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
}

function missedGoals(measured: Measured, goals: Goals): readonly string[] {
  const figures = new Map<string, number | null | object>(Object.entries(measured));
  return Object.entries(goals).flatMap(([name, most]) => {
    const reached = figures.get(name);
    return typeof reached === 'number' && reached <= most ? [] : [`${name} at most ${most}`];
  });
}

function rowOf(name: string, measured: Measured): string {
  const { p50, p90, p95, p99, mostAtOnce, cpuShare } = measured;
  return row([
    name,
    String(measured.pairs),
    percent(measured.untranslatedFirst),
    percent(measured.untranslatedAfter20s),
    ...[p50, p90, p95, p99].map((time) => (time === null ? 'never' : `${time} ms`)),
    measured.callsPerPair.toFixed(2),
    String(mostAtOnce),
    cpuShare === undefined ? '' : percent(cpuShare),
  ]);
}

function row([name = '', ...cells]: readonly string[]): string {
  return name.padEnd(14) + cells.map((cell) => cell.padStart(12)).join('');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
