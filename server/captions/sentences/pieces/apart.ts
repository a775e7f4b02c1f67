/** Whether a piece begins a sentence of its own, though the one before it has not ended. Pure. */
import {
  CAPITAL_PAUSE_MS,
  NEW_SENTENCE_PAUSE_MS,
  NUMBER_GOES_ON_MS,
  SENTENCE_CASE_PAUSE_MS,
  UNFINISHED_MS,
} from '../../caption-limits.ts';
import { type Beginning, beginningOf } from './beginning.ts';
import { endsInShortNumber } from './border.ts';
import { type Habits, patienceMs, writesSentenceCase } from './habits.ts';
import type { LineEnd } from './line-end.ts';

export interface OpenLine {
  readonly text: string;
  readonly end: LineEnd;
  readonly language: string;
}

/** @param pauseMs the silence between the line and the piece. */
export function isApart(
  { text, end, language }: OpenLine,
  next: string,
  pauseMs: number,
  habits: Habits,
): boolean {
  const beginning = beginningOf(next, language);
  const goesOn = beginning === 'small' && writesSentenceCase(habits) && end !== 'may-go-on';
  if (pauseMs > (goesOn ? UNFINISHED_MS : patienceMs(end, habits))) return true;
  switch (end) {
    case 'may-go-on':
      return pauseMs > NUMBER_GOES_ON_MS && endsInShortNumber(text) && /^\d/u.test(next);
    case 'unfinished':
      return beginning === 'new' && pauseMs >= NEW_SENTENCE_PAUSE_MS;
    case 'unmarked':
      return pauseMs >= capitalPauseMs(beginning, habits);
    case 'ended':
      return true;
  }
}

/** The pause from which a capital begins a sentence. */
function capitalPauseMs(beginning: Beginning, habits: Habits): number {
  const isKnown = writesSentenceCase(habits);
  switch (beginning) {
    case 'new':
      return isKnown ? SENTENCE_CASE_PAUSE_MS : NEW_SENTENCE_PAUSE_MS;
    case 'capital':
      return isKnown ? CAPITAL_PAUSE_MS : NEW_SENTENCE_PAUSE_MS;
    default:
      return Number.POSITIVE_INFINITY;
  }
}
