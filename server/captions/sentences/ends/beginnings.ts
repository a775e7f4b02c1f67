/** How the text after a full stop begins. Pure. */
import { isUnspaced } from '../../../../shared/language.ts';
import { sentenceWordsOf } from '../languages/languages.ts';

/** Begins with a capital of a script that has small letters, whatever opens before it. */
export function isCapital(text: string): boolean {
  return /^[\p{Ps}\p{Pi}"'¿¡]*[\p{Lu}\p{Lt}]/u.test(text);
}

/** Begins with a word that begins sentences and is no part of a name: "She", "Then". */
export function beginsSentence(text: string, language: string): boolean {
  const word = firstWords(text, 1)[0] ?? '';
  const { begins, initials } = sentenceWordsOf(language);
  // An initial may be a word, too: Czech "K.", Bengali "কে.", which is K and "who".
  if ((letter.test(word) || initials.has(word)) && text.startsWith(`${word}.`)) return false;
  if (begins.has(word.toLowerCase())) return true;
  return isUnspaced(language) && lengths.some((length) => begins.has(word.slice(0, length)));
}

/** The first words, without what opens before them and what stands behind. */
export function firstWords(text: string, count: number): readonly string[] {
  const words = text.slice(0, LOOKS_AHEAD).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.slice(0, count);
}

const letter = /^\p{L}$/u;
const LOOKS_AHEAD = 60;
/** Of the beginnings in a language without blanks. */
const lengths = [1, 2, 3, 4, 5, 6, 7, 8];
