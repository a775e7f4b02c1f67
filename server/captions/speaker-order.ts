/** The place of each speaker in the order in which they first spoke: readers see one colour for it, whoever they are. */
import type { Speaker } from '../../shared/caption.ts';
import { turnOfOthers } from '../lib/turn-of-others.ts';
import { SPEAKERS_REMEMBERED } from './caption-limits.ts';
import type { Line } from './model/line.ts';
import type { CaptionStore } from './ports/caption-store.ts';

/** Lines of the record that are read at once. */
const PAGE_LINES = 200;

export class SpeakerOrder {
  readonly #store: Pick<CaptionStore, 'linesAbove'>;
  readonly #meetingId: string;
  readonly #places = new Map<string, number>();
  /** Up to this position every speaker is known. */
  #through = 0;
  #learning: Promise<void> = Promise.resolve();

  constructor(store: Pick<CaptionStore, 'linesAbove'>, meetingId: string) {
    this.#store = store;
    this.#meetingId = meetingId;
  }

  /** From 0; `undefined` beyond the speakers that are remembered. */
  of(speaker: Speaker): number | undefined {
    return this.#places.get(keyOf(speaker));
  }

  /** Whether each of their speakers has a place, which is nearly always so; else `learn` finds it. */
  knows(lines: readonly Line[]): boolean {
    for (const line of lines) {
      if (this.#isNew(line)) return false;
      if (line.position === this.#through + 1) this.#through = line.position;
    }
    return true;
  }

  /** Reads the record as far as these lines need it. They are stored. */
  async learn(lines: Iterable<Line>): Promise<void> {
    for (const line of lines) {
      if (this.knows([line])) continue;
      const earlier = this.#learning;
      this.#learning = earlier.catch(() => undefined).then(() => this.#read(line));
      await this.#learning;
    }
  }

  async #read(line: Line): Promise<void> {
    while (this.#isNew(line)) {
      const page = await this.#store.linesAbove(this.#meetingId, this.#through, PAGE_LINES);
      // A long record is read without holding the event loop up.
      if (page.length === PAGE_LINES) await turnOfOthers();
      const before = page.filter(({ position }) => position <= line.position);
      for (const { position, ...spoken } of before.length === 0 ? [line] : before) {
        if (spoken.kind === 'caption') this.#add(spoken.speaker);
        this.#through = Math.max(this.#through, position);
      }
    }
  }

  #isNew(line: Line): boolean {
    if (line.kind !== 'caption' || line.removed || this.#places.size >= SPEAKERS_REMEMBERED) return false;
    return !this.#places.has(keyOf(line.speaker));
  }

  #add(speaker: Speaker): void {
    const key = keyOf(speaker);
    if (!this.#places.has(key)) this.#places.set(key, this.#places.size);
  }
}

/** By name: Zoom's user id names a connection, and changes when a person rejoins. */
function keyOf({ id, name }: Speaker): string {
  return name === '' ? `id ${id}` : `name ${name}`;
}
