/** A meeting that is read while something else happens to the server: were its captions on time, and all there? */
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';
import type { Journey } from './journey.ts';
import type { TestPanel } from './test-panel.ts';

export interface Reading {
  readonly said: number;
  readonly received: number;
  /** From said to received in translation, milliseconds; 95 of 100 lines are faster. */
  readonly p95Ms: number;
}

/** A caption is late for its reader when it takes longer; on a noisy machine, when it takes several times its usual. */
const LATE_MS = 100;
const NOISE_FACTOR = 3;

/** What the issue calls on time: absolute, but never stricter than the machine is without an attack. */
export function allowedP95Ms(usual: Reading): number {
  return Math.max(LATE_MS, NOISE_FACTOR * usual.p95Ms);
}

const LINE_EVERY_MS = 50;
const FEWEST_LINES = 40;
/** So that no speaker brings more than a person says. */
const SPEAKERS = 10;

export class InnocentReader {
  readonly #meeting: SimulatedMeeting;
  readonly #panel: TestPanel;
  readonly #saidAt = new Map<number, number>();
  readonly #delays = new Map<number, number>();
  #speakers: ReturnType<SimulatedMeeting['join']>[] = [];

  static async open(journey: Journey): Promise<InnocentReader> {
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'innocent' });
    await panel.watch('es');
    await meeting.startRtms();
    return new InnocentReader(meeting, panel);
  }

  private constructor(meeting: SimulatedMeeting, panel: TestPanel) {
    this.#meeting = meeting;
    this.#panel = panel;
    panel.socket.on('captions', ({ upserts }) => {
      for (const line of upserts) if (line.kind === 'caption') this.#received(line.text);
    });
  }

  /** Says a line every 50 ms until the work is done, and no fewer than forty; waits until all of them are shown. */
  async readDuring(work: () => Promise<unknown>): Promise<Reading> {
    if (this.#speakers.length === 0) {
      this.#speakers = Array.from({ length: SPEAKERS }, (_, index) => this.#meeting.join(`Speaker ${index}`));
    }
    const first = this.#saidAt.size;
    let isDone = false;
    const done = work().finally(() => {
      isDone = true;
    });
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        this.#say();
        if (!isDone || this.#saidAt.size - first < FEWEST_LINES) return;
        clearInterval(timer);
        resolve();
      }, LINE_EVERY_MS);
    });
    await done;
    const last = this.#saidAt.size;
    const numbers = Array.from({ length: last - first }, (_, index) => first + index + 1);
    await this.#panel.until(() => numbers.every((number) => this.#delays.has(number)));
    return readingOf(
      numbers.flatMap((number) => this.#delays.get(number) ?? []),
      numbers.length,
    );
  }

  #say(): void {
    const number = this.#saidAt.size + 1;
    const speaker = this.#speakers[number % SPEAKERS];
    if (speaker === undefined) return;
    this.#saidAt.set(number, performance.now());
    void this.#meeting.say(speaker, `This is the line with number ${number} of many.`);
  }

  #received(text: string): void {
    const number = Number(/^\[es\] This is the line with number (\d+) of many\.$/.exec(text)?.[1]);
    const saidAt = this.#saidAt.get(number);
    if (saidAt !== undefined && !this.#delays.has(number))
      this.#delays.set(number, performance.now() - saidAt);
  }
}

function readingOf(delays: readonly number[], said: number): Reading {
  const sorted = [...delays].sort((a, b) => a - b);
  const p95Ms = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
  return { said, received: delays.length, p95Ms };
}
