/** What a speaker's pieces show of their pace and of how the transcriber writes. Pure. */
import {
  GAP_WEIGHT,
  MAY_GO_ON_MS,
  NEVER_MARKED_MS,
  OPEN_SENTENCE_MAX_MS,
  UNFINISHED_MS,
  UNMARKED_GAPS,
  UNMARKED_LINES,
  UNMARKED_MAX_MS,
  UNMARKED_MIN_MS,
  UNMARKED_START_MS,
} from '../../caption-limits.ts';
import type { LineEnd } from './line-end.ts';

export interface Habits {
  /** Mean time between the pieces of this speaker's sentences. */
  readonly meanGapMs?: number;
  /** A sentence began with a capital. */
  readonly beginsWithCapital?: boolean;
  /** A piece continued a sentence in small letters. */
  readonly goesOnInSmall?: boolean;
  /** Lines in a row that silence ended without a mark. */
  readonly unmarkedLines?: number;
}

/** A longer pause is no measure of the speaker's pace. */
export function withGap<T extends Habits>(habits: T, gapMs: number): T {
  if (gapMs > OPEN_SENTENCE_MAX_MS) return habits;
  const { meanGapMs = gapMs } = habits;
  return { ...habits, meanGapMs: meanGapMs + GAP_WEIGHT * (gapMs - meanGapMs) };
}

/** Whether the transcriber writes a capital where a sentence begins, and there alone. */
export function writesSentenceCase({ beginsWithCapital, goesOnInSmall }: Habits): boolean {
  return beginsWithCapital === true && goesOnInSmall === true;
}

/** How long a line with this end waits for the next piece. */
export function patienceMs(end: LineEnd, habits: Habits): number {
  switch (end) {
    case 'unfinished':
      return UNFINISHED_MS;
    case 'unmarked':
      return unmarkedMs(habits);
    case 'may-go-on':
    case 'ended':
      return MAY_GO_ON_MS;
  }
}

function unmarkedMs({ meanGapMs, unmarkedLines = 0 }: Habits): number {
  if (unmarkedLines >= UNMARKED_LINES) return NEVER_MARKED_MS;
  if (meanGapMs === undefined) return UNMARKED_START_MS;
  return Math.min(UNMARKED_MAX_MS, Math.max(UNMARKED_MIN_MS, UNMARKED_GAPS * meanGapMs));
}
