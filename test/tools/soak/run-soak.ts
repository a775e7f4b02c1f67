/** Plays meetings under faults for a while, then compares records and readers, memory and leftovers. */
import { setMaxListeners } from 'node:events';
import { delay } from '../../../server/lib/delay.ts';
import { Dice } from '../../support/dice.ts';
import { Counts } from './counts.ts';
import { readRecord } from './meetings/read-record.ts';
import { SoakMeeting } from './meetings/soak-meeting.ts';
import { verifyRecord } from './meetings/verify-record.ts';
import { engineFaults } from './nodes/engine-faults.ts';
import { findLeaks } from './nodes/leaks.ts';
import { Memory, type MemoryFigures } from './nodes/memory.ts';
import { NodeFaults } from './nodes/node-faults.ts';
import { SoakNodes } from './nodes/soak-nodes.ts';
import { ReadMeeting } from './readers/read-meeting.ts';
import { READ_LANGUAGES, SoakReader } from './readers/soak-reader.ts';
import { webhookRetries } from './webhook-retries.ts';

const MEMORY_EVERY_MS = 5_000;
/** Between two meetings in one place. */
const BREAK_MS = [200, 3_000] as const;
/** An untranslated line is retried for a minute; then everything is shown. */
const PATIENCE_MS = 75_000;
/** Languages linger for half a minute, idle meetings stay for one, and are looked for every ten seconds. */
const IDLE_PATIENCE_MS = 150_000;
const SHORT_PATIENCE_MS = 15_000;
const MOST_VIOLATIONS = 50;
/** By one killed node, or in one hand-over of all its meetings: a second of the speech that one of three nodes receives. */
const MOST_LOST = 10;

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly nodes: number;
  /** At a time. */
  readonly meetings: number;
  readonly readers: number;
  /** How long a meeting lasts, milliseconds. */
  readonly meetingMs: readonly [from: number, to: number];
  /** Waits until idle meetings have left memory, and compares what is left with a node that has just started. */
  readonly untilIdle: boolean;
  /** A folder that gets the log of each node. */
  readonly logs?: string | undefined;
  readonly progress: (line: string) => void;
}

interface Violation {
  readonly atMs: number;
  readonly what: string;
  /** What came to the reader of late. */
  readonly events?: readonly string[];
}

export interface SoakReport {
  readonly options: Pick<SoakOptions, 'minutes' | 'seed' | 'nodes' | 'meetings' | 'readers'>;
  readonly tookMs: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly memory: readonly MemoryFigures[];
  /** Warnings and errors in the logs of all nodes, by their sentence. */
  readonly complaints: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}

