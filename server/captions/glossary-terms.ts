/** Which words of a sentence no engine may translate its own way: the glossaries' terms, and people's names. Pure. */
import type { GlossaryTerm } from '../../shared/glossary.ts';
import { baseLanguage, readsAs, UNDETERMINED } from '../../shared/language.ts';
import { isTitle, nameTerms } from './name-terms.ts';
import { spokenWords, TermIndex } from './term-index.ts';
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

/** Whole words, ignoring case unless the term says otherwise; the first one wins, then the longest. In reading order. */
export function findTerms(
  text: string,
  terms: readonly ProtectedTerm[],
  source?: string,
): readonly TermMatch[] {
  if (terms.length === 0) return [];
  const index = indexOf(terms);
  const words = spokenWords(text);
  const found: TermMatch[] = [];
  for (let at = 0; at < words.length; ) {
    const match = index.longestAt(
      words,
      at,
      ({ insideOnly, isFirstName }, start, end) =>
        insideOnly !== true ||
        isInside(text, start, source) ||
        (isFirstName === true && isSpokenTo(text, start, end)),
    );
    const first = words[at];
    const last = match === undefined ? undefined : words[match.end - 1];
    if (match === undefined || first === undefined || last === undefined) {
      at += 1;
      continue;
    }
    const [start, end] = [first.start, last.end];
    found.push({ start, end, replacement: match.term.replacement ?? text.slice(start, end) });
    at = match.end;
  }
  return found;
}

function protectedTerm({ term, translations }: GlossaryTerm, target: string): ProtectedTerm | undefined {
  const tags = Object.keys(translations);
  // Without any translation it stays as it is in every language.
  if (tags.length === 0) return { term };
  const tag = tags.find((one) => one === target) ?? tags.find((one) => readsAs(one, target));
  const replacement = tag === undefined ? undefined : translations[tag];
  return replacement === undefined ? undefined : { term, replacement };
}

/** Lists of terms live as long as a glossary does not change: each is made ready once. */
const indexes = new WeakMap<readonly ProtectedTerm[], TermIndex>();

function indexOf(terms: readonly ProtectedTerm[]): TermIndex {
  const ready = indexes.get(terms);
  if (ready !== undefined) return ready;
  const index = new TermIndex(terms);
  indexes.set(terms, index);
  return index;
}

/** Where a capital says that it is a name: not at the start of a sentence, and in German only after a title. */
function isInside(text: string, start: number, source = UNDETERMINED): boolean {
  const before = text.slice(Math.max(0, start - LOOKS_BACK), start);
  const title = before.match(/(?<!\p{L})(\p{L}+)\.\s+$/u)?.[1];
  if (title !== undefined && isTitle(title)) return true;
  if (baseLanguage(source) === 'de') return false;
  return /[\p{L}\p{N}][,;:]?["'”’»)]*\s+["'“‘«(]*$/u.test(before);
}

/** "Mark, can you …?": at the start of a sentence, with a comma. */
function isSpokenTo(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LOOKS_BACK), start);
  return /^,\s/u.test(text.slice(end)) && /(?:^|[.!?…]["'”’»)]*\s+)["'“‘«(¿¡]*$/u.test(before);
}

/** A word's last letter, some signs and blanks. */
const LOOKS_BACK = 20;

function keyOf(term: string): string {
  return term.normalize('NFC').replaceAll('’', "'").toLowerCase();
}
