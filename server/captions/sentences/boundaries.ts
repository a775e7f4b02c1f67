/** Where sentences end, in any script. Pure. */
import { isUnspaced } from '../../../shared/language.ts';
import { textSegments } from '../text/text-segments.ts';
import { type FullStop, fullStopOf, goesOnAfter } from './abbreviations.ts';
import { asTheSegmenterKnows, beforeEmojis, hasEndMark } from './ends/end-marks.ts';
import { goesOnAfterQuotation, isInsideQuotation, mayGoOnAfterQuotation } from './ends/quotations.ts';

/** Does the text end like a finished sentence, whatever comes next? */
export function endsSentence(text: string, language: string): boolean {
  const trimmed = text.trimEnd();
  return (
    hasEndMark(trimmed, language) &&
    endings.has(fullStopOf(trimmed, language)) &&
    !mayGoOnAfterQuotation(trimmed) &&
    !isInsideQuotation(trimmed, language)
  );
}

/** "No." ends while no number comes. */
const endings: ReadonlySet<FullStop> = new Set(['ends', 'answer']);

/** `[start, end)` of every sentence of the text; the last one may be unfinished. */
export function sentenceRanges(text: string, language: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  const lastEmojis = beforeEmojis(text);
  let start: number | undefined;
  for (const { start: from, end } of textSegments(asTheSegmenterKnows(text), language, 'sentence')) {
    start ??= from;
    const isFinished = end < lastEmojis && endsBefore(text.slice(start, end), text.slice(end), language);
    if (end < text.length && !isFinished) continue;
    ranges.push([start, end]);
    start = undefined;
  }
  return ranges;
}

/**
 * Where to cut an unfinished sentence that has grown over the limits: after a clause mark or before a conjunction in
 * the second half of what fits, else at the last word that fits. Always between 1 and the length of the text.
 */
export function clauseCut(
  text: string,
  limits: { words: number; characters: number },
  language: string,
): number {
  const near = text.slice(0, LOOKS_AHEAD * limits.characters);
  const words = wordEnds(near, language, limits);
  const fitting = words.filter(([, end], index) => index < limits.words && end <= limits.characters);
  const last = fitting.at(-1);
  // One endless word: cut it, but never inside a character.
  if (last === undefined) return safeCharacterCut(near, Math.min(limits.characters, near.length));
  const half = last[1] / 2;
  for (let index = fitting.length - 1; index > 0; index--) {
    const [start, end] = fitting[index] ?? last;
    if (end < half) break;
    const between = near.slice(end, words[index + 1]?.[0] ?? near.length);
    if (/^["'”’»)\]]*\s*[,;:—،、，；：]/u.test(between))
      return end + (between.match(/^\S*/u)?.[0].length ?? 0);
    if (conjunction.test(near.slice(start, end))) return start;
  }
  return last[1];
}

/** Times the characters that fit. */
const LOOKS_AHEAD = 2;

export function countWords(text: string, language: string): number {
  return wordEnds(text, language).length;
}

const conjunction =
  /^(?:and|but|because|so|which|that|when|if|or|y|pero|porque|que|cuando|si|o|mas|quando|e)$/iu;

/**
 * ICU ends a sentence after "Dr.", after "3." when the next piece has not come yet, and in `"Why?" he asked`.
 * @param text from the beginning of the sentence: only its end is read, else a row of "Dr." takes the square of its length.
 */
function endsBefore(text: string, rest: string, language: string): boolean {
  const trimmed = text.trimEnd();
  const next = rest.trimStart();
  if (!hasEndMark(trimmed, language) || goesOnInSmallLetters.test(next)) return false;
  if (isInsideWord(text, rest, language) || isInsideQuotation(trimmed, language)) return false;
  if (goesOnAfter(fullStopOf(trimmed, language), trimmed, next, language)) return false;
  return !goesOnAfterQuotation(trimmed, next, language);
}

/** "ص.ب.", "কি.মি.", "Inc.です", "Yahoo!の": no blank behind the full stop of something short. */
function isInsideWord(text: string, rest: string, language: string): boolean {
  if (!/^\p{L}/u.test(rest)) return false;
  if (isUnspaced(language) && /\p{Script=Latin}!$/u.test(text)) return true;
  if (!/[.．]$/u.test(text)) return false;
  if (isUnspaced(language) && fullStopOf(text, language) !== 'ends') return true;
  return /(?:^|[\s.])[^\s.]{1,6}\.$/u.test(text.slice(-LONGEST_PART));
}

const LONGEST_PART = 9;

/** A small letter, after a dash or in quotation marks, too; Georgian has small letters alone. */
const goesOnInSmallLetters = /^(?:[,;:،؛]|(?:[\p{Pd}\p{Ps}\p{Pi}"']\s?)?(?!\p{Script=Georgian})\p{Ll})/u;

/** @param limits the words that fit, and one more. */
function wordEnds(
  text: string,
  language: string,
  limits = { words: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY },
): readonly (readonly [number, number])[] {
  const words: [number, number][] = [];
  for (const { start, end, isWordLike } of textSegments(text, language, 'word')) {
    if (isWordLike) words.push([start, end]);
    if (words.length > limits.words || start > limits.characters) break;
  }
  return words;
}

function safeCharacterCut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return splitsPair ? Math.max(1, at - 1) || at + 1 : at;
}
