/** Service times from some points of the benchmark, and how well the simulation reproduces the others. */
import type { Measured, MeetingsPoint, ReadersPoint } from './measured.ts';
import { type Costs, type NodeFigures, simulateNode } from './node-model.ts';

export interface Fitted {
  readonly costs: Costs;
  /** The same of a bare Socket.IO server. */
  readonly bare: Costs;
  /** Between the processes: sockets, and the stand-in engine's own work beyond its delay. */
  readonly transitMs: number;
}

export interface Row {
  readonly point: string;
  readonly quantity: string;
  readonly measured: number;
  readonly simulated: number;
  /** Service times were taken from this figure: it judges nothing. */
  readonly isFitted: boolean;
}

export const TOLERANCE = 0.2;
const SEED = 1;
const SECONDS = 8;
const FIT_ROUNDS = 12;
/** In the original alone: accepted, delivered, and what follows. */
const TURNS_OF_A_LINE = 3;
const LINES_OF_A_MEETING = 0.25;

const fittedReaders = ['10 1 20', '10 5 2', '10 5 10', '10 5 40', '100 5 2', '1000 5 2'];
const fittedDelays = ['100 5 2'];
const fittedMeetings = [100, 400];

/** As many points as there are unknowns. */
export function fitCosts(measured: Measured): Fitted {
  const readers = (viewers: number, languages: number, linesPerSecond: number): ReadersPoint =>
    measured.readers.find((point) => nameOf(point) === `${viewers} ${languages} ${linesPerSecond}`) ??
    missing(`${viewers} viewers, ${languages} languages, ${linesPerSecond} lines a second`);
  const meetings = (count: number): MeetingsPoint =>
    measured.meetings.find((point) => point.meetings === count) ?? missing(`${count} meetings`);
  const points: Points = {
    oneLanguage: readers(10, 1, 20),
    slow: readers(10, 5, 2),
    middle: readers(10, 5, 10),
    fast: readers(10, 5, 40),
    hundred: readers(100, 5, 2),
    thousand: readers(1_000, 5, 2),
  };
  const [fewer, more] = [meetings(fittedMeetings[0] ?? 0), meetings(fittedMeetings[1] ?? 0)];
  const bare = fitReaders(points, (point) => point.bare.cpuMsPerLine, 0);
  const withTurns = (turnMs: number): Fitted => {
    const costs = fitReaders(points, (point) => point.cpuMsPerLine, turnMs);
    const callMs = solve(
      (guess) =>
        simulateMeetings(fewer, { costs: { ...costs, callMs: guess }, bare, transitMs: 0 }).cpuMsPerLine -
        fewer.cpuMsPerLine,
      0,
      20,
    );
    return { costs: { ...costs, callMs }, bare, transitMs: 0 };
  };
  // The more of the work is a turn's, the less a line costs where many wait. No turn costs more than a line of one turn.
  const shareOfLine = Array.from({ length: 9 }, (_, step) => step / 10 / TURNS_OF_A_LINE);
  const [turnMs = 0] = shareOfLine
    .map((share) => share * points.oneLanguage.cpuMsPerLine)
    .map(
      (guess) =>
        [guess, Math.abs(more.cpuMsPerLine - simulateMeetings(more, withTurns(guess)).cpuMsPerLine)] as const,
    )
    .toSorted(([, a], [, b]) => a - b)[0] ?? [0];
  const fitted = withTurns(turnMs);
  const afterwardsShare = solve(
    (guess) =>
      points.hundred.delayP50Ms -
      simulateReaders(points.hundred, { ...fitted.costs, afterwardsShare: guess }).delayMs.p50,
    0,
    0.95,
  );
  const costs = { ...fitted.costs, afterwardsShare };
  const transitMs = solve(
    (guess) => simulateMeetings(fewer, { costs, bare, transitMs: guess }).delayMs.p50 - fewer.delayP50Ms,
    0,
    50,
  );
  return { costs, bare, transitMs };
}

interface Points {
  readonly oneLanguage: ReadersPoint;
  readonly slow: ReadersPoint;
  readonly middle: ReadersPoint;
  readonly fast: ReadersPoint;
  readonly hundred: ReadersPoint;
  readonly thousand: ReadersPoint;
}

