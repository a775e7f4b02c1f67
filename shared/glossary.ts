/** One row of a glossary: a word or name that people of this meeting want translated their way, or not at all. */
export interface GlossaryTerm {
  /** As it is spoken, up to `MAX_TERM_CHARACTERS` and `MAX_TERM_WORDS`. Unique in its glossary, whatever the case. */
  readonly term: string;
  /** By language tag. Empty: the term stays as it is in every language. A language that is not named is not affected. */
  readonly translations: Readonly<Record<string, string>>;
}

/** Body of `GET` and `PUT` of a glossary, as JSON. As CSV: a header `term,es,pt-BR,…`, then one row per term. */
export interface Glossary {
  readonly terms: readonly GlossaryTerm[];
}

/** A column of a file, as it was understood. */
export interface GlossaryColumn {
  /** As it stands in the file. */
  readonly heading: string;
  /** The tag of the language. Absent: the column of the terms. */
  readonly language?: string;
}

/** What a file says, before anything of it is saved. */
export interface GlossaryReading {
  readonly columns: readonly GlossaryColumn[];
  readonly count: number;
  /** The first terms. */
  readonly first: readonly GlossaryTerm[];
}

export const MAX_GLOSSARY_TERMS = 500;
export const MAX_TERM_CHARACTERS = 100;
/** The longest names of laws and treaties have about fifteen. */
export const MAX_TERM_WORDS = 20;
