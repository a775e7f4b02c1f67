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
import type { LinePart } from '../model/line.ts';
import { beforeLetters, letterBefore } from '../text/text-ends.ts';
import { endsSentence } from './boundaries.ts';
import { closedRanges, type TextRange } from './line-ranges.ts';

export interface Sentence {
  readonly parts: readonly LinePart[];
  readonly sourceLanguage: string;
}

export interface JoinerState {
  readonly open?: Sentence & { readonly openedAt: number; readonly lastAt: number };
  /** Mean time between the segments of this speaker's sentences. */
  readonly meanGapMs?: number;
  /** The last segment of a sentence closed by silence: a soon following one shows that the limit was too short. */
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
  segment: LinePart & { readonly sourceLanguage: string },
  now: number,
): JoinerStep {
  const { open } = state;
  const part = { segment: segment.segment, text: segment.text };
  if (open !== undefined && !joinable(open.sourceLanguage, segment.sourceLanguage)) {
    const next = push(close(state).state, segment, now);
    return { state: next.state, closed: [withoutTimes(open), ...next.closed] };
  }
  if (open === undefined && state.brokenOffAt !== undefined) {
    const { brokenOffAt, ...rest } = state;
    return push(learnGap(rest, now - brokenOffAt), segment, now);
  }
  if (open === undefined) {
    const sentence = { parts: [part], sourceLanguage: segment.sourceLanguage };
    const whole =
      segment.text.length <= MAX_WHOLE_SEGMENT_CHARACTERS &&
      endsSentence(segment.text, segment.sourceLanguage);
    if (whole) return { state, closed: [sentence] };
    return split(state, { ...sentence, openedAt: now, lastAt: now });
  }
  return split(learnGap(state, now - open.lastAt), {
    parts: [...open.parts, part],
    sourceLanguage: open.sourceLanguage === UNDETERMINED ? segment.sourceLanguage : open.sourceLanguage,
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
  revised: LinePart & { readonly sourceLanguage: string },
  now: number,
): JoinerStep {
  const { open, ...rest } = state;
  if (open === undefined) return { state, closed: [] };
  const part = { segment: revised.segment, text: revised.text };
  const parts = withPart(open.parts, part);
  if (parts.length === 0) return { state: rest, closed: [] };
  if (part.text === '' || joinable(open.sourceLanguage, revised.sourceLanguage)) {
    const sourceLanguage =
      open.sourceLanguage === UNDETERMINED ? revised.sourceLanguage : open.sourceLanguage;
    return split(rest, { ...open, parts, sourceLanguage, lastAt: now });
  }
  const at = parts.indexOf(part);
  const apart = [
    { parts: parts.slice(0, at), sourceLanguage: open.sourceLanguage },
    { parts: [part], sourceLanguage: revised.sourceLanguage },
    { parts: parts.slice(at + 1), sourceLanguage: open.sourceLanguage },
  ].filter((sentence) => sentence.parts.length > 0);
  const steps = apart.map((sentence) => split(rest, { ...sentence, openedAt: open.openedAt, lastAt: now }));
  const last = steps.at(-1);
  const closed = steps.flatMap((step) => (step === last ? step : [step, close(step.state)]));
  return { state: last?.state ?? rest, closed: closed.flatMap((step) => step.closed) };
}

/** The parts with one segment said otherwise: all of it stands where its first part stood. */
export function withPart(parts: readonly LinePart[], said: LinePart): readonly LinePart[] {
  const first = parts.findIndex((part) => part.segment === said.segment);
  return parts
    .map((part, index) => (index === first ? said : part))
    .filter((part, index) => part.text !== '' && (part.segment !== said.segment || index === first));
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
  return sentence.parts.map((part, index) => blankBefore(sentence, index) + part.text).join('');
}

/** Whether speech in these languages may be joined in one sentence. */
export function joinable(open: string, next: string): boolean {
  return open === next || open === UNDETERMINED || next === UNDETERMINED || readsAs(open, next);
}

/** A longer pause is no measure of the speaker's pace. */
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
  const { ranges, at } = closedRanges(text, open.sourceLanguage);
  const closed = inParts(open, ranges);
  const [tail] = inParts(open, [[at, text.length]]);
  if (tail === undefined) return { state: rest, closed };
  // A tail that is all new has only just been opened.
  const openedAt = closed.length > 0 ? open.lastAt : open.openedAt;
  return { state: { ...rest, open: { ...tail, openedAt, lastAt: open.lastAt } }, closed };
}

/** Ranges of the joined text, in order and apart, as the parts it is made of; blank ones are left out. One pass over both. */
function inParts(sentence: Sentence, ranges: readonly TextRange[]): readonly Sentence[] {
  const found: LinePart[][] = ranges.map(() => []);
  let offset = 0;
  let first = 0;
  for (const [index, part] of sentence.parts.entries()) {
    offset += blankBefore(sentence, index).length;
    const end = offset + part.text.length;
    while ((ranges[first]?.[1] ?? end) <= offset && first < ranges.length) first += 1;
    for (let at = first; (ranges[at]?.[0] ?? end) < end; at += 1) {
      const [from, to] = ranges[at] ?? [end, end];
      const text = part.text.slice(Math.max(0, from - offset), Math.max(0, to - offset)).trim();
      if (text !== '') found[at]?.push({ segment: part.segment, text });
    }
    offset = end;
  }
  return found
    .filter((parts) => parts.length > 0)
    .map((parts) => ({ parts, sourceLanguage: sentence.sourceLanguage }));
}

/** What stands between this part and the one before it. In a script without blanks, two foreign words keep theirs. */
function blankBefore({ parts, sourceLanguage }: Sentence, index: number): '' | ' ' {
  const [before, part] = [parts[index - 1], parts[index]];
  if (before === undefined || part === undefined) return '';
  if (!isUnspaced(sourceLanguage)) return ' ';
  return endsInSpacedWord(before.text) && spacedWord.test(part.text) ? ' ' : '';
}

const unspacedLetter =
  '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}\\p{scx=Tibetan}]';
const spacedWord = new RegExp(`^(?!${unspacedLetter})[\\p{L}\\p{N}]`, 'u');

function endsInSpacedWord(text: string): boolean {
  return spacedWord.test(letterBefore(text, beforeLetters(text, text.length, /^\p{M}$/u)));
}

function withoutTimes(open: Sentence): Sentence {
  return { parts: open.parts, sourceLanguage: open.sourceLanguage };
}
