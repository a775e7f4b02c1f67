/** The protected words of a sentence: terms of the glossaries and names of people. Pure. */
import type { GlossaryTerm } from '../../../shared/glossary.ts';
import { readsAs } from '../../../shared/language.ts';
import type { ProtectedTerm, TermFinder, TermMatch } from '../ports/translator.ts';
import { mayStandAt } from './names/name-places.ts';
import { type SpokenWord, spokenWords } from './spoken-words.ts';
import { TermIndex } from './term-index.ts';

/** Of the person who hosts a meeting, for all their meetings; and of this meeting, which wins. */
export interface Glossaries {
  readonly ofHost: readonly GlossaryTerm[];
  readonly ofMeeting: readonly GlossaryTerm[];
}

/** A row of a glossary, whatever the language. */
export interface GlossaryEntry extends ProtectedTerm {
  readonly row: GlossaryTerm;
}

/** One index for all languages: the words of a term are the same in each. */
export function glossaryIndex(glossaries: Glossaries): TermIndex<GlossaryEntry> {
  return new TermIndex([...rowsOf(glossaries).values()].map((row) => ({ term: row.term, row })));
}

/** What a glossary says for one target language. */
export function glossaryTerms(target: string, glossaries: Glossaries): readonly ProtectedTerm[] {
  return [...rowsOf(glossaries).values()].flatMap((row) => protectedTerm(row, target) ?? []);
}

/** Spellings that a glossary decides, in every language: no name is protected there. */
export function decidedSpellings(glossaries: Glossaries): ReadonlySet<string> {
  return new Set(rowsOf(glossaries).keys());
}

/** What holds in one meeting. `names` may change afterwards: it is read at each search. */
export interface MeetingVocabulary {
  readonly glossary: TermIndex<GlossaryEntry>;
  readonly decided: ReadonlySet<string>;
  readonly names: TermIndex;
  /** Cuts a text. Every language asks for the words of the same line. */
  readonly wordsOf: (text: string) => readonly SpokenWord[];
}

/** `spokenWords`, which remembers the last text. */
export function rememberingWords(): (text: string) => readonly SpokenWord[] {
  let last: { readonly text: string; readonly words: readonly SpokenWord[] } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, words: spokenWords(text) };
    return last.words;
  };
}

/** `finder`, which remembers what the last text held: every language asks for the same line. @param changes counts the changes of what may be found */
export function rememberingFinder(finder: TermFinder, changes: () => number): TermFinder {
  let last: { readonly question: string; readonly found: readonly TermMatch[] } | undefined;
  return {
    find: (text, source) => {
      const question = JSON.stringify([text, source, changes()]);
      if (last?.question !== question) last = { question, found: finder.find(text, source) };
      return last.found;
    },
  };
}

/** Finds glossary terms that say something for `target`, and names that the glossary does not decide. */
export function meetingTermFinder(target: string, vocabulary: MeetingVocabulary): TermFinder {
  const { glossary, decided, names, wordsOf } = vocabulary;
  return finderIn(glossary, names, {
    wordsOf,
    termOf: ({ row }) => protectedTerm(row, target),
    isName: ({ term }) => !decided.has(spelling(term)),
  });
}

/** Finds any of these terms. */
export function termFinder(terms: readonly ProtectedTerm[]): TermFinder {
  return finderIn(new TermIndex(terms), new TermIndex(), {
    wordsOf: spokenWords,
    termOf: (term) => term,
    isName: () => true,
  });
}

interface Decisions<Term> extends Pick<MeetingVocabulary, 'wordsOf'> {
  /** What a term of the glossary is here; `undefined`: nothing. */
  readonly termOf: (term: Term) => ProtectedTerm | undefined;
  readonly isName: (term: ProtectedTerm) => boolean;
}

/** Whole words, ignoring case unless the term says otherwise; the first one wins, then the longest, then the glossary. */
function finderIn<Term extends ProtectedTerm>(
  glossary: TermIndex<Term>,
  names: TermIndex,
  { wordsOf, termOf, isName }: Decisions<Term>,
): TermFinder {
  return {
    find: (text, source) => {
      if (glossary.isEmpty && names.isEmpty) return [];
      const words = wordsOf(text);
      const fits = (term: ProtectedTerm, start: number, end: number) =>
        mayStandAt(term, text, start, end, source);
      const found: TermMatch[] = [];
      for (let at = 0; at < words.length; ) {
        const term = glossary.longestAt(
          words,
          at,
          (one, start, end) => fits(one, start, end) && termOf(one) !== undefined,
        );
        const name = names.longestAt(words, at, (one, start, end) => fits(one, start, end) && isName(one));
        const isNamed = (name?.end ?? 0) > (term?.end ?? 0);
        const end = isNamed ? name?.end : term?.end;
        const [first, last] = [words[at], end === undefined ? undefined : words[end - 1]];
        if (end === undefined || first === undefined || last === undefined) {
          at += 1;
          continue;
        }
        const spoken = text.slice(first.start, last.end);
        const decided = isNamed || term === undefined ? undefined : termOf(term.term)?.replacement;
        found.push({ start: first.start, end: last.end, replacement: decided ?? spoken });
        at = end;
      }
      return found;
    },
  };
}

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
