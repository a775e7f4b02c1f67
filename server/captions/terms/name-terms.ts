/** What of a display name may be protected without harm to ordinary words. Pure. */
import type { ProtectedTerm } from '../ports/translator.ts';
import { withoutEnd } from '../text/text-ends.ts';

/**
 * The whole name wherever it stands. A single word of it (or a name of one word) only inside a sentence, where a capital
 * says that it is a name: "I asked Will", but not "Will you come?". A first name also where somebody is spoken to.
 */
export function nameTerms(displayName: string): readonly ProtectedTerm[] {
  if (displayName.length > MAX_DISPLAY_NAME_CHARACTERS) return [];
  const name = withCapitals(bareName(displayName));
  const words = name.split(' ').filter((word) => word !== '');
  if (name.length < 2 || name.length > MAX_NAME_CHARACTERS || !/\p{L}/u.test(name) || notAPerson.test(name))
    return [];
  // A script without capitals: nothing tells a part of a name from a word.
  if (!/\p{Lu}/u.test(name)) {
    const together = name.replaceAll(' ', '');
    const whole = { term: name, matchCase: true };
    return words.length > 1 && together !== name ? [whole, { term: together, matchCase: true }] : [whole];
  }
  const parts = words
    .map((word) => withoutEnd(word, /^[.,]$/u))
    .filter((word) => /^\p{Lu}(?:['’]\p{Lu})?\p{Ll}/u.test(word) && !isTitle(word))
    .filter((word, index) => word.length > 2 || (index === 0 && !shortWords.has(word.toLowerCase())));
  const single = parts.map((term, index) => ({
    term,
    matchCase: true,
    insideOnly: true,
    ...(index === 0 ? { isFirstName: true } : {}),
  }));
  return words.length === 1 ? single : [{ term: name, matchCase: true }, ...single];
}

/** With pronouns and companies; Zoom takes 64 characters. What is longer is no name that anybody says. */
export const MAX_DISPLAY_NAME_CHARACTERS = 200;

/** A word before a name, as in "Dr. Bell". */
export function isTitle(word: string): boolean {
  return titles.has(word.toLowerCase());
}

const MAX_NAME_CHARACTERS = 80;

/** English words of two letters that stand with a capital in headings; "Bo" and "Al" are people. */
const shortWords = new Set(
  'am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we'.split(' '),
);

/** "Ana (she/her)", "Ben [Acme]", "Cy | Sales", "dee@example.org", pictures. */
function bareName(displayName: string): string {
  const brackets = ['()', '[]', '（）'];
  return brackets
    .reduce(withoutBrackets, displayName.normalize('NFC'))
    .replace(/\s[|–—/-]\s.*|\|.*/su, ' ')
    .split(/\s/u)
    .filter((word) => !/.@./u.test(word))
    .join(' ')
    .replace(/\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}\uFE0F\u200D]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** From each opening bracket to the next closing one; a search by expression reads to the end for each that is never closed. */
function withoutBrackets(text: string, pair: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(pair.charAt(0), from);
    const end = start < 0 ? -1 : text.indexOf(pair.charAt(1), start);
    if (end < 0) return kept + text.slice(from);
    kept += `${text.slice(from, start)} `;
    from = end + 1;
  }
}

/** "ana ruiz" and "ANA RUIZ" are written as transcripts write them, so that only a capital makes "Will" a name. */
function withCapitals(name: string): string {
  if (/\p{Lu}/u.test(name) && /\p{Ll}/u.test(name)) return name;
  return name.replace(
    /(\p{L})([\p{L}\p{M}]*)/gu,
    (_word, first: string, rest: string) => first.toUpperCase() + rest.toLowerCase(),
  );
}

/** Zoom's placeholders and devices: their words are ordinary ones. */
const notAPerson =
  /\b(?:zoom user|guest|participant|phone user|conference room|meeting room|iphone|ipad|android|galaxy|macbook|laptop)\b/iu;

const titles = new Set([
  'dr',
  'mr',
  'mrs',
  'ms',
  'mx',
  'prof',
  'sir',
  'sr',
  'sra',
  'srta',
  'don',
  'doña',
  'herr',
  'frau',
  'mme',
  'jr',
  'phd',
  'von',
  'van',
  'den',
  'der',
  'del',
  'della',
  'bin',
  'ibn',
  'the',
  'and',
  'und',
  'las',
  'los',
  'dos',
  'das',
]);
