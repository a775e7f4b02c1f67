/** Words and numbers whose full stop does not tell whether their sentence ends. Pure. */
import { baseLanguage } from '../../../shared/language.ts';
import { beginsSentence, firstWords } from './ends/beginnings.ts';
import { withoutUnseenEnd } from './ends/end-marks.ts';
import { numeralStop } from './ends/numerals.ts';
import { inAnyCase, spellingsOf, withoutOpening, wordsBefore } from './ends/spellings.ts';
import { sentenceWordsOf } from './languages/languages.ts';

/**
 * `ends`: nothing special · `asks`: more must come, "Dr." · `may-end`: unless it visibly goes on, "etc.", "Well …" ·
 * `name`: an initial, dotted letters, a unit, "J.", "U.S.", "Mio.": what begins with a capital after it may belong to it ·
 * `numbered`: goes on before a number, "Nr. 5" · `answer`: the same, and ends while nothing comes, "No." ·
 * `noun`: an ordinal before a noun, "im 20. Jahrhundert" · `digit`: a number that may be the first half of one, "3. 5".
 */
export type FullStop = 'ends' | 'asks' | 'may-end' | 'name' | 'numbered' | 'answer' | 'noun' | 'digit';

/** What the full stop at the end of `text`, which begins where its sentence does, means. */
export function fullStopOf(text: string, language: string): FullStop {
  // Full width in East Asian writing: "Ｊ．".
  const end = withoutUnseenEnd(text.slice(-LOOKS_BACK)).normalize('NFKC');
  if (ellipsis.test(end)) return 'may-end';
  if (!end.endsWith('.')) return 'ends';
  const words = wordsBefore(end.slice(0, -1), language);
  const [last = '', before = ''] = words.toReversed().map(withoutOpening);
  const known = sentenceWordsOf(language);
  const isLabelled = known.labels.has(before.toLowerCase());
  const listed = listedStop(words, last, before, isLabelled, language);
  if (listed !== undefined) return listed;
  // "Room 12.": whatever has a capital where nouns have none counts like "plan B."
  const isNoun = known.ordinals === undefined && words.length > 2 && /^\p{Lu}\p{L}+$/u.test(before);
  const numeral = numeralStop(last, before, isLabelled || isNoun, known);
  if (numeral !== undefined) return numeral;
  if (dottedLetters.test(last) || isClipped(last, before, language)) return 'name';
  if (!letter.test(last) && !known.initials.has(last)) return 'ends';
  return initialOf(last, before, isLabelled, language);
}

/** Does what comes next belong to the sentence that such a word would end? */
export function goesOnAfter(fullStop: FullStop, text: string, next: string, language: string): boolean {
  switch (fullStop) {
    case 'ends':
      return false;
    case 'asks':
      return true;
    case 'may-end':
      return goesOnUnmarked(text, next, language) || isAfterTime(text, next.slice(0, LOOKS_AHEAD));
    case 'name':
    case 'noun':
      return !beginsSentence(next, language);
    case 'numbered':
    case 'answer':
      return /^(?:\p{N}|[IVXLC]{1,7}(?!\p{L}))/u.test(next);
    case 'digit':
      return /^\p{N}/u.test(next) || isAfterOrdinal(next, language);
  }
}

/** Some words, in characters: what is further away tells nothing, and a long text is asked at each of its full stops. */
const LOOKS_BACK = 60;
const LOOKS_AHEAD = 60;
const letter = /^\p{L}$/u;
const dottedLetters = /^(?:\p{L}\p{M}?\.-?){1,8}\p{L}\p{M}?$/u;
const ellipsis = /(?:\.\s?\.|…)$/u;
const zones = new Set(['Eastern', 'Central', 'Mountain', 'Pacific', 'UTC', 'GMT']);

