/** Finds any of a thousand terms in a sentence by its words, in time that grows with the sentence alone. Pure. */
import type { ProtectedTerm } from './translator.ts';

/**
 * The smallest piece of text that a term can begin or end with: a word of a script with blanks, one character of a
 * script without, a sign, or blanks.
 */
export interface SpokenWord {
  /** `[start, end)` in the text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: 'word' | 'hangul' | 'unspaced' | 'sign' | 'blank';
}

export function spokenWords(text: string): readonly SpokenWord[] {
  return [...text.matchAll(pieces)].map(({ index, 0: piece, groups = {} }) => {
    const kind = kinds.find((one) => groups[one] !== undefined) ?? 'sign';
    return {
      start: index,
      end: index + piece.length,
      text: kind === 'blank' ? ' ' : piece.normalize('NFC').replace(/[‘’ʼ]/gu, "'"),
      kind,
    };
  });
}

export interface IndexedTerm {
  readonly term: ProtectedTerm;
  /** Index after its last word. */
  readonly end: number;
}

/** A tree of words: each path from its root is a term. */
export class TermIndex {
  readonly #root: Branch = { next: new Map(), terms: [] };

  constructor(terms: readonly ProtectedTerm[]) {
    for (const term of terms) this.#add(term);
  }

  /** The longest term that begins with the word at `at`. `fits`: whether a term may stand at `[start, end)` of the text. */
  longestAt(
    words: readonly SpokenWord[],
    at: number,
    fits: (term: ProtectedTerm, start: number, end: number) => boolean,
  ): IndexedTerm | undefined {
    const first = words[at];
    if (first === undefined || !mayBegin(first, words[at - 1])) return undefined;
    const holds = (term: ProtectedTerm, end: number) =>
      isWrittenAs(words.slice(at, end), term) && fits(term, first.start, words[end - 1]?.end ?? first.end);
    let longest: IndexedTerm | undefined;
    let branch = this.#root.next.get(keyOf(first));
    for (let end = at + 1; branch !== undefined; end += 1) {
      const next = words[end];
      if (mayEnd(words, at, end)) {
        const term = branch.terms.find((one) => holds(one, end));
        if (term !== undefined) longest = { term, end };
      }
      branch = next === undefined ? undefined : branch.next.get(keyOf(next));
    }
    return longest;
  }

  #add(term: ProtectedTerm): void {
    let branch = this.#root;
    for (const word of spokenWords(term.term)) {
      const key = keyOf(word);
      const next: Branch = branch.next.get(key) ?? { next: new Map(), terms: [] };
      branch.next.set(key, next);
      branch = next;
    }
    branch.terms.push(term);
  }
}

interface Branch {
  readonly next: Map<string, Branch>;
  /** That end here; several differ in case. */
  readonly terms: ProtectedTerm[];
}

const kinds = ['blank', 'unspaced', 'hangul', 'word'] as const;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

/** Marks belong to the letter before them. Latin words end where Japanese or Korean goes on: "Acmeの", "Acme는". */
const pieces = new RegExp(
  [
    '(?<blank>\\s+)',
    `(?<unspaced>[${unspaced}]\\p{M}*)`,
    '(?<hangul>\\p{Script=Hangul}\\p{M}*)',
    `(?<word>(?:(?![${unspaced}\\p{Script=Hangul}])[\\p{L}\\p{M}\\p{N}_])+)`,
    '.',
  ].join('|'),
  'gsu',
);

function keyOf({ text }: SpokenWord): string {
  return withoutMarks(text).toLowerCase();
}

/** "José" → "Jose". In other scripts than Latin, marks are letters. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC');
}

/** Korean words have blanks between them; a sign, as in ".NET", begins no term right after a word. */
function mayBegin(first: SpokenWord, before: SpokenWord | undefined): boolean {
  if (first.kind === 'hangul') return before?.kind !== 'hangul';
  return first.kind !== 'sign' || before?.kind !== 'word';
}

/** Korean particles follow a word without a blank: "서울에서". One syllable alone begins too many words to be told from them. */
function mayEnd(words: readonly SpokenWord[], at: number, end: number): boolean {
  const last = words[end - 1];
  const after = words[end];
  if (last?.kind === 'hangul') return after?.kind !== 'hangul' || end - at > 1;
  return last?.kind !== 'sign' || after?.kind !== 'word';
}

/** Names in the same case, with or without their marks; terms of a glossary with the same marks, in any case. */
function isWrittenAs(said: readonly SpokenWord[], term: ProtectedTerm): boolean {
  const written = term.matchCase === true ? withoutMarks : (text: string) => text.toLowerCase();
  const spelling = (words: readonly SpokenWord[]) => words.map(({ text }) => written(text)).join('');
  return spelling(said) === spelling(spokenWords(term.term));
}
