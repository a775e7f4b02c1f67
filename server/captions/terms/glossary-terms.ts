/** Which words of a sentence no engine may translate its own way: the glossaries' terms, and people's names. Pure. */
import type { GlossaryTerm } from '../../../shared/glossary.ts';
import { readsAs } from '../../../shared/language.ts';
import type { ProtectedTerm, TermFinder, TermMatch } from '../ports/translator.ts';
import { mayStandAt } from './name-places.ts';
import { spokenWords } from './spoken-words.ts';
import { TermIndex } from './term-index.ts';

/** Of the person who hosts a meeting, for all their meetings; and of this meeting, which wins. */
export interface Glossaries {
  readonly ofHost: readonly GlossaryTerm[];
  readonly ofMeeting: readonly GlossaryTerm[];
}

/** What a glossary says for one target language. */
export function glossaryTerms(target: string, glossaries: Glossaries): readonly ProtectedTerm[] {
  return [...rowsOf(glossaries).values()].flatMap((row) => protectedTerm(row, target) ?? []);
}

/** Spellings that a glossary decides, in every language: no name is protected there. */
export function decidedSpellings(glossaries: Glossaries): ReadonlySet<string> {
  return new Set(rowsOf(glossaries).keys());
}

/**
 * Whole words, ignoring case unless the term says otherwise; the first one wins, then the longest, then the glossary.
 * `names` may change afterwards: it is read at each search.
 */
export function termFinder(
  terms: readonly ProtectedTerm[],
  names: { readonly index: TermIndex; readonly decided: ReadonlySet<string> } = noNames,
): TermFinder {
  const glossary = new TermIndex(terms);
  return {
    find: (text, source) => {
      if (glossary.isEmpty && names.index.isEmpty) return [];
      const words = spokenWords(text);
      const fits = (term: ProtectedTerm, start: number, end: number) =>
        mayStandAt(term, text, start, end, source);
      const fitsAsName = (term: ProtectedTerm, start: number, end: number) =>
        fits(term, start, end) && !names.decided.has(spelling(term.term));
      const found: TermMatch[] = [];
      for (let at = 0; at < words.length; ) {
        const term = glossary.longestAt(words, at, fits);
        const name = names.index.longestAt(words, at, fitsAsName);
        const match = (name?.end ?? 0) > (term?.end ?? 0) ? name : term;
        const [first, last] = [words[at], match === undefined ? undefined : words[match.end - 1]];
        if (match === undefined || first === undefined || last === undefined) {
          at += 1;
          continue;
        }
        const [start, end] = [first.start, last.end];
        found.push({ start, end, replacement: match.term.replacement ?? text.slice(start, end) });
        at = match.end;
      }
      return found;
    },
  };
}

const noNames = { index: new TermIndex(), decided: new Set<string>() };

function rowsOf({ ofHost, ofMeeting }: Glossaries): ReadonlyMap<string, GlossaryTerm> {
  return new Map([...ofHost, ...ofMeeting].map((row) => [spelling(row.term), row]));
}

function protectedTerm({ term, translations }: GlossaryTerm, target: string): ProtectedTerm | undefined {
  const tags = Object.keys(translations);
  // Without any translation it stays as it is in every language.
  if (tags.length === 0) return { term };
  const tag = tags.find((one) => one === target) ?? tags.find((one) => readsAs(one, target));
  const replacement = tag === undefined ? undefined : translations[tag];
  return replacement === undefined ? undefined : { term, replacement };
}

function spelling(term: string): string {
  return term.normalize('NFC').replaceAll('’', "'").toLowerCase();
}
