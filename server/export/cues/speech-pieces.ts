/** What was said in one go, cut into pieces of a cue each, with their times. Pure. */
import { atomsOf } from './atoms.ts';
import { widthOf } from './cue-lines.ts';
import { type CuePiece, cuePieces, cuePiecesOf } from './cue-split.ts';

export const SHORTEST_CUE_MS = 1_000;
export const LONGEST_CUE_MS = 7_000;
/** Cues stay for so long in silence: people read about fifteen letters a second. */
export const COMFORTABLE_PER_SECOND = 15;
/** Nobody speaks faster, or so slowly: other times of a line are those of another clock, or of a rest. */
const SPOKEN_PER_SECOND_MOST = 30;
const SPOKEN_PER_SECOND_LEAST = 4;
/** A word may be drawn out. */
const LONG_WORD_MS = 2_000;

/** What one person said in one go; times in milliseconds since the beginning. */
export interface Utterance<Whose> {
  readonly start: number;
  /** Of the speech, where it is known. */
  readonly end?: number;
  readonly text: CueText<Whose>;
  /** The same in another language, in a line of its own below each line of the text. */
  readonly beside?: CueText<Whose>;
}

interface CueText<Whose> {
  readonly language: string;
  /** Flat; a label of the speaker belongs to it where it is to be seen. */
  readonly words: string;
  readonly whose: Whose;
}

export interface CuePart<Whose> {
  readonly lines: readonly string[];
  readonly whose: Whose;
}

export interface TimedPiece<Whose> {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly CuePart<Whose>[];
  /** Of all lines, in Latin letters. */
  readonly width: number;
}

/** @param group begun at the same moment: each piece gets its share of their time by its length. */
export function timedPieces<Whose>(
  group: readonly Utterance<Whose>[],
  nextStart: number,
): readonly TimedPiece<Whose>[] {
  const [first] = group;
  if (first === undefined) return [];
  const whole = Math.max(1, sum(group.map(({ text }) => widthOf(text.words))));
  const durationMs = durationOf(group, first.start, whole, nextStart);
  // In the time that a cue lasts at most, so much is said.
  const longest = (LONGEST_CUE_MS * whole) / durationMs;
  const pieces = group.flatMap((utterance) => piecesOf(utterance, longest));
  const shown = Math.max(1, sum(pieces.map(({ share }) => share)));
  let at = first.start;
  return pieces.map(({ share, ...piece }) => {
    const start = at;
    at += (durationMs * share) / shown;
    return { ...piece, start, end: at };
  });
}

interface Piece<Whose> {
  readonly share: number;
  readonly width: number;
  readonly parts: readonly CuePart<Whose>[];
}

function piecesOf<Whose>({ text, beside }: Utterance<Whose>, longest: number): readonly Piece<Whose>[] {
  const atoms = atomsOf(text.words, text.language);
  if (beside === undefined)
    return cuePieces(atoms, { lines: 2, longest }).map(({ lines, width }) => ({
      share: width,
      width,
      parts: [{ lines, whose: text.whose }],
    }));
  const rules = { lines: 1, longest } as const;
  const besideAtoms = atomsOf(beside.words, beside.language);
  const upper = cuePieces(atoms, rules);
  const lower = cuePieces(besideAtoms, { lines: 1, longest: Infinity });
  const count = Math.max(upper.length, lower.length);
  const uppers = upper.length < count ? cuePiecesOf(atoms, rules, count) : upper;
  const lowers =
    lower.length < count ? cuePiecesOf(besideAtoms, { lines: 1, longest: Infinity }, count) : lower;
  return Array.from({ length: count }, (_, index) => {
    const [above, below] = [uppers[index], lowers[index]];
    const parts = [...partOf(above, text.whose), ...partOf(below, beside.whose)];
    const width = (above?.width ?? 0) + (below?.width ?? 0);
    return { share: above?.width ?? below?.width ?? 0, width, parts };
  });
}

function partOf<Whose>(piece: CuePiece | undefined, whose: Whose): readonly CuePart<Whose>[] {
  return piece === undefined ? [] : [{ lines: piece.lines, whose }];
}

/** How long it took to say, within what people can; estimated where Zoom did not tell. */
function durationOf<Whose>(
  group: readonly Utterance<Whose>[],
  start: number,
  whole: number,
  nextStart: number,
): number {
  const fastest = (whole / SPOKEN_PER_SECOND_MOST) * 1_000;
  const slowest = Math.max(LONG_WORD_MS, (whole / SPOKEN_PER_SECOND_LEAST) * 1_000);
  const told = group.flatMap(({ end }) => (end === undefined ? [] : [end - start]));
  const estimate = Math.min((whole / COMFORTABLE_PER_SECOND) * 1_000, nextStart - start);
  return Math.min(Math.max(told.length === 0 ? estimate : Math.max(...told), fastest), slowest);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
