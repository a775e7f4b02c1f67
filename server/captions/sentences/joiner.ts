/**
 * Joins the segments of one speaker into sentences. Pure: the caller keeps the state and the clock.
 *
 * A segment that ends a sentence while nothing is open is a sentence as it is. Any other opens one, which the same
 * speaker's next segments join until it ends, grows too long, or the speaker falls silent: longer where it cannot end.
 */
import { readsAs, UNDETERMINED } from '../../../shared/language.ts';
import {
  MAX_SENTENCE_CHARACTERS,
  MAX_SENTENCE_WORDS,
  MAX_WHOLE_SEGMENT_CHARACTERS,
  OPEN_SENTENCE_MAX_MS,
  UNFINISHED_SENTENCE_MAX_MS,
} from '../caption-limits.ts';
import type { LinePart } from '../model/line.ts';
import { countWords } from './boundaries.ts';
import { closedRanges, type TextRange } from './line-ranges.ts';
import { isApart } from './pieces/apart.ts';
import { type Beginning, beginningOf } from './pieces/beginning.ts';
import { type Habits, patienceMs, withGap } from './pieces/habits.ts';
import { type LineEnd, lineEnd } from './pieces/line-end.ts';
import { type Heard, pauseBetween } from './pieces/pause.ts';
import { inParts, type Sentence, sentenceText, withPart } from './pieces/sentence.ts';

/** A segment, or what a revision leaves of it, with Zoom's times. */
export interface Piece extends LinePart {
  readonly sourceLanguage: string;
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
}

interface OpenSentence extends Sentence {
  readonly openedAt: number;
  /** Its last piece. */
  readonly last: Heard;
  readonly end: LineEnd;
}

export interface JoinerState extends Habits {
  readonly open?: OpenSentence;
  /** The last segment of a sentence closed by silence: a soon following one shows that the limit was too short. */
  readonly brokenOff?: { readonly at: number; readonly end: LineEnd };
}

export interface JoinerStep {
  readonly state: JoinerState;
  /** In spoken order. The first one is the continuation of the sentence that was open before, if one was. */
  readonly closed: readonly Sentence[];
}

export const emptyJoiner: JoinerState = {};

/** A sentence that was open when the process ended. */
export function reopened(sentence: Sentence, now: number): JoinerState {
  return opened({}, { ...sentence, openedAt: now, last: { receivedAt: now } });
}

/** @param now when the piece was received, our clock. */
export function push(state: JoinerState, piece: Piece, now: number): JoinerStep {
  const { open } = state;
  if (open === undefined) return begin(state, piece, now);
  const heard = heardOf(piece, now);
  const line = { text: sentenceText(open), end: open.end, language: open.sourceLanguage };
  const pauseMs = pauseBetween(open.last, { ...piece, receivedAt: now });
  const isForeign = !joinable(open.sourceLanguage, piece.sourceLanguage);
  if (isForeign || isApart(line, piece.text, pauseMs, state)) {
    const { open: _, ...habits } = state;
    const next = begin(habits, piece, now);
    return { state: next.state, closed: [withoutTimes(open), ...next.closed] };
  }
  const isSmall = open.end !== 'may-go-on' && beginningOf(piece.text, piece.sourceLanguage) === 'small';
  const habits = isSmall ? { ...state, goesOnInSmall: true } : state;
  return split(withGap(habits, now - open.last.receivedAt), {
    parts: [...open.parts, partOf(piece)],
    sourceLanguage: open.sourceLanguage === UNDETERMINED ? piece.sourceLanguage : open.sourceLanguage,
    openedAt: open.openedAt,
    last: heard,
  });
}

/**
 * A revision of a segment inside the open sentence; empty text takes it out. It is speech, too: a segment that grows by
 * revisions keeps its sentence open. In another language, it is parted from what was joined to it by mistake.
 */
export function revise(state: JoinerState, revised: Piece, now: number): JoinerStep {
  const { open, ...rest } = state;
  if (open === undefined) return { state, closed: [] };
  const part = partOf(revised);
  const parts = withPart(open.parts, part);
  if (parts.length === 0) return { state: rest, closed: [] };
  const isLast = open.parts.at(-1)?.segment === revised.segment;
  const last = isLast ? heardOf(revised, now) : { ...open.last, receivedAt: now };
  if (part.text === '' || joinable(open.sourceLanguage, revised.sourceLanguage)) {
    const sourceLanguage =
      open.sourceLanguage === UNDETERMINED ? revised.sourceLanguage : open.sourceLanguage;
    return split(rest, { parts, sourceLanguage, openedAt: open.openedAt, last });
  }
  const at = parts.indexOf(part);
  const apart = [
    { parts: parts.slice(0, at), sourceLanguage: open.sourceLanguage },
    { parts: [part], sourceLanguage: revised.sourceLanguage },
    { parts: parts.slice(at + 1), sourceLanguage: open.sourceLanguage },
  ].filter((sentence) => sentence.parts.length > 0);
  const steps = apart.map((sentence) => split(rest, { ...sentence, openedAt: open.openedAt, last }));
  const final = steps.at(-1);
  const closed = steps.flatMap((step) => (step === final ? step : [step, close(step.state)]));
  return { state: final?.state ?? rest, closed: closed.flatMap((step) => step.closed) };
}

