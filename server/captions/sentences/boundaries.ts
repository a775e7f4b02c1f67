/** Where sentences end, in any script. Pure. */
import { baseLanguage } from '../../../shared/language.ts';
import { fullStopOf, goesOnAfter, isNumbered } from './abbreviations.ts';

/**
 * Every mark that Unicode knows to end sentences but the Burmese comma and a leader dot; also the ellipsis and the Tibetan
 * ones. Then what closes a quotation, before » with a blank as in French, and emojis.
 */
const emoji =
  '(?:\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\p{Regional_Indicator}|\\uFE0F|\\u200D|\\u20E3)';
const endMark = new RegExp(
  `(?![၊․])[\\p{Sentence_Terminal}…།༎༏༐༑](?:["'”’“‘\`\\p{Pe}\\p{Pf}]|\\s*[»›])*(?:\\s*${emoji})*\\s*$`,
  'u',
);
const onlyEmojis = new RegExp(`^(?:${emoji}|\\s)+$`, 'u');

/** A mark, what closes after it, and a row of emojis. */
const LONGEST_END = 80;

/** Greek asks with the semicolon of others. */
const greekQuestion = /[;\u037E]["'”’»)]*\s*$/u;

/** Does the text end like a finished sentence, whatever comes next? */
export function endsSentence(text: string, language: string): boolean {
  const trimmed = text.trimEnd();
  return hasEndMark(trimmed, language) && fullStopOf(trimmed, language) === 'ends';
}

/** `[start, end)` of every sentence of the text; the last one may be unfinished. */
export function sentenceRanges(text: string, language: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let start: number | undefined;
  for (const { segment, index } of segmenterFor(language, 'sentence').segment(asTheSegmenterKnows(text))) {
    start ??= index;
    const end = index + segment.length;
    if (end < text.length && !endsBefore(text.slice(start, end), text.slice(end), language)) continue;
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
  const words = wordEnds(text, language, limits);
  const fitting = words.filter(([, end], index) => index < limits.words && end <= limits.characters);
  const last = fitting.at(-1);
  // One endless word: cut it, but never inside a character.
  if (last === undefined) return safeCharacterCut(text, Math.min(limits.characters, text.length));
  const half = last[1] / 2;
  for (let index = fitting.length - 1; index > 0; index--) {
    const [start, end] = fitting[index] ?? last;
    if (end < half) break;
    const between = text.slice(end, words[index + 1]?.[0] ?? text.length);
    if (/^["'”’»)\]]*\s*[,;:—،、，；：]/u.test(between))
      return end + (between.match(/^\S*/u)?.[0].length ?? 0);
    if (conjunction.test(text.slice(start, end))) return start;
  }
  return last[1];
}

export function countWords(text: string, language: string): number {
  return wordEnds(text, language).length;
}

const conjunction =
  /^(?:and|but|because|so|which|that|when|if|or|y|pero|porque|que|cuando|si|o|mas|quando|e)$/iu;

/** ICU ends a sentence after "Dr.", after "3." when the next piece has not come yet, and in `"Why?" he asked`. */
function endsBefore(text: string, rest: string, language: string): boolean {
  const trimmed = text.trimEnd();
  const next = rest.trimStart();
  if (!hasEndMark(trimmed, language) || goesOnInSmallLetters.test(next) || onlyEmojis.test(next))
    return false;
  const fullStop = fullStopOf(trimmed, language);
  return !goesOnAfter(fullStop, trimmed, next, language) && !isNumbered(trimmed, next);
}

/** Georgian has small letters alone. */
const goesOnInSmallLetters = /^(?!\p{Script=Georgian})\p{Ll}/u;

function hasEndMark(text: string, language: string): boolean {
  const end = text.slice(-LONGEST_END);
  return endMark.test(end) || (baseLanguage(language) === 'el' && greekQuestion.test(end));
}

/** ICU takes a blank before » for the end, and knows no Tibetan marks. Of the same length. */
function asTheSegmenterKnows(text: string): string {
  return text.replace(/\s(?=[»›])/gu, '»').replace(/[།༎༏༐༑]/gu, '।');
}

/** @param limits the words that fit, and one more: a long speech is cut a hundred times and must not be read as often. */
function wordEnds(
  text: string,
  language: string,
  limits = { words: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY },
): readonly (readonly [number, number])[] {
  const words: [number, number][] = [];
  for (const { segment, index, isWordLike } of segmenterFor(language, 'word').segment(text)) {
    if (isWordLike === true) words.push([index, index + segment.length]);
    if (words.length > limits.words || index > limits.characters) break;
  }
  return words;
}

function safeCharacterCut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return splitsPair ? Math.max(1, at - 1) || at + 1 : at;
}

export function segmenterFor(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  return new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity });
}
