/** Which words of a sentence no engine may translate its own way: the glossaries' terms, and people's names. Pure. */
import type { GlossaryTerm } from '../../shared/glossary.ts';
import { readsAs } from '../../shared/language.ts';
import { nameTerms } from './name-terms.ts';
import type { ProtectedTerm } from './translator.ts';

/** What holds for one target language. The meeting's own glossary wins over its host's; both win over names. */
export function termsFor(
  target: string,
  glossaries: { readonly ofHost: readonly GlossaryTerm[]; readonly ofMeeting: readonly GlossaryTerm[] },
  names: readonly string[],
): readonly ProtectedTerm[] {
  const terms = new Map([...glossaries.ofHost, ...glossaries.ofMeeting].map((row) => [keyOf(row.term), row]));
  const fromGlossary = [...terms.values()].flatMap((row) => protectedTerm(row, target) ?? []);
  const people = names.flatMap(nameTerms).filter(({ term }) => !terms.has(keyOf(term)));
  return [...fromGlossary, ...people];
}

export interface TermMatch {
  /** `[start, end)` in the text. */
  readonly start: number;
  readonly end: number;
  /** What stands in its place in the translation. */
  readonly replacement: string;
}

/** Whole words, ignoring case unless the term says otherwise; where two overlap, the longer one. In reading order. */
export function findTerms(
  text: string,
  terms: readonly ProtectedTerm[],
  source?: string,
): readonly TermMatch[] {
  if (terms.length === 0) return [];
  const finder = finderOf(terms);
  const found = [...finder.matches(text, source)].sort((a, b) => b.end - b.start - (a.end - a.start));
  const taken: TermMatch[] = [];
  for (const match of found) {
    if (taken.every((other) => match.end <= other.start || match.start >= other.end)) taken.push(match);
  }
  return taken.sort((a, b) => a.start - b.start);
}

function protectedTerm({ term, translations }: GlossaryTerm, target: string): ProtectedTerm | undefined {
  const tags = Object.keys(translations);
  // Without any translation it stays as it is in every language.
  if (tags.length === 0) return { term };
  const tag = tags.find((one) => one === target) ?? tags.find((one) => readsAs(one, target));
  const replacement = tag === undefined ? undefined : translations[tag];
  return replacement === undefined ? undefined : { term, replacement };
}

interface Finder {
  matches(text: string, source: string | undefined): Iterable<TermMatch>;
}

/** Lists of terms live as long as a glossary does not change: each is made ready once. */
const finders = new WeakMap<readonly ProtectedTerm[], Finder>();

function finderOf(terms: readonly ProtectedTerm[]): Finder {
  const ready = finders.get(terms);
  if (ready !== undefined) return ready;
  const finder = createFinder(terms);
  finders.set(terms, finder);
  return finder;
}

function createFinder(terms: readonly ProtectedTerm[]): Finder {
  const anyCase = terms.filter((term) => term.matchCase !== true);
  const exact = terms.filter((term) => term.matchCase === true);
  const byKey = new Map(anyCase.map((term) => [keyOf(term.term), term]));
  const byName = new Map(exact.map((term) => [term.term, term]));
  const searches = [
    { pattern: patternOf(anyCase, 'giu'), find: (words: string) => byKey.get(keyOf(words)) },
    { pattern: patternOf(exact, 'gu'), find: (words: string) => byName.get(words) },
  ];
  return {
    *matches(text, source) {
      for (const { pattern, find } of searches) {
        for (const { index, 0: words } of pattern === undefined ? [] : text.matchAll(pattern)) {
          const term = find(words.replace(/\s+/gu, ' '));
          if (term === undefined || (term.insideOnly === true && !isInside(text, index, source))) continue;
          yield { start: index, end: index + words.length, replacement: term.replacement ?? words };
        }
      }
    },
  };
}

function patternOf(terms: readonly ProtectedTerm[], flags: string): RegExp | undefined {
  if (terms.length === 0) return undefined;
  const longestFirst = terms.map(({ term }) => term).sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(wholeWord).join('|'), flags);
}

/** Scripts without blanks have no edges to look for. */
function wholeWord(term: string): string {
  const escaped = term.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&').replace(/\s+/gu, '\\s+');
  const before = startsUnspaced.test(term) ? '' : '(?<![\\p{L}\\p{M}\\p{N}_])';
  const after = endsUnspaced.test(term) ? '' : '(?![\\p{L}\\p{M}\\p{N}_])';
  return `${before}${escaped}${after}`;
}

const unspaced =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const startsUnspaced = new RegExp(`^${unspaced}`, 'u');
const endsUnspaced = new RegExp(`${unspaced}$`, 'u');

/** Where a capital says that it is a name: not at the start of a sentence, and not in German. */
function isInside(text: string, start: number, source: string | undefined): boolean {
  if (source?.split('-', 1)[0] === 'de') return false;
  return /[\p{L}\p{N}][,;:]?["'”’»)]*\s+["'“‘«(]*$/u.test(text.slice(0, start));
}

function keyOf(term: string): string {
  return term.normalize('NFC').toLowerCase();
}
