/** Finds any of a thousand terms in a sentence by its words, in time that grows with the sentence alone. */

import type { ProtectedTerm } from '../ports/translator.ts';
import { mayBegin, mayEnd, type SpokenWord, termWords } from './spoken-words.ts';

export interface IndexedTerm<Term extends ProtectedTerm = ProtectedTerm> {
  readonly term: Term;
  /** Index after its last word. */
  readonly end: number;
}

/** Whether a term may stand at `[start, end)` of the text. */
export type Fits<Term> = (term: Term, start: number, end: number) => boolean;

/**
 * Two trees of words, in which each path from the root is a term: one compares in any case, one (names) with or without marks.
 * To add or to remove a term costs its own length; one word of a text costs at most the longest path.
 */
export class TermIndex<Term extends ProtectedTerm = ProtectedTerm> {
  readonly #anyCase = newBranch<Term>();
  readonly #anyMarks = newBranch<Term>();

  constructor(terms: readonly Term[] = []) {
    for (const term of terms) this.add(term);
  }

  get isEmpty(): boolean {
    return this.#anyCase.next.size === 0 && this.#anyMarks.next.size === 0;
  }

  /** A term that is too long is left out: no text holds it as it is. Of equal terms the first one counts. */
  add(term: Term): void {
    const words = termWords(term.term);
    if (words.length === 0) return;
    let branch = this.#rootOf(term);
    for (const word of words) {
      const key = keyIn(term, word);
      const next = branch.next.get(key) ?? newBranch<Term>();
      branch.next.set(key, next);
      branch = next;
    }
    const kind = kindOf(term);
    const known = branch.terms.get(kind);
    branch.terms.set(kind, { term: known?.term ?? term, count: (known?.count ?? 0) + 1 });
  }

  /** Once for each time that it was added. */
  remove(term: Term): void {
    const path: { readonly branch: Branch<Term>; readonly key: string }[] = [];
    let branch = this.#rootOf(term);
    for (const word of termWords(term.term)) {
      const key = keyIn(term, word);
      const next = branch.next.get(key);
      if (next === undefined) return;
      path.push({ branch, key });
      branch = next;
    }
    const kind = kindOf(term);
    const known = branch.terms.get(kind);
    if (known !== undefined && known.count > 1) branch.terms.set(kind, { ...known, count: known.count - 1 });
    else branch.terms.delete(kind);
    for (const { branch: parent, key } of path.toReversed()) {
      const child = parent.next.get(key);
      if (child === undefined || child.next.size > 0 || child.terms.size > 0) return;
      parent.next.delete(key);
    }
  }

  /** The longest term that begins with the word at `at`. */
  longestAt(words: readonly SpokenWord[], at: number, fits: Fits<Term>): IndexedTerm<Term> | undefined {
    if (!mayBegin(words, at)) return undefined;
    const ofAnyCase = longestIn(this.#anyCase, words, at, 'anyCase', fits);
    const ofAnyMarks = longestIn(this.#anyMarks, words, at, 'anyMarks', fits);
    return (ofAnyMarks?.end ?? 0) > (ofAnyCase?.end ?? 0) ? ofAnyMarks : ofAnyCase;
  }

  #rootOf({ matchCase }: Term): Branch<Term> {
    return matchCase === true ? this.#anyMarks : this.#anyCase;
  }
}

interface Branch<Term> {
  readonly next: Map<string, Branch<Term>>;
  /** That end here, by where they may stand. */
  readonly terms: Map<string, { readonly term: Term; readonly count: number }>;
}

function newBranch<Term>(): Branch<Term> {
  return { next: new Map(), terms: new Map() };
}

function longestIn<Term extends ProtectedTerm>(
  root: Branch<Term>,
  words: readonly SpokenWord[],
  at: number,
  comparison: 'anyCase' | 'anyMarks',
  fits: Fits<Term>,
): IndexedTerm<Term> | undefined {
  const start = words[at]?.start ?? 0;
  let longest: IndexedTerm<Term> | undefined;
  let branch: Branch<Term> | undefined = root;
  for (let end = at + 1; end <= words.length; end += 1) {
    const word = words[end - 1];
    branch = word === undefined ? undefined : branch.next.get(word[comparison]);
    if (word === undefined || branch === undefined) break;
    if (branch.terms.size === 0 || !mayEnd(words, at, end)) continue;
    for (const { term } of branch.terms.values()) {
      if (!fits(term, start, word.end)) continue;
      longest = { term, end };
      break;
    }
  }
  return longest;
}

function keyIn({ matchCase }: ProtectedTerm, word: SpokenWord): string {
  return matchCase === true ? word.anyMarks : word.anyCase;
}

/** Terms of one spelling differ in where they may stand: a few kinds at most. */
function kindOf({ part }: ProtectedTerm): string {
  return part ?? 'whole';
}
