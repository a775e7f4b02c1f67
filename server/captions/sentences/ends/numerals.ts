/** Numbers with a full stop behind them: the end of a sentence, an ordinal, the first half of a number. Pure. */
import type { SentenceWords } from '../languages/languages.ts';

export type NumeralStop = 'ends' | 'asks' | 'may-end' | 'noun' | 'digit';

/**
 * What a full stop after the number `last` means; nothing when it is no number.
 * @param isLabel the word before counts something: "Gate 3.", "Room 12."
 */
export function numeralStop(
  last: string,
  before: string,
  isLabel: boolean,
  { ordinals, beforeOrdinal }: SentenceWords,
): NumeralStop | undefined {
  const isRoman = roman.test(last);
  if (isRoman ? ordinals === undefined : !number.test(last)) return undefined;
  if (isLabel) return 'ends';
  // "1. Open the file.": the number of a paragraph.
  if (before === '' && !isRoman) return 'asks';
  if (!isRoman && !mayBeHalf.test(last)) return ordinals === 'with-years' ? 'digit' : 'ends';
  if (ordinals === undefined || !(isRoman || ordinal.test(last))) return 'digit';
  if (isRoman) return 'noun';
  const isOrdinal = dayBefore.test(before) || beforeOrdinal.has(before.toLowerCase());
  return isOrdinal ? 'noun' : 'digit';
}

const number = /^[^\p{N}]{0,3}\p{N}[\p{N}.,]*$/u;
/** Of a decimal or of a number with separators: "$2.", "2.500."; a year is none. */
const mayBeHalf = /^(?:[^\p{N}]{0,3}|.*[.,])\p{N}{1,3}$/u;
/** "20.", and "5. 9." of a date without its blank. */
const ordinal = /^(?:\p{N}{1,3}|\p{N}{1,2}\.\p{N}{1,2})$/u;
const roman = /^[IVXL]{2,7}$/u;
/** "2025. 5. 9.": a date. */
const dayBefore = /^\p{N}{1,4}\.$/u;
