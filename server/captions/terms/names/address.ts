/** Whether a sentence speaks to or of a person, where the name alone does not tell. Pure. */

import type { NearWord, NearWords } from './near-words.ts';
import {
  addresses,
  calls,
  commands,
  conjunctions,
  greetings,
  honorifics,
  humanVerbs,
  interjections,
  openers,
  prepositions,
  secondOfGreetings,
  thirdPerson,
  times,
  toPeople,
  toPeopleInTwo,
} from './words/address-words.ts';
import { capitalTitles, titles } from './words/name-words.ts';

/** "Ms. April", "Frau Sommer", "Frau Dr. Koch", "don Blanco". */
export function hasTitle({ before }: NearWords): boolean {
  const [first, second] = before;
  const title = first?.text === '.' && !first.isGlued ? second : first;
  if (title === undefined || title.isGlued !== (first?.text === '.')) return false;
  return titles.has(title.text.toLowerCase()) || capitalTitles.has(title.text);
}

export interface NameInSentence extends NearWords {
  /** Whether a word proves no name where it stands, as a month does. */
  readonly isCommon: (word: string) => boolean;
}

/** Greeted, called at the start, at the end or between commas, asked, or said to say something. */
export function isSpokenToOrOf(place: NameInSentence): boolean {
  const { before, after } = place;
  if (isNumber(after[0])) return false;
  if (isGreeted(place)) return true;
  if (humanVerbs.has(wordAt(after, 0)) && !isNumber(before[0]) && !prepositions.has(wordAt(before, 0)))
    return true;
  if (
    toPeople.has(wordAt(before, 0)) ||
    toPeopleInTwo.get(wordAt(before, 0))?.has(wordAt(before, 1)) === true
  )
    return true;
  if (opensSentence(before) && after[0]?.text === 'and' && after[1]?.text === 'I') return true;
  return isVocative(place);
}

/** "Mark, can you …?", but not "Hope, faith and love". */
export function isCalledAtStart({ before, after }: NearWords): boolean {
  return before.every(({ isWord }) => !isWord) && isComma(after[0]) && !isList(after, isSmall);
}

/** A name without capitals: "さくらさん", "谢谢高峰", "جميل، هل …", and after what greets in words with blanks. */
export function isCalled(text: string, start: number, end: number, near: NearWords): boolean {
  const [before, after] = [
    text.slice(Math.max(0, start - LOOKS_BACK), start),
    text.slice(end, end + LOOKS_BACK),
  ];
  if (honorifics.some((word) => after.trimStart().startsWith(word))) return true;
  if (calls.some((word) => before.trimEnd().endsWith(word))) return true;
  return (
    isGreeted({ ...near, isCommon: () => false }) || (near.before.length === 0 && isComma(near.after[0]))
  );
}

const LOOKS_BACK = 12;

function isGreeted({ before, after, isCommon }: NameInSentence): boolean {
  const words = isComma(before[0]) ? before.slice(1) : before;
  const [last, secondLast] = [wordAt(words, 0), wordAt(words, 1)];
  const isGreeting = greetings.has(last) || secondOfGreetings.get(last)?.has(secondLast) === true;
  return isGreeting && !thirdPerson.has(wordAt(after, 0)) && !isList(after, isCommon);
}

function isVocative({ before, after, isCommon }: NameInSentence): boolean {
  const isEnd = after.every(({ isWord }) => !isWord);
  if (!isEnd && !isComma(after[0])) return false;
  if (isList(after, (word) => isCommon(word) || isSmall(word))) return false;
  const isAddressed = [...before, ...after].some(
    ({ text, isWord }) => isWord && addresses.has(text.toLowerCase()),
  );
  const asks = after.some(({ text }) => questions.has(text));
  if (opensSentence(before) && !isComma(before[0]))
    return !isEnd && (isAddressed || asks || commands.has(wordAt(after, 1)));
  if (!isComma(before[0]) || isPartOfDate(before, isCommon)) return false;
  return isEnd || isAddressed || asks || before.filter(({ isWord }) => isWord).length <= SHORT_OPENING;
}

/** First, or behind "so", "and" and the like. */
function opensSentence(before: readonly NearWord[]): boolean {
  return before.every(({ text, isWord }) => !isWord || openers.has(text.toLowerCase()));
}

/** "next month, April", "Friday, April", "in Amman, Jordan", "the 5th, Friday". */
function isPartOfDate(before: readonly NearWord[], isCommon: (word: string) => boolean): boolean {
  const [, word, ...earlier] = before;
  if (word === undefined || !word.isWord) return false;
  const opens = earlier.every(({ isWord }) => !isWord);
  return (
    isNumber(word) ||
    times.has(word.text.toLowerCase()) ||
    isCommon(word.text) ||
    (!opens && /^\p{Lu}/u.test(word.text))
  );
}

/** ", May and June", ", faith and love", ", and Iraq": what follows is another of the same kind. */
function isList(after: readonly NearWord[], isOfKind: (word: string) => boolean): boolean {
  const [comma, word, next, last] = after;
  if (!isComma(comma)) return conjunctions.has(wordAt(after, 0)) && isOfKind(after[1]?.text ?? '');
  if (word === undefined) return false;
  if (conjunctions.has(word.text.toLowerCase()))
    return next?.isWord === true && isOfKind(next.text) && !last?.isWord;
  const goesOn = next !== undefined && (isComma(next) || conjunctions.has(next.text.toLowerCase()));
  return goesOn && isOfKind(word.text);
}

/** "Well, April, …", "Okay so, April, …" */
const SHORT_OPENING = 2;
const questions = new Set('?¿؟？');
const commas = new Set(',،、，');

function isComma(word: NearWord | undefined): boolean {
  return word !== undefined && commas.has(word.text);
}

function isNumber(word: NearWord | undefined): boolean {
  return word !== undefined && /^\p{N}/u.test(word.text);
}

/** A word that may be of a list: "Hope, faith and love", but not "Hope, please and thank you". */
function isSmall(word: string): boolean {
  return /^\p{Ll}/u.test(word) && !addresses.has(word) && !commands.has(word) && !interjections.has(word);
}

function wordAt(words: readonly NearWord[], index: number): string {
  return words[index]?.text.toLowerCase() ?? '';
}
