/** Reads a display name: who it is, without companies, pronouns and pictures. Pure. */

import { isDevice, isSharedAccount, withoutRole } from './shared-accounts.ts';
import { credentials, generations, particles, pronouns } from './words/name-words.ts';

export interface PersonName {
  /** The words as people are called. */
  readonly words: readonly string[];
  /** The same in the order of an address book, where it may be meant so: "Ruiz, Ana", "RUIZ Ana". */
  readonly otherOrder?: readonly string[];
}

/** Nobody for an account that several share; two for "Ana & Ben". */
export function peopleIn(displayName: string): readonly PersonName[] {
  const text = displayName.normalize('NFC').replace(pictures, ' ').replaceAll('_', ' ');
  const { named, nicknames } = withoutNicknames(bracketPairs.reduce(withoutBrackets, text));
  const people = sectionsOf(ownerOfDevice(withoutPronouns(named)))
    .map((section) => section.split(/\s(?:and|und(?! zu\s))\s|[&+＆]/u).flatMap(personIn))
    .find((found) => found.length > 0);
  return [...(people ?? []), ...(people === undefined ? [] : nicknames.flatMap(personIn))];
}

/** Who, and then the company: "Ana - Acme", "Ana at Acme". An acronym that comes first is no name: "EXT - Ana". */
function sectionsOf(text: string): readonly string[] {
  const sections = text
    .split(/\s-|-\s|\s(?:at|from)\s|[–—|｜/／·•@:：]/u)
    .map((section) => section.trim())
    .filter((section) => section !== '');
  const [first = '', ...others] = sections;
  return others.length > 0 && /^\p{Lu}{2,4}$/u.test(first) ? others : sections;
}

/** With variation selectors, flags, keycaps and what joins them; LRM and its kind, too. */
const pictures =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Bidi_Control}|[\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}]|\uFE0F|\u200D|[#*0-9]\uFE0F?\u20E3/gu;

const bracketPairs = ['()', '[]', '{}', '<>', '（）', '【】', '［］', '「」'];

/** From each opening bracket to the next closing one, or to the end: Zoom cuts long names. */
function withoutBrackets(text: string, pair: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(pair.charAt(0), from);
    if (start < 0) return kept + text.slice(from);
    const end = text.indexOf(pair.charAt(1), start);
    kept += `${text.slice(from, start)} `;
    if (end < 0) return kept;
    from = end + 1;
  }
}

/** William "Bill" Reed is called Bill, too. */
function withoutNicknames(text: string): { readonly named: string; readonly nicknames: readonly string[] } {
  const pieces = text.split(/["“”„«»]/u);
  return {
    named: pieces.filter((_piece, index) => index % 2 === 0).join(' '),
    nicknames: pieces.filter((_piece, index) => index % 2 === 1),
  };
}

function withoutPronouns(text: string): string {
  const isPronouns = (word: string) =>
    word.includes('/') &&
    word
      .toLowerCase()
      .split('/')
      .every((one) => pronouns.has(one.replace(/[,.]/gu, '')));
  // "dee@example.org" is no company behind a name.
  const isAddress = (word: string) => /.@./u.test(word) && word.includes('.');
  return text
    .split(/\s/u)
    .filter((word) => word !== '' && !isPronouns(word) && !isAddress(word))
    .join(' ');
}

/** "John's iPad", "iPad de Ana", "iPhone von Tom": who it belongs to. */
function ownerOfDevice(text: string): string {
  const words = text.split(' ');
  const device = words.findIndex(isDevice);
  if (device < 0) return text;
  const owner = words.findIndex((word, index) => index < device && /['’]s$/u.test(word));
  if (owner >= 0)
    return words
      .slice(0, owner + 1)
      .join(' ')
      .slice(0, -2);
  const of = words.findIndex((word, index) => index > device && belonging.has(word));
  if (of >= 0) return words.slice(of + 1).join(' ');
  const elided = words.slice(device + 1).find((word) => /^d['’]/u.test(word));
  return elided === undefined ? text : elided.slice(2);
}

const belonging = new Set(['de', 'von', 'di', 'do', 'da', 'van']);

function personIn(section: string): readonly PersonName[] {
  const [first = [], second] = section
    .split(/[,;،、]/u)
    .map(wordsOf)
    .filter((words) => words.length > 0 && !isSharedAccount(words))
    .map(withoutRole);
  if (first.length === 0) return [];
  const words = withSentenceCase(first);
  if (second !== undefined) return [{ words, otherOrder: [...withSentenceCase(second), ...words] }];
  const given = first.findIndex((word) => !isShouted(word));
  const isFamilyFirst = given > 0 && !first.slice(given).some(isShouted);
  return [
    isFamilyFirst ? { words, otherOrder: [...words.slice(given), ...words.slice(0, given)] } : { words },
  ];
}

/** Without degrees, numbers and signs. A login is read as a name: "ana.ruiz". */
function wordsOf(text: string): readonly string[] {
  const trimmed = text.trim();
  const written = /^\p{Ll}+(?:\.\p{Ll}+)+$/u.test(trimmed) ? trimmed.replaceAll('.', ' ') : trimmed;
  const words = written.split(/\s/u).filter((word) => /\p{L}/u.test(word));
  // "JACK MA" is Jack Ma.
  const isShouting = !/\p{Ll}/u.test(text);
  while (words.length > 0 && isCredential(words.at(-1) ?? '', isShouting)) words.pop();
  return words;
}

/** "Ph.D.", "MBA", "Jr." */
function isCredential(word: string, isShouting: boolean): boolean {
  const letters = word.replace(/[^\p{L}]/gu, '').toLowerCase();
  if (generations.has(letters)) return true;
  const marked = isShouting ? /\./u : /\p{Lu}\p{Lu}|\p{Lu}\p{L}?\.|hD/u;
  return credentials.has(letters) && marked.test(word);
}

/** "ana ruiz", "ANA RUIZ" and "Ana RUIZ" are written as transcripts write them, so that only a capital makes "Will" a name. */
function withSentenceCase(words: readonly string[]): readonly string[] {
  const all = words.join(' ');
  const isMixed = /\p{Lu}/u.test(all) && /\p{Ll}/u.test(all);
  return words.map((word, index) => {
    if (isMixed && !isShouted(word)) return word;
    const isParticle = particles.has(word.toLowerCase()) && (isMixed || index > 0);
    return isParticle ? word.toLowerCase() : capitalised(word);
  });
}

/** Initials are none: "JD", "J.R.". */
function isShouted(word: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{M}'’-]{2,}$/u.test(word);
}

function capitalised(word: string): string {
  return word.replace(
    /(\p{L})([\p{L}\p{M}]*)/gu,
    (_word, first: string, rest: string) => first.toUpperCase() + rest.toLowerCase(),
  );
}