/** The moment the open sentence closes by itself, if nothing more comes. */
export function closesAt(state: JoinerState): number | undefined {
  const { open } = state;
  if (open === undefined) return undefined;
  const oldestMs = open.end === 'unfinished' ? UNFINISHED_SENTENCE_MAX_MS : OPEN_SENTENCE_MAX_MS;
  return Math.min(open.last.receivedAt + patienceMs(open.end, state), open.openedAt + oldestMs);
}

/** The speaker left, fell silent or changed language; the stream paused or ended. */
export function close(state: JoinerState): JoinerStep {
  const { open, ...habits } = state;
  if (open === undefined) return { state, closed: [] };
  const brokenOff = { at: open.last.receivedAt, end: open.end };
  return { state: { ...habits, brokenOff }, closed: [withoutTimes(open)] };
}

/** Whether speech in these languages may be joined in one sentence. */
export function joinable(open: string, next: string): boolean {
  return open === next || open === UNDETERMINED || next === UNDETERMINED || readsAs(open, next);
}

/** Nothing is open: the piece is a sentence, or opens one. */
function begin({ brokenOff, ...habits }: JoinerState, piece: Piece, now: number): JoinerStep {
  const beginning = beginningOf(piece.text, piece.sourceLanguage);
  const known = brokenOff === undefined ? habits : learnt(habits, brokenOff, beginning, now);
  const isCapital = beginning === 'new' || beginning === 'capital';
  const state = isCapital ? { ...known, beginsWithCapital: true } : known;
  const sentence = { parts: [partOf(piece)], sourceLanguage: piece.sourceLanguage };
  const isWhole =
    piece.text.length <= MAX_WHOLE_SEGMENT_CHARACTERS &&
    lineEnd(piece.text, piece.sourceLanguage) === 'ended';
  if (isWhole) return { state: marked(state), closed: [sentence] };
  return split(state, { ...sentence, openedAt: now, last: heardOf(piece, now) });
}

/** What a piece after silence tells: the pace, and whether the line before it had ended. */
function learnt(
  habits: Habits,
  brokenOff: NonNullable<JoinerState['brokenOff']>,
  beginning: Beginning,
  now: number,
): Habits {
  const paced = withGap(habits, now - brokenOff.at);
  const goesOn = beginning === 'small' && habits.beginsWithCapital === true;
  if (brokenOff.end !== 'unmarked' || goesOn) return paced;
  return { ...paced, unmarkedLines: (habits.unmarkedLines ?? 0) + 1 };
}

function marked({ unmarkedLines: _, ...habits }: Habits): Habits {
  return habits;
}

/** Takes every finished sentence off the front, then as much of the tail as is over the limits. */
function split(state: JoinerState, grown: Omit<OpenSentence, 'end'>): JoinerStep {
  const { open: _, ...habits } = state;
  const text = sentenceText(grown);
  const { ranges, at } = rangesOf(text, grown.sourceLanguage);
  const closed = inParts(grown, ranges);
  const [tail] = inParts(grown, [[at, text.length]]);
  const hasMark = closed.some(
    (sentence) => lineEnd(sentenceText(sentence), sentence.sourceLanguage) === 'ended',
  );
  const known = hasMark ? marked(habits) : habits;
  if (tail === undefined) return { state: known, closed };
  // A tail that is all new has only just been opened.
  const openedAt = closed.length > 0 ? grown.last.receivedAt : grown.openedAt;
  return { state: opened(known, { ...tail, openedAt, last: grown.last }), closed };
}

/** As the line limits have it; a last sentence whose end mark may belong to what follows stays open. */
function rangesOf(text: string, language: string): ReturnType<typeof closedRanges> {
  const { ranges, at } = closedRanges(text, language);
  const last = ranges.at(-1);
  if (last === undefined || at < text.length || !mayStayOpen(text, last, language)) return { ranges, at };
  return { ranges: ranges.slice(0, -1), at: last[0] };
}

function mayStayOpen(text: string, [start, end]: TextRange, language: string): boolean {
  const sentence = text.slice(start, end);
  if (sentence.length > MAX_SENTENCE_CHARACTERS || lineEnd(sentence, language) !== 'may-go-on') return false;
  return countWords(sentence, language) <= MAX_SENTENCE_WORDS;
}

function opened(habits: Habits, sentence: Omit<OpenSentence, 'end'>): JoinerState {
  return { ...habits, open: { ...sentence, end: lineEnd(sentenceText(sentence), sentence.sourceLanguage) } };
}

function partOf({ segment, text }: Piece): LinePart {
  return { segment, text };
}

function heardOf({ startedAt, endedAt }: Piece, receivedAt: number): Heard {
  return { startedAt, endedAt, receivedAt };
}

function withoutTimes({ parts, sourceLanguage }: Sentence): Sentence {
  return { parts, sourceLanguage };
}
