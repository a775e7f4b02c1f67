import { baseLanguage, isUnspaced, UNDETERMINED } from '../../../shared/language.ts';

export interface AskedText {
  readonly text: string;
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

/** Fewer words may be the same in both languages: "OK", "Zoom", "no problem". */
const ECHO_FROM_WORDS = 3;
/** Of these, words with a small letter at the front; the rest are names. */
const ECHO_FROM_SMALL_WORDS = 2;
/** Chinese and Japanese share short expressions. */
const ECHO_FROM_UNSPACED_CHARACTERS = 8;

/** Whether an answer in another language is the question, whatever the case of its letters. Names and numbers stay the same. */
export function isEcho(answer: string, { text, sourceLanguage, targetLanguage }: AskedText): boolean {
  if (sourceLanguage === UNDETERMINED || baseLanguage(sourceLanguage) === baseLanguage(targetLanguage))
    return false;
  const said = wordsIn(text);
  const folded = said.join(' ').toLowerCase();
  if (folded === '' || folded !== wordsIn(answer).join(' ').toLowerCase()) return false;
  if (isUnspaced(sourceLanguage)) return folded.replaceAll(' ', '').length >= ECHO_FROM_UNSPACED_CHARACTERS;
  return said.length >= ECHO_FROM_WORDS && said.filter(isSmall).length >= ECHO_FROM_SMALL_WORDS;
}

function wordsIn(text: string): readonly string[] {
  return text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** A script without capitals has small words only. */
function isSmall(word: string): boolean {
  return /^\p{L}/u.test(word) && !/^[\p{Lu}\p{Lt}]/u.test(word);
}
