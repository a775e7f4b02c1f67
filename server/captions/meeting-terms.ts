/** The glossaries and names that hold in one meeting, ready for each language that is read. */
import type { GlossaryTerm } from '../../shared/glossary.ts';
import { termsFor } from './glossary-terms.ts';
import type { ProtectedTerm } from './translator.ts';

export interface Glossaries {
  /** Of the person who hosts the meeting, for all their meetings. */
  readonly ofHost: readonly GlossaryTerm[];
  /** Of this meeting; wins. */
  readonly ofMeeting: readonly GlossaryTerm[];
}

/** Port: where glossaries are kept. */
export type GlossarySource = (meetingId: string) => Promise<Glossaries>;

export const noGlossaries: Glossaries = { ofHost: [], ofMeeting: [] };

/** A webinar has more visitors than speakers; names of the newest are protected. */
const MAX_NAMES = 300;

export class MeetingTerms {
  readonly #source: GlossarySource;
  readonly #meetingId: string;
  readonly #names = new Set<string>();
  readonly #ready = new Map<string, readonly ProtectedTerm[]>();
  #glossaries = noGlossaries;

  constructor(source: GlossarySource, meetingId: string) {
    this.#source = source;
    this.#meetingId = meetingId;
  }

  of(language: string): readonly ProtectedTerm[] {
    const ready = this.#ready.get(language);
    if (ready !== undefined) return ready;
    const terms = termsFor(language, this.#glossaries, [...this.#names]);
    this.#ready.set(language, terms);
    return terms;
  }

  addName(name: string): void {
    if (name === '' || this.#names.has(name)) return;
    this.#names.add(name);
    const oldest = this.#names.keys().next();
    if (this.#names.size > MAX_NAMES && !oldest.done) this.#names.delete(oldest.value);
    this.#ready.clear();
  }

  /** Reads the glossaries; says which terms hold no more, or anew, or differently in a language. */
  async reload(): Promise<(language: string) => readonly ProtectedTerm[]> {
    const before = this.#glossaries;
    const after = await this.#source(this.#meetingId);
    this.#glossaries = after;
    this.#ready.clear();
    return (language) => {
      const old = termsFor(language, before, []);
      const now = termsFor(language, after, []);
      return [...without(old, now), ...without(now, old)];
    };
  }
}

function without(terms: readonly ProtectedTerm[], others: readonly ProtectedTerm[]): ProtectedTerm[] {
  const known = new Set(others.map(keyOf));
  return terms.filter((term) => !known.has(keyOf(term)));
}

function keyOf({ term, replacement }: ProtectedTerm): string {
  return JSON.stringify([term.toLowerCase(), replacement]);
}
