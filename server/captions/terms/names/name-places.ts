/** Where in a sentence a single name may stand without being taken for an ordinary word. Pure. */
import { baseLanguage, scriptOf, UNDETERMINED } from '../../../../shared/language.ts';
import type { ProtectedTerm } from '../../ports/translator.ts';
import { hasTitle, isCalled, isCalledAtStart, isSpokenToOrOf, type NameInSentence } from './address.ts';
import { provesNoName, writesNounsWithCapitals } from './capital-words.ts';
import { type NearWord, nearWords } from './near-words.ts';
import { determiners, germanDeterminers } from './words/address-words.ts';
import { particleLanguages } from './words/name-words.ts';

/** `[start, end)` in `text`, spoken in `source`. Looks at a few words round the place only. */
export function mayStandAt(
  { term, part, matchCase }: ProtectedTerm,
  text: string,
  start: number,
  end: number,
  source: string = UNDETERMINED,
): boolean {
  if (matchCase !== true) return true;
  const word = text.slice(start, end);
  const near = nearWords(text, start, end);
  if (isInflected(word, term) || isHyphened(near.before) || isHyphened(near.after)) return false;
  if (part === undefined || hasTitle(near)) return true;
  if (part === 'with-particle' && !particleLanguages.has(baseLanguage(source))) return true;
  if (!/^\p{Lu}/u.test(word)) {
    const isNoWord = part !== 'with-particle' && !isOrdinary(word, source);
    return isNoWord || isCalled(text, start, end, near);
  }
  if (isForeignScript(word, source)) return true;
  const isCommon = (one: string) => provesNoName(one, source);
  if (part === 'first-name' && isNamed({ ...near, isCommon }, word, source)) return true;
  if (isCommon(word) || writesNounsWithCapitals(source)) return false;
  return isInside(near.before) && !hasDeterminer(near.before, source);
}

/** In a script without capitals. Kana alone write words that Japanese has anyway: "さくら", "マーク". */
function isOrdinary(word: string, source: string): boolean {
  return provesNoName(word, source) || /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u.test(word);
}

/** A first name by what the sentence says, whether its capital proves anything or not. */
function isNamed(place: NameInSentence, word: string, source: string): boolean {
  if (place.isCommon(word)) return isSpokenToOrOf(place);
  if (!writesNounsWithCapitals(source)) return isCalledAtStart(place);
  return (
    !germanDeterminers.has(place.before[0]?.text.toLowerCase() ?? '') &&
    (isCalledAtStart(place) || isSpokenToOrOf(place))
  );
}

/** Names are compared without marks, but a tail under a last letter is a case of Polish: "z Anną". */
function isInflected(word: string, term: string): boolean {
  return lastTail.test(word.normalize('NFD')) && !lastTail.test(term.normalize('NFD'));
}

const lastTail = /\u0328(?!\p{L})/u;

/** Right after a word, or a comma, a bracket or a quotation behind one. After a dash a sentence may begin. */
function isInside(before: readonly NearWord[]): boolean {
  const nearest = before.find(({ text }) => !brackets.has(text));
  return (
    nearest !== undefined &&
    (nearest.isWord || pauses.has(nearest.text)) &&
    before.some(({ isWord }) => isWord)
  );
}

const brackets = new Set('([{');
const pauses = new Set(`,;)]}"'”’»،、`);

/** "the Rose garden", "your Grace". Other languages say "la Ana". */
function hasDeterminer([nearest]: readonly NearWord[], source: string): boolean {
  return baseLanguage(source) === 'en' && determiners.has(nearest?.text.toLowerCase() ?? '');
}

/** "Jean-Luc" is not Jean, and "Rose-Garten" no Rose; "Ana-san" is Ana. */
function isHyphened([sign, word]: readonly NearWord[]): boolean {
  return (
    sign !== undefined &&
    hyphens.has(sign.text) &&
    sign.isGlued &&
    word?.isGlued === true &&
    !suffixes.has(word.text)
  );
}

const hyphens = new Set('-‐‑');
const suffixes = new Set(['san', 'sama', 'sensei', 'ji']);

/** Latin letters in a sentence of a language that has others. */
function isForeignScript(word: string, source: string): boolean {
  return (
    /^\p{Script=Latin}/u.test(word) && baseLanguage(source) !== UNDETERMINED && scriptOf(source) !== 'Latn'
  );
}
