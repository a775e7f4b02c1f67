/** The lines a room has in hand, and which of them have a place on screen. */
import { baseLanguage } from '../../shared/language.ts';
import { CONTEXT_SENTENCES, LIVE_WINDOW_LINES } from './caption-limits.ts';
import type { CaptionRecord, LineRecord, RenderedLine, Rendering } from './caption-store.ts';
import type { DraftTranslation } from './draft-translation.ts';
import { OldestFirst } from './oldest-first.ts';
import { type Content, contentOf, isTranslation } from './rendering.ts';
import type { ContextPair } from './translator.ts';

export interface RoomLine {
  line: LineRecord;
  /** Newest content; absent while the first translation is awaited. */
  content?: Content;
  /** Has a place on screen: from then on changes go out in place, at once. */
  shown: boolean;
  /** Ends what is under way for an older text of the line. */
  work: AbortController;
  /** While its sentence is open. */
  draft?: DraftTranslation;
  /** Translations that were shown of it, for the count of what was taken back; absent for lines of the past. */
  versions?: string[];
  wasLate: boolean;
  /** Its newest content waits to be written. */
  isChanged: boolean;
}

/** Positions before a line that are looked at for its context: what was said earlier tells an engine nothing. */
const CONTEXT_LOOKS_BACK = 100;
export class RoomLines {
  /** Bounded: oldest first, as they came into hand. */
  readonly #lines = new Map<string, RoomLine>();
  /** A new one has no place yet, or was adopted last. */
  readonly #window = new OldestFirst(this.#lines, {
    limit: LIVE_WINDOW_LINES,
    isNeeded: ({ shown, draft, isChanged }) => !shown || draft !== undefined || isChanged,
    onForgotten: ({ line }) => this.#byPosition.delete(line.position),
  });
  /** The same: a position is given once. */
  readonly #byPosition = new Map<number, RoomLine>();
  /** Without a place on screen yet, in reading order: none overtakes the one before it. */
  readonly #unshown: RoomLine[] = [];

  get(lineId: string): RoomLine | undefined {
    return this.#lines.get(lineId);
  }

  all(): Iterable<RoomLine> {
    return this.#lines.values();
  }

  /** The line as it is known, else a new one that waits for its place. */
  of(line: LineRecord): RoomLine {
    const known = this.#lines.get(line.id);
    if (known !== undefined) return known;
    const waiting = { line, shown: false, isChanged: false, work: new AbortController(), wasLate: false };
    // New lines come last, nearly always.
    const before = this.#unshown.findLastIndex((other) => other.line.position <= line.position);
    this.#unshown.splice(before + 1, 0, waiting);
    return this.#keep(waiting);
  }

  /** A line that readers have already, from the store. */
  adopt({ line, rendering }: RenderedLine & { readonly rendering: Rendering }): RoomLine {
    const known = this.#lines.get(line.id);
    if (known !== undefined) return known;
    const content = contentOf(rendering);
    const work = new AbortController();
    return this.#keep({ line, content, shown: true, isChanged: false, work, wasLate: false });
  }

  /** Every line whose turn it is gets its place. */
  placeReady(): readonly RoomLine[] {
    const waiting = this.#unshown.findIndex((line) => line.content === undefined);
    const placed = this.#unshown.splice(0, waiting === -1 ? this.#unshown.length : waiting);
    for (const line of placed) line.shown = true;
    return placed;
  }

  /** The settled sentences before this one that were spoken in its language, with their translations, oldest first. */
  contextBefore(line: CaptionRecord): ContextPair[] {
    const before: ContextPair[] = [];
    const furthest = Math.max(0, line.position - CONTEXT_LOOKS_BACK);
    for (let at = line.position - 1; at >= furthest && before.length < CONTEXT_SENTENCES; at -= 1) {
      const { line: earlier, content } = this.#byPosition.get(at) ?? {};
      if (earlier?.kind !== 'caption') continue;
      if (baseLanguage(earlier.language) !== baseLanguage(line.language)) continue;
      if (content?.state !== 'settled' || !isTranslation(content)) continue;
      before.push({ source: earlier.text, translation: content.text });
    }
    return before.reverse();
  }

  #keep(line: RoomLine): RoomLine {
    this.#window.trim();
    this.#lines.set(line.line.id, line);
    this.#byPosition.set(line.line.position, line);
    return line;
  }
}
