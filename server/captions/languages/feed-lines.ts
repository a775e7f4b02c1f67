/** The lines of a language in memory, in reading order, and their places on screen. */
import { baseLanguage } from '../../../shared/language.ts';
import { CONTEXT_SENTENCES, LIVE_WINDOW_LINES } from '../caption-limits.ts';
import { INTERPRETER, saysTheSame } from '../model/interpretation.ts';
import type { SpokenLine } from '../model/line.ts';
import { type Content, isTranslation } from '../model/rendering.ts';
import type { ContextPair } from '../ports/translator.ts';
import type { LineState } from './line-state.ts';
import type { LineWork } from './line-work.ts';

export interface FeedLine {
  state: LineState;
  readonly work: LineWork;
  /** Of a new line until it is counted; absent for a past line. */
  measure?: DeliveryMeasure;
}

/** The shown texts of one line, for the measures of delay and erasure. */
export class DeliveryMeasure {
  /** The translations shown of it, in order. */
  readonly shownTexts: string[] = [];
  /** The original was shown first, because the translation took too long. */
  wasLate = false;

  sent(content: Content): void {
    if (isTranslation(content)) this.shownTexts.push(content.text);
  }
}

export class FeedLines {
  /** Whether a line must stay in memory. */
  readonly #isBusy: (line: FeedLine) => boolean;
  readonly #lines = new Map<string, FeedLine>();
  /** Every line in hand, in reading order. */
  readonly #ordered: FeedLine[] = [];
  /** Lines without a place on screen, in reading order: each waits for the one before it. */
  readonly #unplaced: FeedLine[] = [];
  readonly #placed = new WeakSet<FeedLine>();
  /** Lines whose words stand for another line as well, by that line. */
  readonly #twins = new WeakMap<FeedLine, string>();

  constructor(isBusy: (line: FeedLine) => boolean) {
    this.#isBusy = isBusy;
  }

  get(lineId: string): FeedLine | undefined {
    return this.#lines.get(lineId);
  }

  all(): Iterable<FeedLine> {
    return this.#lines.values();
  }

  /** Keeps a line that waits for its place. */
  add(line: FeedLine): void {
    insert(this.#unplaced, line);
    this.#keep(line);
  }

  /** Keeps a line that readers have. */
  addPlaced(line: FeedLine): void {
    this.#placed.add(line);
    this.#keep(line);
  }

  isPlaced(line: FeedLine): boolean {
    return this.#placed.has(line);
  }

  /** Places every line with content whose earlier lines are placed. */
  placeReady(): readonly FeedLine[] {
    const waiting = this.#unplaced.findIndex(({ state }) => state.shown === undefined);
    const ready = this.#unplaced.splice(0, waiting === -1 ? this.#unplaced.length : waiting);
    for (const line of ready) this.#placed.add(line);
    return ready;
  }

  /** The last settled translations before this line that were spoken in its language, oldest first. */
  contextBefore(line: SpokenLine): readonly ContextPair[] {
    const context: ContextPair[] = [];
    const nearest = lastBefore(this.#ordered, line.position);
    const furthest = Math.max(0, nearest - CONTEXT_LOOKS_BACK);
    for (let at = nearest; at >= furthest && context.length < CONTEXT_SENTENCES; at--) {
      const state = this.#ordered[at]?.state;
      if (state === undefined) continue;
      const pair = contextOf(state, line.sourceLanguage);
      if (pair !== undefined) context.unshift(pair);
    }
    return context;
  }

  /** The line that says the same in the reader's language, because an interpreter was heard. Each stands for one other line. */
  twinOf(line: SpokenLine, target: string): SpokenLine | undefined {
    const nearest = lastBefore(this.#ordered, line.position + TWINS_LOOK + 1);
    for (let at = Math.max(0, nearest - 2 * TWINS_LOOK); at <= nearest; at++) {
      const other = this.#ordered[at];
      if (other === undefined || other.state.line.kind !== 'caption') continue;
      const taken = this.#twins.get(other);
      if (taken !== undefined && taken !== line.id) continue;
      if (!saysTheSame(line, other.state.line, target)) continue;
      if (line.state === 'settled') this.#twins.set(other, line.id);
      return other.state.line;
    }
    return undefined;
  }

  /** The engine that settled the last line before this one that was spoken in its language. */
  engineBefore(line: SpokenLine): string | undefined {
    const nearest = lastBefore(this.#ordered, line.position);
    for (let at = nearest; at >= Math.max(0, nearest - CONTEXT_LOOKS_BACK); at--) {
      const state = this.#ordered[at]?.state;
      if (state === undefined || contextOf(state, line.sourceLanguage) === undefined) continue;
      // Names and terms alone need no engine, and people are none.
      const engine = state.shown?.engine;
      if (engine !== undefined && engine !== GLOSSARY && engine !== INTERPRETER) return engine;
    }
    return undefined;
  }

  #keep(line: FeedLine): void {
    this.#lines.set(line.state.line.id, line);
    insert(this.#ordered, line);
    if (this.#lines.size <= LIVE_WINDOW_LINES) return;
    const oldest = this.#oldestIdle(line);
    if (oldest === undefined) return;
    this.#lines.delete(oldest.state.line.id);
    this.#ordered.splice(this.#ordered.indexOf(oldest), 1);
  }

  #oldestIdle(newest: FeedLine): FeedLine | undefined {
    let looks = 0;
    for (const line of this.#lines.values()) {
      const mustStay = line === newest || line.state.phase === 'drafting' || this.#isBusy(line);
      if (!mustStay && this.isPlaced(line)) return line;
      looks += 1;
      if (looks === EVICTION_LOOKS) return undefined;
    }
    return undefined;
  }
}

/** Looks for a line to evict: more would cost every new line the length of a burst. */
const EVICTION_LOOKS = 10;

function contextOf({ line, shown }: LineState, language: string): ContextPair | undefined {
  if (line.kind !== 'caption' || baseLanguage(line.sourceLanguage) !== baseLanguage(language))
    return undefined;
  if (shown?.state !== 'settled' || shown.removed || !isTranslation(shown)) return undefined;
  return { source: line.text, translation: shown.text };
}

/** In the place of an engine, for a line of names and terms alone. */
const GLOSSARY = 'glossary';

/** Lines of the same moment, before and behind. */
const TWINS_LOOK = 10;

/** Lines searched for context: earlier speech is no context. */
const CONTEXT_LOOKS_BACK = 100;

/** By position; a line nearly always comes last. */
function insert(lines: FeedLine[], line: FeedLine): void {
  lines.splice(lastBefore(lines, line.state.line.position + 1) + 1, 0, line);
}

/** The place of the last line below this position, -1 when there is none. */
function lastBefore(lines: readonly FeedLine[], position: number): number {
  return lines.findLastIndex((other) => other.state.line.position < position);
}
