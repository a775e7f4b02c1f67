/**
 * Joins the segments of one speaker into sentences. Pure: the caller keeps the state and the clock.
 *
 * A segment that ends a sentence while nothing is open is a sentence as it is. Any other opens one, which the same
 * speaker's next segments join until it ends, grows too long, or the speaker falls silent.
 */
import { isUnspaced, readsAs, UNDETERMINED } from '../../../shared/language.ts';
import {
  GAP_WEIGHT,
  MAX_WHOLE_SEGMENT_CHARACTERS,
  OPEN_SENTENCE_MAX_MS,
  SILENCE_FACTOR,
  SILENCE_MAX_MS,
  SILENCE_MIN_MS,
  SILENCE_START_MS,
} from '../caption-limits.ts';
import { beforeLetters, letterBefore } from '../text/text-ends.ts';
import { endsSentence } from './boundaries.ts';
import { closedRanges, type TextRange } from './line-ranges.ts';

/** The part of one segment that stands in a sentence. */
export interface Piece {
  readonly segment: number;
  readonly text: string;
}

export interface Sentence {
  readonly pieces: readonly Piece[];
  readonly language: string;
}

export interface JoinerState {
  readonly open?: Sentence & { readonly openedAt: number; readonly lastAt: number };
  /** Mean time between the segments of this speaker's sentences. */
  readonly meanGapMs?: number;
  /** When the last segment came of a sentence that did not end: what follows soon shows that the limit was too short. */
  readonly brokenOffAt?: number;
}

export interface JoinerStep {
  readonly state: JoinerState;
  /** In spoken order. The first one is the continuation of the sentence that was open before, if one was. */
  readonly closed: readonly Sentence[];
}

export const emptyJoiner: JoinerState = {};

export function push(
  state: JoinerState,
  segment: Piece & { readonly language: string },
  now: number,
): JoinerStep {
  const { open } = state;
  const piece = { segment: segment.segment, text: segment.text };
  if (open !== undefined && !joinable(open.language, segment.language)) {
    const next = push(close(state).state, segment, now);
    return { state: next.state, closed: [withoutTimes(open), ...next.closed] };
  }
  if (open === undefined && state.brokenOffAt !== undefined) {
    const { brokenOffAt, ...rest } = state;
    return push(learnGap(rest, now - brokenOffAt), segment, now);
  }
  if (open === undefined) {
    const sentence = { pieces: [piece], language: segment.language };
    const whole =
      segment.text.length <= MAX_WHOLE_SEGMENT_CHARACTERS && endsSentence(segment.text, segment.language);
    if (whole) return { state, closed: [sentence] };
    return split(state, { ...sentence, openedAt: now, lastAt: now });
  }
  return split(learnGap(state, now - open.lastAt), {
    pieces: [...open.pieces, piece],
    language: open.language === UNDETERMINED ? segment.language : open.language,
    openedAt: open.openedAt,
    lastAt: now,
  });
}

/**
 * A revision of a segment inside the open sentence; empty text takes it out. It is speech, too: a segment that grows by
 * revisions keeps its sentence open. In another language, it is parted from what was joined to it by mistake.
 */
export function revise(
  state: JoinerState,
  revised: Piece & { readonly language: string },
  now: number,
): JoinerStep {
  const { open, ...rest } = state;
  if (open === undefined) return { state, closed: [] };
  const piece = { segment: revised.segment, text: revised.text };
  const pieces = withPiece(open.pieces, piece);
  if (pieces.length === 0) return { state: rest, closed: [] };
  if (piece.text === '' || joinable(open.language, revised.language)) {
    const language = open.language === UNDETERMINED ? revised.language : open.language;
    return split(rest, { ...open, pieces, language, lastAt: now });
  }
  const at = pieces.indexOf(piece);
  const apart = [
    { pieces: pieces.slice(0, at), language: open.language },
    { pieces: [piece], language: revised.language },
    { pieces: pieces.slice(at + 1), language: open.language },
  ].filter((sentence) => sentence.pieces.length > 0);
  const steps = apart.map((sentence) => split(rest, { ...sentence, openedAt: open.openedAt, lastAt: now }));
  const last = steps.at(-1);
  const closed = steps.flatMap((step) => (step === last ? step : [step, close(step.state)]));
  return { state: last?.state ?? rest, closed: closed.flatMap((step) => step.closed) };
}

