/**
 * The places of a meeting's lines: in the order in which they come. What a rewound transcript brings takes its place by
 * spoken time while nobody was shown what follows; else it is late.
 */
import { LATE_AFTER_MS } from '../caption-limits.ts';
import type { SpokenLine } from '../model/line.ts';
import { type Heard, spokenSpan } from './pieces/pause.ts';

export interface Place {
  /** Unique within the meeting and the same in every language: of the number of lines and notes until then. */
  readonly id: string;
  readonly position: number;
  /** Spoken long before what stands above it. */
  readonly isLate: boolean;
  /** Lines that were shown to nobody and gave way, at their new places. */
  readonly moved: readonly SpokenLine[];
}

/** Who was shown the lines of the meeting. */
export interface Readers {
  /** Since when nothing was shown to anybody, our clock; `undefined` while somebody reads. */
  readonly unshownSince: number | undefined;
}

export interface LinePlacesOptions {
  readonly lastPosition: number;
  /** The newest lines, in no order. */
  readonly recent: { all(): readonly SpokenLine[] };
  readonly readers: Readers;
}

export class LinePlaces {
  readonly #options: LinePlacesOptions;
  #last: number;
  /** Up to here every line was shown, or is a note: it keeps its place. */
  #fixedThrough: number;
  #unshownSince: number | undefined;
  /** Begin of the latest speech, Zoom's clock where it is sane. */
  #newestSpokenAt = Number.NEGATIVE_INFINITY;

  constructor(options: LinePlacesOptions) {
    this.#options = options;
    this.#last = options.lastPosition;
    this.#fixedThrough = options.lastPosition;
  }

  ofNote(): Pick<Place, 'id' | 'position'> {
    const position = this.#next();
    this.#fixedThrough = position;
    return { id: idOf(position), position };
  }

  ofLine(heard: Heard): Place {
    this.#noteShown();
    const last = this.#next();
    const newest = { id: idOf(last), position: last, isLate: false, moved: [] };
    const span = spokenSpan(heard);
    if (span === undefined) return newest;
    const isLate = span.endedAt < this.#newestSpokenAt - LATE_AFTER_MS;
    // A clock that was ahead once makes nobody late.
    this.#newestSpokenAt = Math.max(this.#newestSpokenAt, Math.min(span.startedAt, heard.receivedAt));
    if (!isLate) return newest;
    const after = this.#movable(span.startedAt);
    const [first] = after;
    if (first === undefined) return { ...newest, isLate };
    const positions = [...after.slice(1).map(({ position }) => position), last];
    const moved = after.map((line, index) => ({ ...line, position: positions[index] ?? last }));
    return { ...newest, position: first.position, moved };
  }

  /** What was spoken later, in reading order, if all of it was shown to nobody; else nothing. */
  #movable(spokenAt: number): readonly SpokenLine[] {
    if (this.#unshownSince === undefined) return [];
    const lines = this.#options.recent.all().toSorted((a, b) => a.position - b.position);
    const first = lines.findLastIndex((line) => line.spokenAt <= spokenAt) + 1;
    const after = lines.slice(first);
    const from = after[0]?.position ?? 0;
    // Lines before the newest ones are not known here: they may have been spoken later, too.
    const isWhole = first > 0 || from === this.#fixedThrough + 1;
    return from > this.#fixedThrough && isWhole ? after : [];
  }

  #noteShown(): void {
    const { unshownSince } = this.#options.readers;
    // Somebody reads, or has read and left since the last line.
    if (unshownSince === undefined || unshownSince !== this.#unshownSince) this.#fixedThrough = this.#last;
    this.#unshownSince = unshownSince;
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }
}

function idOf(number: number): string {
  return `l${number}`;
}