/** Service times of one system: each is moved until its point is met, which the others disturb less and less. */
function fitReaders(
  { oneLanguage, slow, middle, fast, hundred, thousand }: Points,
  cpuOf: (point: ReadersPoint) => number,
  turnMs: number,
): Costs {
  const isBare = turnMs === 0 && cpuOf(slow) === slow.bare.cpuMsPerLine;
  let costs: Costs = {
    lineMs: cpuOf(fast),
    translationMs: 0,
    callMs: 0,
    deliveryMs: (cpuOf(thousand) - cpuOf(hundred)) / (thousand.viewers - hundred.viewers),
    turnMs,
    coldMs: Math.max(0, cpuOf(slow) - cpuOf(fast)),
    coldAfterMs: 200,
    coldReadersMs: 0,
    afterwardsShare: 0,
    receiptMs: thousand.receiptMs,
  };
  const lacking = (point: ReadersPoint) => cpuOf(point) - simulateReaders(point, costs).cpuMsPerLine;
  for (let round = 0; round < FIT_ROUNDS; round += 1) {
    if (!isBare) {
      const more = (lacking(fast) - lacking(oneLanguage)) / (fast.languages - oneLanguage.languages);
      costs = { ...costs, translationMs: Math.max(0, costs.translationMs + more) };
    }
    costs = { ...costs, lineMs: Math.max(0, costs.lineMs + lacking(fast)) };
    costs = { ...costs, coldMs: Math.max(0, costs.coldMs + lacking(slow)) };
    // A pause of a tenth of a second is colder than it should be: caches cool down later.
    const cooling = 1 - lacking(middle) / cpuOf(middle);
    costs = { ...costs, coldAfterMs: Math.min(1_000, Math.max(10, costs.coldAfterMs * cooling ** 2)) };
    costs = { ...costs, coldReadersMs: Math.max(0, costs.coldReadersMs + lacking(hundred)) };
    costs = { ...costs, deliveryMs: Math.max(0, costs.deliveryMs + lacking(thousand) / thousand.viewers) };
  }
  return costs;
}

export function simulateReaders(point: ReadersPoint, costs: Costs): NodeFigures {
  return simulateNode(
    {
      meetings: 1,
      readersPerMeeting: point.viewers,
      languages: point.languages,
      readsOriginal: true,
      linesPerSecond: point.linesPerSecond,
      arrivals: 'even',
    },
    costs,
    { seed: SEED, seconds: SECONDS },
  );
}

export function simulateMeetings({ meetings, engineMs }: MeetingsPoint, { costs, transitMs }: Fitted) {
  const answerMs = engineMs + transitMs;
  return simulateNode(
    {
      meetings,
      readersPerMeeting: 2,
      languages: 2,
      readsOriginal: false,
      linesPerSecond: LINES_OF_A_MEETING,
      arrivals: 'even',
      engine: { medianMs: answerMs, p95Ms: answerMs },
    },
    costs,
    { seed: SEED, seconds: SECONDS },
  );
}

export function calibrate(measured: Measured, fitted: Fitted): readonly Row[] {
  const readers = measured.readers.flatMap((point): Row[] => {
    const product = simulateReaders(point, fitted.costs);
    const bare = simulateReaders(point, fitted.bare);
    const row = {
      point: `${point.viewers} viewers, ${point.languages} languages, ${point.linesPerSecond}/s`,
    };
    return [
      {
        ...row,
        quantity: 'CPU ms per line',
        measured: point.cpuMsPerLine,
        simulated: product.cpuMsPerLine,
        isFitted: fittedReaders.includes(nameOf(point)),
      },
      {
        ...row,
        quantity: 'delay p50 ms',
        measured: point.delayP50Ms,
        simulated: product.delayMs.p50,
        isFitted: fittedDelays.includes(nameOf(point)),
      },
      {
        ...row,
        quantity: 'delay p50 ÷ bare',
        measured: point.delayP50Ms / point.bare.delayP50Ms,
        simulated: product.delayMs.p50 / bare.delayMs.p50,
        isFitted: false,
      },
    ];
  });
  const meetings = measured.meetings.flatMap((point): Row[] => {
    const simulated = simulateMeetings(point, fitted);
    const row = { point: `${point.meetings} meetings`, isFitted: fittedMeetings.includes(point.meetings) };
    return [
      {
        ...row,
        quantity: 'CPU ms per line',
        measured: point.cpuMsPerLine,
        simulated: simulated.cpuMsPerLine,
      },
      {
        ...row,
        quantity: 'delay p50 ms',
        measured: point.delayP50Ms,
        simulated: simulated.delayMs.p50,
        isFitted: point.meetings === fittedMeetings[0],
      },
    ];
  });
  return [...readers, ...meetings];
}

/** 0.1: the simulation says a tenth more than was measured. */
export function deviation({ measured, simulated }: Row): number {
  return simulated / measured - 1;
}

/** Where a rising function is 0, by halving; an end of the range where it is 0 nowhere in it. */
function solve(rising: (value: number) => number, from: number, to: number): number {
  const isRising = rising(to) >= rising(from);
  let [low, high] = [from, to];
  for (let step = 0; step < 16; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) > 0 === isRising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function nameOf({ viewers, languages, linesPerSecond }: ReadersPoint): string {
  return `${viewers} ${languages} ${linesPerSecond}`;
}

function missing(what: string): never {
  throw new Error(`The recorded runs have no point with ${what}.`);
}