/** The pieces with one segment said otherwise: all of it stands where its first part stood. */
export function withPiece(pieces: readonly Piece[], said: Piece): readonly Piece[] {
  const first = pieces.findIndex((piece) => piece.segment === said.segment);
  return pieces
    .map((piece, index) => (index === first ? said : piece))
    .filter((piece, index) => piece.text !== '' && (piece.segment !== said.segment || index === first));
}

/** The moment the open sentence closes by itself, if nothing more comes. */
export function closesAt(state: JoinerState): number | undefined {
  if (state.open === undefined) return undefined;
  return Math.min(state.open.lastAt + silenceLimitMs(state), state.open.openedAt + OPEN_SENTENCE_MAX_MS);
}

/** The speaker left, fell silent or changed language; the stream paused or ended. */
export function close(state: JoinerState): JoinerStep {
  const { open, ...rest } = state;
  if (open === undefined) return { state, closed: [] };
  return { state: { ...rest, brokenOffAt: open.lastAt }, closed: [withoutTimes(open)] };
}

export function sentenceText(sentence: Sentence): string {
  return sentence.pieces.map((piece, index) => blankBefore(sentence, index) + piece.text).join('');
}

/** May these languages stand in one sentence? */
export function joinable(open: string, next: string): boolean {
  return open === next || open === UNDETERMINED || next === UNDETERMINED || readsAs(open, next);
}

/** A pause for thought says nothing about how fast somebody speaks. */
function learnGap(state: JoinerState, gapMs: number): JoinerState {
  if (gapMs > OPEN_SENTENCE_MAX_MS) return state;
  const { meanGapMs = gapMs } = state;
  return { ...state, meanGapMs: meanGapMs + GAP_WEIGHT * (gapMs - meanGapMs) };
}

function silenceLimitMs(state: JoinerState): number {
  if (state.meanGapMs === undefined) return SILENCE_START_MS;
  return Math.min(SILENCE_MAX_MS, Math.max(SILENCE_MIN_MS, SILENCE_FACTOR * state.meanGapMs));
}

/** Takes every finished sentence off the front, then as much of the tail as is over the limits. */
function split(state: JoinerState, open: NonNullable<JoinerState['open']>): JoinerStep {
  const { open: _, ...rest } = state;
  const text = sentenceText(open);
  const { ranges, at } = closedRanges(text, open.language);
  const closed = inPieces(open, ranges);
  const [tail] = inPieces(open, [[at, text.length]]);
  if (tail === undefined) return { state: rest, closed };
  // A tail that is all new has only just been opened.
  const openedAt = closed.length > 0 ? open.lastAt : open.openedAt;
  return { state: { ...rest, open: { ...tail, openedAt, lastAt: open.lastAt } }, closed };
}

/** Ranges of the joined text, in order and apart, as the pieces it is made of; blank ones are left out. One pass over both. */
function inPieces(sentence: Sentence, ranges: readonly TextRange[]): readonly Sentence[] {
  const found: Piece[][] = ranges.map(() => []);
  let offset = 0;
  let first = 0;
  for (const [index, piece] of sentence.pieces.entries()) {
    offset += blankBefore(sentence, index).length;
    const end = offset + piece.text.length;
    while ((ranges[first]?.[1] ?? end) <= offset && first < ranges.length) first += 1;
    for (let at = first; (ranges[at]?.[0] ?? end) < end; at += 1) {
      const [from, to] = ranges[at] ?? [end, end];
      const text = piece.text.slice(Math.max(0, from - offset), Math.max(0, to - offset)).trim();
      if (text !== '') found[at]?.push({ segment: piece.segment, text });
    }
    offset = end;
  }
  return found
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => ({ pieces, language: sentence.language }));
}

/** What stands between this piece and the one before it. In a script without blanks, two foreign words keep theirs. */
function blankBefore({ pieces, language }: Sentence, index: number): '' | ' ' {
  const [before, piece] = [pieces[index - 1], pieces[index]];
  if (before === undefined || piece === undefined) return '';
  if (!isUnspaced(language)) return ' ';
  return endsInSpacedWord(before.text) && spacedWord.test(piece.text) ? ' ' : '';
}

const unspacedLetter =
  '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}\\p{scx=Tibetan}]';
const spacedWord = new RegExp(`^(?!${unspacedLetter})[\\p{L}\\p{N}]`, 'u');

function endsInSpacedWord(text: string): boolean {
  return spacedWord.test(letterBefore(text, beforeLetters(text, text.length, /^\p{M}$/u)));
}

function withoutTimes(open: Sentence): Sentence {
  return { pieces: open.pieces, language: open.language };
}
