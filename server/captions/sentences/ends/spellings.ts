/** How the word before a full stop may stand in the lists of `SentenceData`. Pure. */
import { isUnspaced } from '../../../../shared/language.ts';

/** The words of a text. Of a language without blanks, numbers and foreign words stand apart: "より3.", "はInc.". */
export function wordsBefore(text: string, language: string): readonly string[] {
  const apart = isUnspaced(language) ? text.replace(foreignWord, ' ') : text;
  return apart.split(/\s+/u);
}

/** "z.B", "z. B", "т. д": without blanks; "l’ing" without its article; after a number "0г"; the end of a compound, "~str". */
export function spellingsOf(words: readonly string[], language: string): readonly string[] {
  const [last = '', before = ''] = words.toReversed().map(withoutOpening);
  const joined = [2, 3, 4].map((count) => withoutOpening(words.slice(-count).join('')));
  const elided = last.replace(/^\p{L}{1,5}['’](?=\p{L}{2})/u, '');
  const measured = /\p{N}$/u.test(before) ? `0${last}` : last.replace(/^[\p{N}.,]+/u, '0');
  const glued = isUnspaced(language) ? endings(last) : [];
  return [last, elided, `~${last.slice(-3)}`, ...joined, measured, ...glued].flatMap(inAnyCase);
}

/** As it is, and without capitals; a single capital is an initial. */
export function inAnyCase(word: string): readonly string[] {
  return /^\p{L}$/u.test(word) ? [word] : [word, word.toLowerCase()];
}

export function withoutOpening(word: string): string {
  return word.replace(/^[\p{Ps}\p{Pi}"'¿¡]+/u, '');
}

const foreignWord =
  /(?<=[^\p{Script=Latin}\p{N}.,\s])(?=[\p{Script=Latin}\p{N}])|(?<=\p{N})(?=[^\p{Script=Latin}\p{N}.,\s])/gu;

/** Of a language without blanks between words: an abbreviation stands at the end of what is written together. */
function endings(word: string): readonly string[] {
  return [2, 3, 4, 5, 6, 7].filter((length) => length < word.length).map((length) => word.slice(-length));
}
