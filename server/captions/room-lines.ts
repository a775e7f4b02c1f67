/** The lines a room has in hand, and which of them have a place on screen. */
import { baseLanguage } from '../../shared/language.ts';
import { CONTEXT_SENTENCES, LIVE_WINDOW_LINES } from './caption-limits.ts';
import type { CaptionRecord, LineRecord, RenderedLine, Rendering } from './caption-store.ts';
import type { DraftTranslation } from './draft-translation.ts';
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

export class RoomLines {
  /** Bounded: oldest first, as they came into hand. */
  readonly #lines = new Map<string, RoomLine>();
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
    const after = this.#unshown.findIndex((other) => other.line.position > line.position);
    this.#unshown.splice(after === -1 ? this.#unshown.length : after, 0, waiting);
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
    const before: (ContextPair & { readonly position: number })[] = [];
    for (const { line: earlier, content } of this.#lines.values()) {
      if (earlier.kind !== 'caption' || earlier.position >= line.position) continue;
      if (baseLanguage(earlier.language) !== baseLanguage(line.language)) continue;
      if (content?.state !== 'settled' || !isTranslation(content)) continue;
      before.push({ position: earlier.position, source: earlier.text, translation: content.text });
    }
    return before
      .sort((a, b) => a.position - b.position)
      .slice(-CONTEXT_SENTENCES)
      .map(({ source, translation }) => ({ source, translation }));
  }

  #keep(line: RoomLine): RoomLine {
    this.#lines.set(line.line.id, line);
    if (this.#lines.size > LIVE_WINDOW_LINES) this.#forgetOldest(line);
    return line;
  }

  #forgetOldest(newest: RoomLine): void {
    for (const [id, line] of this.#lines) {
      if (line === newest || !line.shown || line.draft !== undefined || line.isChanged) continue;
      this.#lines.delete(id);
      return;
    }
  }
}
