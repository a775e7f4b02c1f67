/** Many readers of one meeting in five languages, beside the bare servers with the same readers and the same bytes. */
import loadProcess from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { startBare } from './bare-process.ts';
import { type Percentiles, percentilesOf } from './figures.ts';
import { type LightSocket, openBare, openSocketIo, openSpeaker } from './light-socket.ts';
import type { MeasuredProcess, Usage } from './measured-process.ts';
import { startProduct } from './product-server.ts';
import { languageOf, languages, numberIn, sentence } from './sentences.ts';

export interface ReadersOptions {
  readonly viewers: number;
  /** 1 to 5, the original among them; at most as many as viewers. */
  readonly languages: number;
  readonly linesPerSecond: number;
  /** Each system speaks for so long in each round, one after the other. */
  readonly windowMs: number;
  readonly rounds: number;
  /** Gets a CPU profile of the product after the warm-up. */
  readonly profile?: string | undefined;
}

export type System = 'captions' | 'socket.io' | 'ws';

interface SystemFigures {
  readonly lines: number;
  readonly deliveries: number;
  readonly expected: number;
  readonly cpuMsPerLine: number;
  readonly cpuMicrosPerDelivery: number;
  /** Of the process that speaks and reads. */
  readonly loadCpuMicrosPerDelivery: number;
  /** From the frame's send to its arrival at a reader. */
  readonly delayMs: Percentiles;
  readonly loopDelayMs: Usage['loopDelayMs'];
  /** Of the process per reader, without what it held before they came; 0 when all came before the warm-up. */
  readonly bytesPerViewer: number;
}

export type ReadersFigures = Readonly<Record<System, SystemFigures>>;

const systems = ['captions', 'socket.io', 'ws'] as const;
/**
 * The first readers hear so many lines before anything is measured: code is compiled, caches are full, and the bare servers know
 * the bytes. The path of a caption has many functions: after 1,000 lines V8 still compiles for a twelfth of the time.
 */
const WARM_UP = {
  viewers: 10,
  lines: { captions: 4_000, 'socket.io': 1_000, ws: 1_000 },
  linesPerSecond: 100,
} as const;
/** In turn, each no faster than people speak. */
const SPEAKERS = ['Ana', 'Ben', 'Cleo', 'Dev', 'Eva', 'Femi', 'Gus', 'Hana', 'Ivo', 'Jun'];
/** Connected at once, as after a restart, and below the limit of handshakes of one address. */
const AT_ONCE = 50;
/** So long each system speaks before it is measured: the first lines after the silence in which others speak cost more. */
const LEAD_IN_MS = 4_000;
/** The search index takes a minute to rest, and another to write what the warm-up spoke in seconds: no meeting has both at a time. */
const INDEXED_AFTER_MS = 125_000;
/** The last deliveries of a window arrive within this time, or count as lost. */
const SETTLE_MS = 500;

