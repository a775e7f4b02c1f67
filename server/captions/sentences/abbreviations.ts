/** Words and numbers whose full stop does not tell whether their sentence ends. Pure. */
import { isUnspaced } from '../../../shared/language.ts';
import { beginsSentence } from './ends/beginnings.ts';
import { withoutUnseenEnd } from './ends/end-marks.ts';
import { numeralStop } from './ends/numerals.ts';
import { type SentenceWords, sentenceWordsOf } from './languages/languages.ts';

/**
 * `ends`: nothing special · `asks`: more must come, "Dr." · `may-end`: unless it visibly goes on, "etc.", "Well …" ·
 * `name`: an initial or a name of dotted letters, "J.", "U.S.": what begins with a capital after it may belong to it ·
 * `numbered`: goes on before a number, "Nr. 5" · `answer`: the same, and ends while nothing comes, "No." ·
 * `noun`: an ordinal before a noun, "im 20. Jahrhundert" · `digit`: a number that may be the first half of one, "3. 5".
 */
export type FullStop = 'ends' | 'asks' | 'may-end' | 'name' | 'numbered' | 'answer' | 'noun' | 'digit';

/** What the full stop at the end of `text`, which begins where its sentence does, means. */
export function fullStopOf(text: string, language: string): FullStop {
  const end = withoutUnseenEnd(text.slice(-LOOKS_BACK));
  if (ellipsis.test(end)) return 'may-end';
  if (!end.endsWith('.')) return 'ends';
  const words = wordsOf(end.slice(0, -1), language);
  const [last = '', before = ''] = words.toReversed().map((word) => word.replace(opening, ''));
  const known = sentenceWordsOf(language);
  const spellings = spellingsOf(words, last, before, language);
  const isLabelled = known.labels.has(before.toLowerCase());
  if (has(known.mayGoOn, spellings)) return 'name';
  if (has(known.mayEnd, spellings)) return 'may-end';
  if (has(known.asks, spellings) && !(isLabelled && letter.test(last))) return 'asks';
  if (has(known.numbered, spellings)) return before === '' ? 'answer' : 'numbered';
  const isName = words.length > 2 && /^\p{Lu}\p{L}+$/u.test(before) && known.ordinals !== 'nouns';
  const numeral = numeralStop(last, before, isLabelled || isName, known);
  if (numeral !== undefined) return numeral;
  if (dottedLetters.test(last)) return 'name';
  if (!letter.test(last) && !known.initials.has(last)) return 'ends';
  return initialOf(last, before, isLabelled, known);
}

/** Does what comes next belong to the sentence that such a word would end? */
export function goesOnAfter(fullStop: FullStop, text: string, next: string, language: string): boolean {
  switch (fullStop) {
    case 'ends':
      return false;
    case 'asks':
      return true;
    case 'may-end':
      return isBorrowed(text) && /^\p{Lo}/u.test(next)
        ? !beginsSentence(next, language)
        : isAfterTime(text, next.slice(0, LOOKS_AHEAD));
    case 'name':
    case 'noun':
      return !beginsSentence(next, language);
    case 'numbered':
    case 'answer':
      return /^(?:\p{N}|[IVXLC]{1,7}(?!\p{L}))/u.test(next);
    case 'digit':
      return /^\p{N}/u.test(next);
  }
}

/** Some words, in characters: what is further away tells nothing, and a long text is asked at each of its full stops. */
const LOOKS_BACK = 60;
const LOOKS_AHEAD = 60;
const opening = /^[\p{Ps}\p{Pi}"'¿¡]+/u;
const letter = /^\p{L}$/u;
const dottedLetters = /^(?:\p{L}\p{M}?\.-?){1,8}\p{L}\p{M}?$/u;
const ellipsis = /(?:\.\s?\.|…)$/u;
const zones = new Set(['Eastern', 'Central', 'Mountain', 'Pacific', 'UTC', 'GMT']);

/** "3 p.m. Monday", "9 a.m. Eastern", "10 a.m. CEST". */
function isAfterTime(text: string, next: string): boolean {
  if (!/[ap]\.\s?m\.$/iu.test(text.slice(-LOOKS_BACK))) return false;
  const word = /^[\p{L}\p{N}_]+/u.exec(next)?.[0] ?? '';
  return zones.has(word) || /^\p{Lu}{2,4}T$/u.test(word) || (word.length > 3 && word.endsWith('day'));
}

/** An ellipsis or "Inc." in a script without capitals, where nothing shows that a sentence begins. */
function isBorrowed(text: string): boolean {
  const end = withoutUnseenEnd(text.slice(-LOOKS_BACK));
  return ellipsis.test(end) || /\p{Script=Latin}\.$/u.test(end);
}

/** Of a language without blanks, numbers and foreign words stand apart: "より3.", "はInc.". */
function wordsOf(text: string, language: string): readonly string[] {
  const apart = isUnspaced(language) ? text.replace(foreignWord, ' ') : text;
  return apart.split(/\s+/u);
}

const foreignWord =
  /(?<=[^\p{Script=Latin}\p{N}.,\s])(?=[\p{Script=Latin}\p{N}])|(?<=\p{N})(?=[^\p{Script=Latin}\p{N}.,\s])/gu;

/** "J." in "John J." and "see J." is an initial; "plan B." and "So do I." end their sentences. */
function initialOf(last: string, before: string, isLabelled: boolean, known: SentenceWords): FullStop {
  // The first half of one like "z. B.", or one of several.
  if (/^\p{Ll}$/u.test(last) || /^\p{L}\p{M}?\.$/u.test(before)) return 'name';
  if (before.endsWith('.') && has(known.asks, cased(before.slice(0, -1)))) return 'asks';
  return isLabelled || (last === 'I' && before !== '') ? 'ends' : 'name';
}

/** "z.B", "z. B", "т. д": with the blanks left out; "l’ing" without its article; after a number "0г". */
function spellingsOf(
  words: readonly string[],
  last: string,
  before: string,
  language: string,
): readonly string[] {
  const joined = [2, 3].map((count) => words.slice(-count).join('').replace(opening, ''));
  const elided = last.replace(/^\p{L}{1,5}['’](?=\p{L}{2})/u, '');
  const numeral = /\p{N}$/u.test(before) ? [`0${last}`] : [last.replace(/^[\p{N}.,]+/u, '0')];
  const glued = isUnspaced(language) ? endings(last) : [];
  return [last, elided, ...joined, ...numeral, ...glued].flatMap(cased);
}

/** Of a language without blanks between words: an abbreviation stands at the end of what is written together. */
function endings(word: string): readonly string[] {
  return [2, 3, 4, 5, 6, 7].filter((length) => length < word.length).map((length) => word.slice(-length));
}

/** As it is, and without capitals. */
function cased(word: string): readonly string[] {
  return [word, word.toLowerCase()];
}

function has(words: ReadonlySet<string>, spellings: readonly string[]): boolean {
  return spellings.some((word) => words.has(word));
}
