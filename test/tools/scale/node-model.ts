/** One node as stations: its event loop, its group commit where the database is a server, its engine, and the process of the readers. */
import { seededRandom } from '../../support/seeded-random.ts';
import { type Percentiles, percentilesOf } from '../bench/live/figures.ts';
import { GroupStation, Simulation, Station } from './simulation.ts';

/** Service times of the event loop. */
export interface Costs {
  /** A frame to its stored line in the original. */
  readonly lineMs: number;
  /** A line in one more language: context, terms, answer, storing, one serialisation. */
  readonly translationMs: number;
  /** The call of an engine over HTTP, beyond a translation in the process. */
  readonly callMs: number;
  /** A batch to one more reader. */
  readonly deliveryMs: number;
  /** Each turn of the loop, however much waits. */
  readonly turnMs: number;
  /** After a pause, see `LoopOverhead`. */
  readonly coldMs: number;
  readonly coldAfterMs: number;
  /** The same for the sockets of a meeting's readers: most of it with the first hundred. */
  readonly coldReadersMs: number;
  /** Share of the work on a line and a translation that follows its deliveries: collecting garbage, sockets, timers. */
  readonly afterwardsShare: number;
  /** A batch at one reader, in the one process that plays them all. 0: readers have machines of their own. */
  readonly receiptMs: number;
}

/** Latency of an engine: lognormal; the same median and p95 is a constant. */
interface EngineLatency {
  readonly medianMs: number;
  readonly p95Ms: number;
}

export interface NodeLoad {
  readonly meetings: number;
  readonly readersPerMeeting: number;
  /** That are read in each meeting, the original among them when `readsOriginal`. */
  readonly languages: number;
  readonly readsOriginal: boolean;
  /** Of one meeting. */
  readonly linesPerSecond: number;
  /** `even`: meetings speak in turn at equal distances, as the benchmark does. */
  readonly arrivals: 'even' | 'poisson';
  /** Absent: translated in the process. */
  readonly engine?: EngineLatency;
  /** Absent: SQLite, which commits on the event loop. */
  readonly commit?: { readonly transactionMs: number; readonly writeMs: number };
  /** One piece of work each second: the look for meetings that nobody owns. */
  readonly lookMs?: number;
}

export interface NodeFigures {
  readonly lines: number;
  readonly deliveries: number;
  /** Busy share of the event loop while people speak. */
  readonly loopUtilisation: number;
  readonly cpuMsPerLine: number;
  readonly longestWaitMs: number;
  /** Share of the time in which a transaction is under way, and transactions per second. */
  readonly commitUtilisation: number;
  readonly transactionsPerSecond: number;
  readonly delayMs: Percentiles;
}

const MOST_WRITES_AT_ONCE = 250;
/** 95 % of a normal distribution lie below mean + 1.645 deviations. */
const P95_DEVIATIONS = 1.645;

/** @param seconds of speech; what is under way at its end is not counted as delivered */
export function simulateNode(
  load: NodeLoad,
  costs: Costs,
  run: { seed: number; seconds: number },
): NodeFigures {
  const simulation = new Simulation();
  const random = seededRandom(run.seed);
  const coldReaders = 1 - Math.exp(-load.readersPerMeeting / COLD_READERS);
  const loop = new Station(simulation, {
    turnMs: costs.turnMs,
    coldMs: costs.coldMs + costs.coldReadersMs * coldReaders,
    coldAfterMs: costs.coldAfterMs,
    coldLaterShare: costs.afterwardsShare,
  });
  const [before, afterwards] = [1 - costs.afterwardsShare, costs.afterwardsShare];
  const commit = load.commit;
  const store =
    commit === undefined
      ? undefined
      : new GroupStation(simulation, {
          serviceMs: (writes) => commit.transactionMs + writes * commit.writeMs,
          mostAtOnce: MOST_WRITES_AT_ONCE,
        });
  const stored = (next: () => void) => (store === undefined ? next() : store.submit(next));
  const delaysMs: number[] = [];
  let receiverFreeAt = 0;

  const deliver = (spokenAt: number, readers: number, delivered: () => void) =>
    loop.submit(readers * costs.deliveryMs, (startedAt) => {
      for (let reader = 1; reader <= readers; reader += 1) {
        const sentAt = startedAt + reader * costs.deliveryMs;
        receiverFreeAt = Math.max(receiverFreeAt, sentAt) + costs.receiptMs;
        delaysMs.push(receiverFreeAt - spokenAt);
      }
      delivered();
    });
  const { engine } = load;
  const callMs = engine === undefined ? 0 : costs.callMs;
  const translate = (translated: () => void) => {
    if (engine === undefined) return loop.submit(costs.translationMs * before, translated);
    const answerMs = latency(engine, random);
    loop.submit((callMs / 2) * before, () =>
      simulation.after(answerMs, () => loop.submit((callMs / 2 + costs.translationMs) * before, translated)),
    );
  };
  const rooms = spread(load.readersPerMeeting, load.languages);
  const translations = load.languages - (load.readsOriginal ? 1 : 0);
  const afterwardsMs = (costs.lineMs + translations * (costs.translationMs + callMs)) * afterwards;

  const speak = () => {
    const spokenAt = simulation.now;
    let open = rooms.length;
    const delivered = () => {
      open -= 1;
      if (open === 0) loop.submit(afterwardsMs + loop.takeOwedMs(), () => undefined);
    };
    loop.submit(costs.lineMs * before, () =>
      stored(() => {
        for (const [language, readers] of rooms.entries()) {
          if (load.readsOriginal && language === 0) deliver(spokenAt, readers, delivered);
          else translate(() => stored(() => deliver(spokenAt, readers, delivered)));
        }
      }),
    );
  };

  const endMs = 1_000 * run.seconds;
  const everyMs = 1_000 / (load.meetings * load.linesPerSecond);
  let lines = 0;
  const next = () => {
    if (simulation.now >= endMs) return;
    lines += 1;
    speak();
    simulation.after(load.arrivals === 'even' ? everyMs : exponential(everyMs, random), next);
  };
  simulation.after(load.arrivals === 'even' ? 0 : exponential(everyMs, random), next);
  const lookMs = load.lookMs ?? 0;
  const look = () => {
    if (simulation.now >= endMs) return;
    loop.submit(lookMs, () => undefined);
    simulation.after(1_000, look);
  };
  if (lookMs > 0) simulation.after(500, look);

  simulation.runUntil(endMs + SETTLE_MS);
  return {
    lines,
    deliveries: delaysMs.length,
    loopUtilisation: loop.busyMs / endMs,
    cpuMsPerLine: loop.busyMs / lines,
    longestWaitMs: loop.longestWaitMs,
    commitUtilisation: (store?.busyMs ?? 0) / endMs,
    transactionsPerSecond: (1_000 * (store?.groups ?? 0)) / endMs,
    delayMs: percentilesOf(delaysMs),
  };
}

/** Of the sockets whose data a cold cache lacks. */
const COLD_READERS = 100;
/** The deadline of a line. */
const SETTLE_MS = 5_000;

/** Readers of each language: as equal as whole people can be. */
export function spread(readers: number, languages: number): readonly number[] {
  return Array.from({ length: languages }, (_, language) =>
    Math.floor((readers + languages - 1 - language) / languages),
  );
}

function exponential(mean: number, random: () => number): number {
  return -mean * Math.log(1 - random());
}

function latency({ medianMs, p95Ms }: EngineLatency, random: () => number): number {
  const deviation = Math.log(p95Ms / medianMs) / P95_DEVIATIONS;
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianMs * Math.exp(deviation * normal);
}
