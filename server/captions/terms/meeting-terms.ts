/** The glossaries and names that hold in one meeting, ready for each language that is read. */
import type { ProtectedTerm, TermFinder } from '../ports/translator.ts';
import {
  decidedSpellings,
  type Glossaries,
  type GlossaryEntry,
  glossaryIndex,
  glossaryTerms,
  meetingTermFinder,
  rememberingFinder,
  rememberingWords,
} from './glossary-terms.ts';
import { MAX_DISPLAY_NAME_CHARACTERS, nameTerms } from './names/name-terms.ts';
import { TermIndex } from './term-index.ts';

/** Port: where glossaries are kept. */
export interface GlossarySource {
  /** The glossaries that hold in a meeting: its host's and its own. */
  glossariesOf(meetingId: string): Promise<Glossaries>;
}

export const noGlossaries: Glossaries = { ofHost: [], ofMeeting: [] };

/** In the place of a language, where no glossary tells languages apart. */
const ANY_LANGUAGE = '';

/** A webinar has more visitors than speakers; names of the newest are protected. */
const MAX_NAMES = 300;

export class MeetingTerms {
  readonly #source: GlossarySource;
  readonly #meetingId: string;
  /** In the order they came. */
  readonly #names = new Map<string, readonly ProtectedTerm[]>();
  readonly #nameIndex = new TermIndex();
  readonly #wordsOf = rememberingWords();
  readonly #ready = new Map<string, TermFinder>();
  /** Of the names. */
  #changes = 0;
  #glossaries = noGlossaries;
  #glossaryIndex = new TermIndex<GlossaryEntry>();
  #decided: ReadonlySet<string> = new Set();

  constructor(source: GlossarySource, meetingId: string) {
    this.#source = source;
    this.#meetingId = meetingId;
  }

  /** As they were read last. */
  get glossaries(): Glossaries {
    return this.#glossaries;
  }

  /** Made once for each state of the glossaries; names that come later are found as well. */
  of(language: string): TermFinder {
    // Names are the same in every language.
    const finds = this.#glossaryIndex.isEmpty ? ANY_LANGUAGE : language;
    const ready = this.#ready.get(finds);
    if (ready !== undefined) return ready;
    const finder = meetingTermFinder(language, {
      glossary: this.#glossaryIndex,
      decided: this.#decided,
      names: this.#nameIndex,
      wordsOf: this.#wordsOf,
    });
    const remembering = rememberingFinder(finder, () => this.#changes);
    this.#ready.set(finds, remembering);
    return remembering;
  }

  /** Costs the length of this name and of the oldest one, however many are known. */
  addName(name: string): void {
    if (name === '' || name.length > MAX_DISPLAY_NAME_CHARACTERS || this.#names.has(name)) return;
    this.#changes += 1;
    const terms = nameTerms(name);
    this.#names.set(name, terms);
    for (const term of terms) this.#nameIndex.add(term);
    const oldest = this.#names.entries().next();
    if (this.#names.size <= MAX_NAMES || oldest.done) return;
    const [gone, itsTerms] = oldest.value;
    this.#names.delete(gone);
    for (const term of itsTerms) this.#nameIndex.remove(term);
  }

  async reload(): Promise<void> {
    this.#glossaries = await this.#source.glossariesOf(this.#meetingId);
    this.#glossaryIndex = glossaryIndex(this.#glossaries);
    this.#decided = decidedSpellings(this.#glossaries);
    this.#ready.clear();
  }
}

/** Terms that hold no more, or anew, or differently in this language. */
export function changedTerms(
  language: string,
  before: Glossaries,
  after: Glossaries,
): readonly ProtectedTerm[] {
  const [old, now] = [glossaryTerms(language, before), glossaryTerms(language, after)];
  return [...without(old, now), ...without(now, old)];
}

function without(terms: readonly ProtectedTerm[], others: readonly ProtectedTerm[]): ProtectedTerm[] {
  const known = new Set(others.map(keyOf));
  return terms.filter((term) => !known.has(keyOf(term)));
}

function keyOf({ term, replacement }: ProtectedTerm): string {
  return JSON.stringify([term.toLowerCase(), replacement]);
}