function listedStop(
  words: readonly string[],
  last: string,
  before: string,
  isLabelled: boolean,
  language: string,
): FullStop | undefined {
  const { mayGoOn, mayEnd, asks, numbered, cannotEnd } = sentenceWordsOf(language);
  const spellings = spellingsOf(words, language);
  if (has(mayGoOn, spellings)) return 'name';
  if (has(mayEnd, spellings)) return isOnlyATime(words, cannotEnd) ? 'name' : 'may-end';
  if (has(asks, spellings) && !(isLabelled && letter.test(last))) return 'asks';
  if (letter.test(last) || !has(numbered, spellings)) return undefined;
  return before === '' ? 'answer' : 'numbered';
}

/** "В 1812 г. Наполеон": no sentence, but a preposition and a time. */
function isOnlyATime(words: readonly string[], prepositions: ReadonlySet<string>): boolean {
  const [first = '', second = ''] = words;
  const isShort = words.length > 2 && words.length <= 4;
  return isShort && /\p{N}/u.test(second) && prepositions.has(first.toLowerCase());
}

/** Unknown, and without a vowel, as only abbreviations are: "Hptm.", "tlf."; but not "5 km.", "TV.", "hmm." and Czech words. */
function isClipped(word: string, before: string, language: string): boolean {
  if (!/^\p{L}{2,5}$/u.test(word) || !/\p{Ll}/u.test(word)) return false;
  if (/\p{N}$/u.test(before) || baseLanguage(language) === 'cs') return false;
  return !vowel.test(word.normalize('NFD')) && !sound.test(word);
}

const vowel = /[aeiouyæøœıəаеёиоуыэюяіїє]|[^\p{Script=Latin}\p{Script=Cyrillic}\p{M}]/iu;
const sound = /^(?:[hm]{2,5}|sh{1,4}|ps{1,3}t|tsk|br{1,4}|gr{1,4}|pf{1,4}t?|zz{1,4})$/iu;

/** "J." in "John J." and "see J." is an initial; "plan B." and "So do I." end their sentences. */
function initialOf(last: string, before: string, isLabelled: boolean, language: string): FullStop {
  // The first half of one like "z. B.", or one of several.
  if (/^\p{Ll}$/u.test(last) || /^\p{L}\p{M}?\.$/u.test(before)) return 'name';
  const isTitle = before.endsWith('.') && has(sentenceWordsOf(language).asks, inAnyCase(before.slice(0, -1)));
  if (isTitle) return 'asks';
  const isPronoun = last === 'I' && before !== '' && baseLanguage(language) === 'en';
  return isLabelled || isPronoun ? 'ends' : 'name';
}

/** Without capitals, nothing shows that a sentence begins after an ellipsis, or after "Inc." of another script. */
function goesOnUnmarked(text: string, next: string, language: string): boolean {
  if (!/^\p{Lo}/u.test(next)) return false;
  const end = withoutUnseenEnd(text.slice(-LOOKS_BACK));
  return ellipsis.test(end) || (/\p{Script=Latin}\.$/u.test(end) && !beginsSentence(next, language));
}

/** "3 p.m. Monday", "9 a.m. Eastern", "10 a.m. CEST". */
function isAfterTime(text: string, next: string): boolean {
  if (!/[ap]\.\s?m\.$/iu.test(text.slice(-LOOKS_BACK))) return false;
  const word = /^[\p{L}\p{N}_]+/u.exec(next)?.[0] ?? '';
  return zones.has(word) || /^\p{Lu}{2,4}T$/u.test(word) || (word.length > 3 && word.endsWith('day'));
}

/** "am Montag 3. Mai", "sie wurde 2. Platz". */
function isAfterOrdinal(next: string, language: string): boolean {
  const [word = ''] = firstWords(next, 1);
  return sentenceWordsOf(language).afterOrdinal.has(word.toLowerCase());
}

function has(words: ReadonlySet<string>, spellings: readonly string[]): boolean {
  return spellings.some((word) => words.has(word));
}
