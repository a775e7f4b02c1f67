/**
 * Subtitles of a meeting: in order, without overlap, 1 to 7 s each, not faster than twenty letters a second where the speech
 * leaves the time. One pass over the lines, whatever their number. Pure.
 */
import { LINE_WIDTH, widthOf } from './cue-lines.ts';
import {
  COMFORTABLE_PER_SECOND,
  type CuePart,
  LONGEST_CUE_MS,
  SHORTEST_CUE_MS,
  type TimedPiece,
  timedPieces,
  type Utterance,
} from './speech-pieces.ts';

export interface Cue<Whose> {
  /** Milliseconds since the beginning. */
  readonly start: number;
  readonly end: number;
  readonly parts: readonly CuePart<Whose>[];
}

/** The cues of utterances in reading order. `next` is called for one after the other; `end` gives the rest. */
export class CueTrack<Whose> {
  /** Begun at the same moment by the same person: pieces of one frame of speech, which share its time. */
  #group: Utterance<Whose>[] = [];
  /** The last piece, whose end depends on the next one. */
  #held: TimedPiece<Whose> | undefined;
  #cursor = 0;

  next(utterance: Utterance<Whose>): readonly Cue<Whose>[] {
    const [first] = this.#group;
    const isSameSpeech =
      first !== undefined &&
      this.#group.length < PIECES_OF_A_FRAME &&
      first.start === utterance.start &&
      first.text.whose === utterance.text.whose;
    const cues = isSameSpeech ? [] : this.#flush(utterance.start);
    this.#group.push(utterance);
    return cues;
  }

  end(): readonly Cue<Whose>[] {
    const cues = this.#flush(Infinity);
    const held = this.#held;
    this.#held = undefined;
    return held === undefined ? cues : [...cues, this.#show(held, Infinity)];
  }

  #flush(nextStart: number): readonly Cue<Whose>[] {
    const group = this.#group;
    this.#group = [];
    return timedPieces(group, nextStart).flatMap((piece) => this.#push(piece));
  }

  #push(piece: TimedPiece<Whose>): readonly Cue<Whose>[] {
    const held = this.#held;
    this.#held = piece;
    if (held === undefined) return [];
    const isShort = piece.start - Math.max(held.start, this.#cursor) < SHORTEST_CUE_MS;
    const both = isShort ? together(held, piece) : undefined;
    if (both === undefined) return [this.#show(held, piece.start)];
    this.#held = both;
    return [];
  }

  #show({ start: spoken, end: spokenEnd, parts, width }: TimedPiece<Whose>, nextStart: number): Cue<Whose> {
    const start = Math.round(Math.max(spoken, this.#cursor));
    const comfortable = start + (width / COMFORTABLE_PER_SECOND) * 1_000;
    const wanted = Math.min(Math.max(spokenEnd, comfortable), nextStart);
    const end = Math.round(Math.min(Math.max(wanted, start + SHORTEST_CUE_MS), start + LONGEST_CUE_MS));
    this.#cursor = end;
    return { start, end, parts };
  }
}

/** As many lines as a frame of speech is cut into. */
const PIECES_OF_A_FRAME = 50;

/** Two texts of a line each that came within a second stand below each other. */
function together<Whose>(a: TimedPiece<Whose>, b: TimedPiece<Whose>): TimedPiece<Whose> | undefined {
  const parts = [...a.parts, ...b.parts];
  const lines = parts.flatMap((part) => part.lines);
  if (lines.length > 2 || lines.some((line) => widthOf(line) > LINE_WIDTH)) return undefined;
  return { start: a.start, end: Math.max(a.end, b.end), width: a.width + b.width, parts };
}
