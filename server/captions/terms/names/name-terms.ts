/** What of a display name may be protected without harm to ordinary words. Pure. */
import type { ProtectedTerm } from '../../ports/translator.ts';
import { withoutEnd } from '../../text/text-ends.ts';
import { type PersonName, peopleIn } from './display-name.ts';
import { noNames, particles, titles } from './words/name-words.ts';

/**
 * Two words or more of a name wherever they stand: "Ana Ruiz López", "Ana Ruiz", "Ruiz López". A single word of it (or a
 * name of one word) only where the sentence shows that it is a name: "I asked Will", but not "Will you come?".
 */
export function nameTerms(displayName: string): readonly ProtectedTerm[] {
  if (displayName.length > MAX_DISPLAY_NAME_CHARACTERS) return [];
  const terms = peopleIn(displayName).flatMap(termsOf);
  return [...new Map(terms.map((term) => [`${term.part} ${term.term}`, term])).values()];
}

/** With pronouns and companies; Zoom takes 64 characters. What is longer is no name that anybody says. */
export const MAX_DISPLAY_NAME_CHARACTERS = 200;
const MAX_NAME_CHARACTERS = 80;
/** Of a name; phrases are made of these. */
const MAX_NAME_WORDS = 6;

function termsOf({ words, otherOrder }: PersonName): readonly ProtectedTerm[] {
  const name = words.join(' ');
  if (name.length < 2 || name.length > MAX_NAME_CHARACTERS) return [];
  if (!/\p{Lu}/u.test(name)) return caselessTerms(words);
  const orders = otherOrder === undefined ? [words] : [words, otherOrder];
  return orders.flatMap((order) => [...phrasesOf(order), ...singlesOf(order)]);
}

/** A script without capitals: nothing tells a part of a name from a word. */
function caselessTerms(written: readonly string[]): readonly ProtectedTerm[] {
  const words = isTitle(written[0] ?? '') ? written.slice(1) : written;
  const [whole, together] = [words.join(' '), words.join('')];
  if (words.length === 1) return [{ term: whole, matchCase: true, part: 'first-name' }];
  return [whole, together].map((term) => ({ term, matchCase: true }));
}

/** The whole, and every row of two words or more of it, with and without initials; and the first word with the last. */
function phrasesOf(words: readonly string[]): readonly ProtectedTerm[] {
  const names = words.map(withoutComma);
  const core = names
    .filter((word, index) => !isTitle(word) && (index === 0 || !isInitial(word)))
    .slice(0, MAX_NAME_WORDS);
  const rows = core.flatMap((_first, from) => core.map((_last, to) => core.slice(from, to + 1)));
  const [first = '', last = ''] = [core[0], core.at(-1)];
  const ends = core.length > 2 && isName(first) ? [[first, last]] : [];
  return [names, ...rows, ...ends]
    .filter((row) => row.length > 1 && row.some(isName) && isName(row.at(-1) ?? ''))
    .flatMap((row) => {
      const part = particles.has(row[0] ?? '') ? { part: 'with-particle' as const } : {};
      const spellings = [row, row.map(otherParticle), [otherParticle(row[0] ?? ''), ...row.slice(1)]];
      return spellings.map((spelling) => ({ term: spelling.join(' '), matchCase: true, ...part }));
    });
}

function singlesOf(words: readonly string[]): readonly ProtectedTerm[] {
  const names = words.map(withoutComma).filter((word) => !isTitle(word));
  return names
    .map((word, index) => ({ word, isFirst: index === 0 }))
    .filter(({ word, isFirst }) => isName(word) && (word.length > 2 || isFirst))
    .flatMap(({ word, isFirst }) =>
      [word, otherParticle(word)].map((term) => ({
        term,
        matchCase: true,
        part: isFirst ? ('first-name' as const) : ('family-name' as const),
      })),
    );
}

/** "van" ↔ "Van", "al-Masri" ↔ "Al-Masri", "d’Arc" ↔ "D’Arc": transcripts write both. */
function otherParticle(word: string): string {
  if (!particles.has(word) && !joined.test(word)) return word;
  const first = word.charAt(0);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + word.slice(1);
}

/** An Arabic article or an elided "de" before a capital. */
const joined = /^(?:[AaEe]\p{Ll}-|[Dd]['’])\p{Lu}/u;

/** A capital and a small letter, as "O’Brien" and "al-Masri" have them. */
function isName(word: string): boolean {
  return (
    (/^\p{Lu}(?:['’]\p{Lu})?\p{Ll}/u.test(word) || joined.test(word)) &&
    !particles.has(word.toLowerCase()) &&
    !noNames.has(word.toLowerCase())
  );
}

function isTitle(word: string): boolean {
  return titles.has(withoutEnd(word, /^\.$/u).toLowerCase());
}

/** "M.", "J.R." */
function isInitial(word: string): boolean {
  return /^(?:\p{Lu}\.?){1,3}$/u.test(word);
}

function withoutComma(word: string): string {
  return /^(?:\p{Lu}\.)+$/u.test(word) ? word : withoutEnd(word, /^[,;]$/u);
}
