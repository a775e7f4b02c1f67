/** Where sentences end, in any script. Pure. */
import { baseLanguage } from '../../../shared/language.ts';
import { beforeLetters, letterBefore } from '../text/text-ends.ts';
import { textSegments } from '../text/text-segments.ts';
import { fullStopOf, goesOnAfter, isNumbered } from './abbreviations.ts';

/** Every mark that Unicode knows to end sentences but the Burmese comma and a leader dot; also the ellipsis and the Tibetan ones. */
const endMark = /^(?![၊․])[\p{Sentence_Terminal}…།༎༏༐༑]$/u;
/** Marks that close a quotation; « Non. » has a blank before its mark. */
const closing = /^["'”’“‘`\p{Pe}\p{Pf}]$/u;
const guillemet = /^[»›]$/u;
const emoji =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u200D|\uFE0F|\u20E3)$/u;
const blank = /^\s$/u;
const emojiOrBlank =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\s]|\u200D|\uFE0F|\u20E3)$/u;

/** A mark, what closes after it, and a row of emojis. */
const LONGEST_END = 80;

/** Greek asks with the semicolon of others. */
const greekQuestion = /^[;\u037E]$/u;
const greekClosing = /^["'”’»)]$/u;

/** Does the text end like a finished sentence, whatever comes next? */
export function endsSentence(text: string, language: string): boolean {
  const trimmed = text.trimEnd();
  return hasEndMark(trimmed, language) && fullStopOf(trimmed, language) === 'ends';
}

/** `[start, end)` of every sentence of the text; the last one may be unfinished. */
export function sentenceRanges(text: string, language: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  const lastEmojis = beforeLetters(text, text.length, emojiOrBlank);
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
  const fullStop = fullStopOf(trimmed, language);
  return !goesOnAfter(fullStop, trimmed, next, language) && !isNumbered(trimmed, next);
}

/** Georgian has small letters alone. */
const goesOnInSmallLetters = /^(?!\p{Script=Georgian})\p{Ll}/u;

function hasEndMark(text: string, language: string): boolean {
  const end = text.slice(-LONGEST_END);
  return endsInMark(end) || (baseLanguage(language) === 'el' && endsInGreekQuestion(end));
}

/** From the end: blanks and emojis, then what closes, with blanks before » alone, then a mark. Some emojis are marks: "Really‼" */
function endsInMark(text: string): boolean {
  let at = beforeLetters(text, text.length, blank);
  let mayBeEmoji = true;
  for (let letter = letterBefore(text, at); letter !== ''; letter = letterBefore(text, at)) {
    if (endMark.test(letter)) return true;
    const isEmoji: boolean = mayBeEmoji && emoji.test(letter);
    if (!isEmoji && !closing.test(letter)) return false;
    mayBeEmoji = isEmoji;
    at -= letter.length;
    if (isEmoji || guillemet.test(letter)) at = beforeLetters(text, at, blank);
  }
  return false;
}

function endsInGreekQuestion(text: string): boolean {
  const at = beforeLetters(text, beforeLetters(text, text.length, blank), greekClosing);
  return greekQuestion.test(letterBefore(text, at));
}

/** ICU takes a blank before » for the end, and knows no Tibetan marks. Of the same length. */
function asTheSegmenterKnows(text: string): string {
  return text.replace(/\s(?=[»›])/gu, '»').replace(/[།༎༏༐༑]/gu, '।');
}

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
