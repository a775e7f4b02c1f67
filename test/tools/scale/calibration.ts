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
const SECONDS = 20;
const LINES_OF_A_MEETING = 0.25;

const fittedReaders = ['10 1 20', '10 5 2', '10 5 10', '10 5 40', '100 5 2', '1000 5 2'];
const fittedDelays = ['10 5 10'];
const fittedMeetings = 200;

/** As many points as there are unknowns. */
export function fitCosts(measured: Measured): Fitted {
  const readers = (viewers: number, languages: number, linesPerSecond: number): ReadersPoint =>
    measured.readers.find((point) => nameOf(point) === `${viewers} ${languages} ${linesPerSecond}`) ??
    missing(`${viewers} viewers, ${languages} languages, ${linesPerSecond} lines a second`);
  const [slow, middle, fast] = [readers(10, 5, 2), readers(10, 5, 10), readers(10, 5, 40)];
  const [hundred, thousand] = [readers(100, 5, 2), readers(1_000, 5, 2)];
  const oneLanguage = readers(10, 1, 20);
  const receiptMs = thousand.receiptMs;

  const fitSystem = (cpuOf: (point: ReadersPoint) => number, oneLanguageCpu: number | undefined): Costs => {
    const deliveryMs = (cpuOf(thousand) - cpuOf(hundred)) / (thousand.viewers - hundred.viewers);
    const costs = (afterMs: number): Costs => {
      const coldAt = (point: ReadersPoint) =>
        1 - Math.exp(-(1_000 / point.linesPerSecond - cpuOf(point)) / afterMs);
      const mostMs = Math.max(0, (cpuOf(slow) - cpuOf(fast)) / (coldAt(slow) - coldAt(fast)));
      const warmMs = Math.max(0, cpuOf(slow) - mostMs * coldAt(slow) - slow.viewers * deliveryMs);
      const oneMs =
        oneLanguageCpu === undefined
          ? warmMs
          : Math.max(0, oneLanguageCpu - mostMs * coldAt(oneLanguage) - oneLanguage.viewers * deliveryMs);
      const translationMs = Math.max(0, (warmMs - oneMs) / (slow.languages - 1));
      return {
        lineMs: Math.max(0, warmMs - (slow.languages - 1) * translationMs),
        translationMs,
        callMs: 0,
        deliveryMs,
        cold: { mostMs, afterMs },
        afterwardsShare: 0,
        receiptMs,
      };
    };
    const afterMs = solve(
      (guess) => simulateReaders(middle, costs(guess)).cpuMsPerLine - cpuOf(middle),
      10,
      1_000,
    );
    return costs(afterMs);
  };
  const warm = fitSystem((point) => point.cpuMsPerLine, oneLanguage.cpuMsPerLine);
  const withShare = (afterwardsShare: number): Costs => ({ ...warm, afterwardsShare });
  const share = solve(
    (guess) => middle.delayP50Ms - simulateReaders(middle, withShare(guess)).delayMs.p50,
    0,
    0.95,
  );
  const bare = fitSystem((point) => point.bare.cpuMsPerLine, undefined);

  const point =
    measured.meetings.find(({ meetings }) => meetings === fittedMeetings) ??
    missing(`${fittedMeetings} meetings`);
  const calling = (callMs: number, transitMs: number): Fitted => ({
    costs: { ...withShare(share), callMs },
    bare,
    transitMs,
  });
  const callMs = solve(
    (guess) => simulateMeetings(point, calling(guess, 0)).cpuMsPerLine - point.cpuMsPerLine,
    0,
    20,
  );
  const transitMs = solve(
    (guess) => simulateMeetings(point, calling(callMs, guess)).delayMs.p50 - point.delayP50Ms,
    0,
    50,
  );
  return calling(callMs, transitMs);
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
    const row = { point: `${point.meetings} meetings`, isFitted: point.meetings === fittedMeetings };
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
  for (let step = 0; step < 30; step += 1) {
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