export async function measureReaders(options: ReadersOptions): Promise<ReadersFigures> {
  const { linesPerSecond } = options;
  const lines = Math.max(1, Math.round((options.windowMs / 1_000) * linesPerSecond));
  const leadIn = Math.round((LEAD_IN_MS / 1_000) * linesPerSecond);
  const sentences = WARM_UP.lines.captions + options.rounds * (leadIn + lines);
  await using product = await startProduct({ sentences });
  await using bare = await startBare(product.directory);
  const meeting = product.zoom.createMeeting();
  const speakers = SPEAKERS.map((name) => meeting.join(name));
  await meeting.startRtms();
  const speech = await openSpeaker(bare.url);
  const taken = new Map(systems.map((system) => [system, new Taken()]));
  const takenBy = (system: System) => taken.get(system) ?? new Taken();
  const samples = new Map<string, string>();

  const open: Readonly<Record<System, (viewer: number) => Promise<LightSocket>>> = {
    captions: (viewer) => {
      const language = languageOf(viewer, options.languages);
      return product.openViewer({
        meetingUuid: meeting.uuid,
        uid: `reader-${viewer}`,
        language,
        receive: (text) => {
          if (numberIn(text) !== undefined) samples.set(language, text);
          takenBy('captions').arrived(text);
        },
      });
    },
    'socket.io': (viewer) =>
      openSocketIo({
        url: bare.url,
        watch: languageOf(viewer, options.languages),
        receive: (text) => takenBy('socket.io').arrived(text),
      }),
    ws: (viewer) =>
      openBare({
        url: bare.url,
        room: languageOf(viewer, options.languages),
        receive: (text) => takenBy('ws').arrived(text),
      }),
  };
  /** The last sentence of each. */
  const numbers = new Map<System, number>();
  const speak: Readonly<Record<System, (spoken: number) => void>> = {
    captions: (spoken) => {
      const speaker = speakers[spoken % speakers.length];
      if (speaker !== undefined) void meeting.say(speaker, sentence(spoken));
    },
    'socket.io': (spoken) => sendBare('socket.io', spoken),
    ws: (spoken) => sendBare('ws', spoken),
  };
  const sendBare = (kind: 'socket.io' | 'ws', spoken: number) => {
    for (const language of languages.slice(0, options.languages)) {
      const text = (samples.get(language) ?? '').replace(
        /(Sentence|Frase|Phrase|Satz|Periodo) \d+ /gu,
        `$1 ${spoken} `,
      );
      const data = JSON.stringify(JSON.parse(text.slice(2))[1]);
      speech.send(`${kind} ${language} ${kind === 'ws' ? text : data}`);
    }
  };
  const speakFor = async (
    system: System,
    lines: number,
    linesPerSecond: number,
    part: 'warm-up' | 'measured' = 'warm-up',
  ): Promise<void> => {
    for (let line = 0; line < lines; line += 1) {
      const number = (numbers.get(system) ?? 0) + 1;
      numbers.set(system, number);
      if (part === 'measured') takenBy(system).spoke(number);
      speak[system](number);
      await wait(1_000 / linesPerSecond);
    }
    await wait(SETTLE_MS);
  };
  const memory = new Map<System, number>();
  const sockets: LightSocket[] = [speech];
  let indexed: Promise<void> = Promise.resolve();
  for (const system of systems) {
    const process: MeasuredProcess = system === 'captions' ? product.process : bare;
    const first = Math.min(options.viewers, WARM_UP.viewers);
    sockets.push(...(await inGroups(first, open[system])));
    await speakFor(system, WARM_UP.lines[system], WARM_UP.linesPerSecond);
    if (system === 'captions') indexed = wait(INDEXED_AFTER_MS);
    const before = (await process.memory()).rssBytes;
    const others = options.viewers - first;
    sockets.push(...(await inGroups(others, (viewer) => open[system](first + viewer))));
    memory.set(system, others === 0 ? 0 : ((await process.memory()).rssBytes - before) / others);
  }

  await indexed;
  if (options.profile !== undefined) product.process.profileInto(options.profile);

  const totals = new Map(systems.map((system) => [system, new Total()]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const system of systems) {
      const process = system === 'captions' ? product.process : bare;
      await speakFor(system, leadIn, linesPerSecond);
      await process.usage();
      const before = loadProcess.cpuUsage();
      await speakFor(system, lines, linesPerSecond, 'measured');
      const { user, system: kernel } = loadProcess.cpuUsage(before);
      totals.get(system)?.add(lines, await process.usage(), user + kernel);
    }
  }
  for (const socket of sockets) socket.close();
  const figures = (system: System): SystemFigures => {
    const total = totals.get(system) ?? new Total();
    const { delaysMs } = takenBy(system);
    return {
      lines: total.lines,
      deliveries: delaysMs.length,
      expected: total.lines * options.viewers,
      cpuMsPerLine: total.cpuMs / total.lines,
      cpuMicrosPerDelivery: (1_000 * total.cpuMs) / delaysMs.length,
      loadCpuMicrosPerDelivery: total.loadCpuMicros / delaysMs.length,
      delayMs: percentilesOf(delaysMs),
      loopDelayMs: total.loopDelayMs,
      bytesPerViewer: memory.get(system) ?? 0,
    };
  };
  return { captions: figures('captions'), 'socket.io': figures('socket.io'), ws: figures('ws') };
}

/** Opens viewers 0 to `count` − 1, some at once. */
export async function inGroups<T>(count: number, open: (viewer: number) => Promise<T>): Promise<T[]> {
  const opened: T[] = [];
  for (let first = 0; first < count; first += AT_ONCE) {
    const group = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => open(first + index));
    opened.push(...(await Promise.all(group)));
  }
  return opened;
}

/** When each sentence was spoken, and how long after that it arrived at each reader. */
class Taken {
  readonly #spokenAt = new Map<number, number>();
  delaysMs: number[] = [];

  spoke(number: number): void {
    this.#spokenAt.set(number, performance.now());
  }

  arrived(text: string): void {
    const number = numberIn(text);
    const spokenAt = number === undefined ? undefined : this.#spokenAt.get(number);
    if (spokenAt !== undefined) this.delaysMs.push(performance.now() - spokenAt);
  }
}

class Total {
  lines = 0;
  cpuMs = 0;
  loadCpuMicros = 0;
  loopDelayMs = { p50: 0, p99: 0, longest: 0 };

  add(lines: number, { cpuMs, loopDelayMs }: Usage, loadCpuMicros: number): void {
    this.lines += lines;
    this.loadCpuMicros += loadCpuMicros;
    this.cpuMs += cpuMs;
    const worst = (name: keyof Usage['loopDelayMs']) => Math.max(this.loopDelayMs[name], loopDelayMs[name]);
    this.loopDelayMs = { p50: worst('p50'), p99: worst('p99'), longest: worst('longest') };
  }
}
