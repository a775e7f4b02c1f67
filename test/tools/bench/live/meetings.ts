/** Many small meetings on one node: how many before the event loop is late or a line stays untranslated. */
import { setTimeout as wait } from 'node:timers/promises';
import { startFakeLibre } from '../../../support/fake-engines/fake-libre.ts';
import { randomTimes } from '../../../support/fake-engines/random-faults.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import type { Participant, SimulatedMeeting } from '../../../zoom-simulator/zoom-simulator.ts';
import { type Percentiles, percentilesOf } from './figures.ts';
import type { Usage } from './measured-process.ts';
import { type ProductServer, startProduct } from './product-server.ts';
import { inGroups } from './readers.ts';
import { sentence } from './sentences.ts';

export interface MeetingsFigures {
  readonly meetings: number;
  readonly linesExpected: number;
  readonly translated: number;
  readonly untranslated: number;
  /** From the frame's send to its translation at a reader, with the engine's time. */
  readonly delayMs: Percentiles;
  readonly loopDelayMs: Usage['loopDelayMs'];
  /** Of one core. */
  readonly cpuShare: number;
}

const readerLanguages = ['es', 'fr'] as const;
/** From here on an engine is no stand-in, but a service with slow answers among the others. */
export const SLOW_ENGINE_MS = 50;
/** 600 ms at a median of 180. */
const SLOWEST = 10 / 3;
const SEED = 14;
/** One sentence every four seconds. */
const LINE_EVERY_MS = 4_000;
/** The last translations of a window arrive within the deadline of a line. */
const SETTLE_MS = 5_000;

/** One row for each number of meetings, ascending; the same server grows from row to row. */
export async function* measureMeetings(options: {
  readonly counts: readonly number[];
  /** Of every answer, or the median of answers that differ as LibreTranslate's. */
  readonly engineMs: number;
  readonly windowMs: number;
  /** Gets a CPU profile of the product from the first window on. */
  readonly profile?: string | undefined;
}): AsyncGenerator<MeetingsFigures> {
  await using engine = await startFakeLibre();
  const { engineMs } = options;
  engine.service.delayMs =
    engineMs < SLOW_ENGINE_MS
      ? engineMs
      : randomTimes({ medianMs: engineMs, p95Ms: SLOWEST * engineMs }, {}, seededRandom(SEED));
  await using product = await startProduct({
    sentences: 1,
    env: { TRANSLATE_ENGINES: 'libre', LIBRE_URL: engine.url },
  });
  const stage = new Stage(product);
  for (const count of options.counts) {
    await stage.grow(count);
    // Warm-up of the meetings that have just come.
    await stage.speakFor(LINE_EVERY_MS);
    if (options.profile !== undefined && count === options.counts[0])
      product.process.profileInto(options.profile);
    await product.process.usage();
    const startedAt = performance.now();
    const { expected, delaysMs, untranslated } = await stage.speakFor(options.windowMs);
    const { cpuMs, loopDelayMs } = await product.process.usage();
    yield {
      meetings: count,
      linesExpected: expected,
      translated: delaysMs.length,
      untranslated,
      delayMs: percentilesOf(delaysMs),
      loopDelayMs,
      cpuShare: cpuMs / (performance.now() - startedAt),
    };
  }
  stage.close();
}

class Stage {
  readonly #product: ProductServer;
  readonly #meetings: { readonly meeting: SimulatedMeeting; readonly speaker: Participant }[] = [];
  readonly #close: (() => void)[] = [];
  readonly #spokenAt = new Map<number, number>();
  #number = 0;
  #delaysMs: number[] = [];
  readonly #untranslated = new Set<string>();

  constructor(product: ProductServer) {
    this.#product = product;
  }

  async grow(count: number): Promise<void> {
    const more = Math.max(0, count - this.#meetings.length);
    await inGroups(more, async () => {
      const meeting = this.#product.zoom.createMeeting();
      const speaker = meeting.join('Ana');
      await meeting.startRtms();
      for (const language of readerLanguages) {
        const viewer = await this.#product.openViewer({
          meetingUuid: meeting.uuid,
          uid: `reader-${meeting.number}-${language}`,
          language,
          receive: (text) => this.#arrived(text, language),
        });
        this.#close.push(() => viewer.close());
      }
      this.#meetings.push({ meeting, speaker });
    });
  }

  async speakFor(windowMs: number) {
    this.#delaysMs = [];
    this.#untranslated.clear();
    const rounds = Math.round(windowMs / LINE_EVERY_MS);
    const stepMs = LINE_EVERY_MS / this.#meetings.length;
    const startedAt = performance.now();
    for (let line = 0; line < rounds * this.#meetings.length; line += 1) {
      const spoken = this.#meetings[line % this.#meetings.length];
      if (spoken === undefined) throw new Error('no meeting is open');
      this.#number += 1;
      this.#spokenAt.set(this.#number, performance.now());
      void spoken.meeting.say(spoken.speaker, sentence(this.#number));
      const behindMs = startedAt + (line + 1) * stepMs - performance.now();
      if (behindMs > 1) await wait(behindMs);
    }
    await wait(SETTLE_MS);
    const expected = rounds * this.#meetings.length * readerLanguages.length;
    return { expected, delaysMs: this.#delaysMs, untranslated: this.#untranslated.size };
  }

  close(): void {
    for (const close of this.#close) close();
  }

  #arrived(text: string, language: string): void {
    const number = /\[\w+\] Sentence (\d+) /u.exec(text)?.[1];
    if (number === undefined) {
      const untranslated = /"origin":"untranslated"/u.test(text)
        ? /"Sentence (\d+) /u.exec(text)?.[1]
        : undefined;
      if (untranslated !== undefined) this.#untranslated.add(`${untranslated} ${language}`);
      return;
    }
    const spokenAt = this.#spokenAt.get(Number(number));
    if (spokenAt !== undefined) this.#delaysMs.push(performance.now() - spokenAt);
    this.#untranslated.delete(`${number} ${language}`);
  }
}