export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const { minutes, seed, progress, untilIdle } = options;
  const dice = new Dice(seed);
  const counts = new Counts();
  const startedAt = Date.now();
  const violations: Violation[] = [];
  const violated = (what: string, events?: readonly string[]) => {
    if (violations.length === 0) progress([`violation: ${what}`, ...(events ?? [])].join('\n  '));
    const atMs = Date.now() - startedAt;
    if (violations.length < MOST_VIOLATIONS)
      violations.push({ atMs, what, ...(events === undefined ? {} : { events }) });
    counts.add('violations');
  };
  await using soak = await SoakNodes.start(options.nodes, {
    random: dice.fork().random,
    logs: options.logs,
  });
  const { zoom } = soak;
  const fresh = (await soak.nodes[0]?.state())?.resources ?? {};
  const memory = new Memory();
  const played: SoakMeeting[] = [];
  const reading = new Map<SoakMeeting, ReadMeeting>();
  const nodeFaults = new NodeFaults({
    soak,
    dice: dice.fork(),
    counts,
    records: () => played.map(({ record }) => record),
    lookAtSockets: () => {
      for (const { carriers } of played) carriers.update();
    },
    violated,
    progress,
  });
  const whole = AbortSignal.timeout(minutes * 60_000);
  const end = new AbortController();
  // Every meeting and reader listens.
  for (const signal of [whole, end.signal]) setMaxListeners(0, signal);

  /** One meeting after the other; each is compared with its readers while the next goes on. */
  const place = async (own: Dice, comparisons: Promise<void>[]): Promise<void> => {
    while (!whole.aborted) {
      const lifeMs = own.between(...options.meetingMs);
      const meeting = new SoakMeeting({ zoom, dice: own.fork(), lifeMs, counts });
      const name = `meeting ${played.length + 1}`;
      const read = new ReadMeeting(meeting.uuid, (what, events) => violated(`${name}: ${what}`, events));
      played.push(meeting);
      reading.set(meeting, read);
      await meeting.run(whole);
      comparisons.push(compare(meeting, read, own.fork()));
      await own.pass(...BREAK_MS, whole);
    }
  };
  const compare = async (meeting: SoakMeeting, read: ReadMeeting, own: Dice): Promise<void> => {
    read.isCompared = true;
    const language = () => own.pick(READ_LANGUAGES) ?? 'original';
    await verifyRecord({
      record: meeting.record,
      panels: () => read.panels,
      languages: [...new Set(['original', language(), ...read.panels.map((panel) => panel.language)])].filter(
        (each) => each !== '',
      ),
      read: (each) =>
        readRecord({ zoom, urls: () => soak.up.map(({ url }) => url), dice: own, read, language: each }),
      violated: read.violated,
      counts,
      isCalm: () => options.nodes === 1 || nodeFaults.isCalm || whole.aborted,
      patienceMs: PATIENCE_MS,
    });
    read.release();
    reading.delete(meeting);
    meeting.carriers[Symbol.dispose]();
    counts.add('meetings compared');
  };

  const comparisons: Promise<void>[] = [];
  const places = Array.from({ length: options.meetings }, () => place(dice.fork(), comparisons));
  const readers = Array.from({ length: options.readers }, (_none, index) =>
    new SoakReader({
      zoom,
      uid: `reader-${index}`,
      dice: dice.fork(),
      counts,
      urls: () => soak.up.map(({ url }) => url),
      meeting: () => dice.pick([...reading.values()].filter(({ isCompared }) => !isCompared)),
    }).run(end.signal),
  );
  const retries = webhookRetries(zoom, counts, end.signal);
  const faults = [
    engineFaults(soak.engine, { dice: dice.fork(), counts, signal: whole }),
    ...(options.nodes === 1 ? [] : [nodeFaults.run(whole)]),
  ];
  const samples = sampling(whole, async () => {
    const atMs = Date.now() - startedAt;
    await memory.sample(soak.up, atMs);
    progress(
      `${Math.round(atMs / 1_000)} s: ${counts.of('sentences')} sentences, ${counts.of('meetings compared')} meetings compared, ${violations.length} violations`,
    );
  });

  await Promise.all([...places, ...faults, samples]);
  progress('no more faults; comparing the last records');
  await Promise.all(comparisons);
  end.abort();
  await Promise.all([...readers, retries]);
  progress('looking for what is left');
  const patienceMs = untilIdle ? IDLE_PATIENCE_MS : SHORT_PATIENCE_MS;
  for (const leak of await findLeaks({ soak, fresh, patienceMs, includeIdle: untilIdle })) violated(leak);
  for (const { node, isFlat, firstThirdBytes, lastThirdBytes } of memory.figures())
    if (!isFlat) violated(`the memory of ${node} grew from ${firstThirdBytes} to ${lastThirdBytes} bytes`);
  for (const sentence of zoom.violations) counts.add(`Zoom: ${sentence}`);
  for (const excess of excessiveLosses(counts)) violated(excess);
  const { nodes, meetings, readers: readerCount } = options;
  return {
    options: { minutes, seed, nodes, meetings, readers: readerCount },
    tookMs: Date.now() - startedAt,
    counts: counts.all,
    memory: memory.figures(),
    complaints: complaintsOf(soak),
    violations,
  };
}

/** What processes lost with them is a few sentences of each: what came in the last moments. */
function excessiveLosses(counts: Counts): readonly string[] {
  const killed = counts.of('fault: node killed');
  const others = ['drained', 'stopped', 'cut off from postgres', 'cut off from redis'];
  const handedOver = others.reduce((sum, fault) => sum + counts.of(`fault: node ${fault}`), 0);
  return [
    { risk: 'killed', most: MOST_LOST * killed },
    { risk: 'handed-over', most: MOST_LOST * handedOver },
  ].flatMap(({ risk, most }) => {
    const lost = counts.of(`lost: ${risk}`);
    return lost > most ? [`${lost} sentences were lost (${risk}), at most ${most} may be`] : [];
  });
}

async function sampling(signal: AbortSignal, sample: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await delay(MEMORY_EVERY_MS, signal);
    await sample();
  }
}

function complaintsOf(soak: SoakNodes): Readonly<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const { complaints } of soak.nodes)
    for (const [sentence, times] of complaints) all[sentence] = (all[sentence] ?? 0) + times;
  return all;
}
