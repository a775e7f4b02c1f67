/** Service times from some points of the benchmark, and how well the simulation reproduces the others. */
import type { Measured, MeetingsPoint, ReadersPoint } from './measured.ts';
import { type Costs, simulateNode } from './node-model.ts';

export interface Fitted {
  readonly costs: Costs;
  readonly bare: Costs;
  /** Of the process, whatever is said. */
  readonly backgroundMsPerSecond: number;
  /** Of each meeting that goes on. */
  readonly meetingMsPerSecond: number;
  /** Between the processes: sockets, and the engine's own work beyond its delay. */
  readonly transitMs: number;
}

export interface Row {
  readonly point: string;
  readonly quantity: string;
  readonly measured: number;
  readonly simulated: number;
  /** The service times were taken from this figure: it judges nothing. */
  readonly isFitted: boolean;
}

const SEED = 1;
export const TOLERANCE = 0.2;
const MEETING_LINES_PER_SECOND = 0.25;
const fittedReaders = ['10 1', '10 5', '100 5', '1000 5'];
const fittedMeetings = [100, 400];

/** Four points of one meeting and two of many, as many as there are unknowns. */
export function fit({ readers, meetings }: Measured): Fitted {
  const at = (viewers: number, languages: number): ReadersPoint =>
    readers.find((each) => each.viewers === viewers && each.languages === languages) ??
    missing(`${viewers} viewers, ${languages} languages`);
  const few = at(10, 5);
  const hundred = at(100, 5);
  const thousand = at(1_000, 5);
  const translationMs = (few.cpuMsPerLine - at(10, 1).cpuMsPerLine) / (few.languages - 1);
  const deliveryMs = (thousand.cpuMsPerLine - hundred.cpuMsPerLine) / 900;
  // The two speak at different rates: what does not depend on lines is shared by few lines or by many.
  const seconds = 1 / hundred.linesPerSecond - 1 / few.linesPerSecond;
  const backgroundMsPerSecond = Math.max(
    0,
    (hundred.cpuMsPerLine - few.cpuMsPerLine - 90 * deliveryMs) / seconds,
  );
  const lineMs =
    few.cpuMsPerLine - 4 * translationMs - 10 * deliveryMs - backgroundMsPerSecond / few.linesPerSecond;
  const receiptMs = thousand.receiptMs;
  const bareDeliveryMs = (thousand.bare.cpuMsPerLine - hundred.bare.cpuMsPerLine) / 900;
  const bare: Costs = {
    lineMs: Math.max(0, few.bare.cpuMsPerLine - 10 * bareDeliveryMs),
    translationMs: 0,
    callMs: 0,
    deliveryMs: bareDeliveryMs,
    receiptMs,
  };

  const of = (count: number): MeetingsPoint =>
    meetings.find((each) => each.meetings === count) ?? missing(`${count} meetings`);
  const [fewer, more] = [of(fittedMeetings[0] ?? 0), of(fittedMeetings[1] ?? 0)];
  // A line of many meetings: its own work, two calls, the process' background shared by all, and its meeting's own.
  const background = (count: number) => backgroundMsPerSecond / (count * MEETING_LINES_PER_SECOND);
  const rest = (point: MeetingsPoint) =>
    point.cpuMsPerLine - background(point.meetings) - lineMs - 2 * translationMs - 2 * deliveryMs;
  const callMs = Math.max(0, (rest(fewer) + rest(more)) / 2 / 2);
  const costs: Costs = { lineMs, translationMs, callMs, deliveryMs, receiptMs };
  const withoutTransit = { costs, bare, backgroundMsPerSecond, meetingMsPerSecond: 0, transitMs: 0 };
  const transitMs = Math.max(0, fewer.delayP50Ms - simulateMeetings(fewer, withoutTransit).delayMs.p50);
  return { ...withoutTransit, transitMs };
}

export function simulateReaders(point: ReadersPoint, costs: Costs, backgroundMsPerSecond: number) {
  return simulateNode(
    {
      meetings: 1,
      readersPerMeeting: point.viewers,
      languages: point.languages,
      readsOriginal: true,
      linesPerSecond: point.linesPerSecond,
      arrivals: 'even',
      backgroundMsPerSecond,
    },
    costs,
    { seed: SEED, seconds: 20 },
  );
}

export function simulateMeetings({ meetings, engineMs }: MeetingsPoint, fitted: Fitted) {
  const answerMs = engineMs + fitted.transitMs;
  return simulateNode(
    {
      meetings,
      readersPerMeeting: 2,
      languages: 2,
      readsOriginal: false,
      linesPerSecond: MEETING_LINES_PER_SECOND,
      arrivals: 'even',
      engine: { medianMs: answerMs, p95Ms: answerMs },
      backgroundMsPerSecond: fitted.backgroundMsPerSecond,
    },
    fitted.costs,
    { seed: SEED, seconds: 20 },
  );
}

export function calibrate(measured: Measured, fitted: Fitted): readonly Row[] {
  const { costs, bare, backgroundMsPerSecond } = fitted;
  const readers = measured.readers.flatMap((point): Row[] => {
    const product = simulateReaders(point, costs, backgroundMsPerSecond);
    const baseline = simulateReaders(point, bare, 0);
    const name = `${point.viewers} viewers, ${point.languages} languages`;
    const isFitted = fittedReaders.includes(`${point.viewers} ${point.languages}`);
    return [
      {
        point: name,
        quantity: 'loop, CPU ms per line',
        measured: point.cpuMsPerLine,
        simulated: product.cpuMsPerLine,
        isFitted,
      },
      {
        point: name,
        quantity: 'delay p50, ms',
        measured: point.delayP50Ms,
        simulated: product.delayMs.p50,
        isFitted: false,
      },
      {
        point: name,
        quantity: 'delay p50 ÷ bare',
        measured: point.delayP50Ms / point.bare.delayP50Ms,
        simulated: product.delayMs.p50 / baseline.delayMs.p50,
        isFitted: false,
      },
    ];
  });
  const meetings = measured.meetings.flatMap((point): Row[] => {
    const simulated = simulateMeetings(point, fitted);
    const name = `${point.meetings} meetings`;
    return [
      {
        point: name,
        quantity: 'loop, CPU ms per line',
        measured: point.cpuMsPerLine,
        simulated: simulated.cpuMsPerLine,
        isFitted: fittedMeetings.includes(point.meetings),
      },
      {
        point: name,
        quantity: 'delay p50, ms',
        measured: point.delayP50Ms,
        simulated: simulated.delayMs.p50,
        isFitted: point.meetings === fittedMeetings[0],
      },
    ];
  });
  return [...readers, ...meetings];
}

export function deviation({ measured, simulated }: Row): number {
  return simulated / measured - 1;
}

function missing(what: string): never {
  throw new Error(`The recorded runs have no point with ${what}.`);
}
