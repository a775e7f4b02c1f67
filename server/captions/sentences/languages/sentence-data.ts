/**
 * What a language writes at the ends of its sentences. Lists are words apart by blanks, without their last full stop and
 * without blanks inside ("z. B." is `z.B`). In small letters a word matches in any case; with a capital only as it is:
 * "Mag. Huber", but "ich mag." `~str` matches the end of a compound, "Hauptstr." Where a list was learnt stands beside it; "usage" is common knowledge of the written language.
 */
export interface SentenceData {
  /** Abbreviations that something must follow: titles ("Dr."), "e.g.". */
  readonly asks?: string;
  /** Abbreviations that end a sentence unless it visibly goes on: "etc.", "p.m."; after a number with a 0: `0kg`. */
  readonly mayEnd?: string;
  /** Abbreviations in mid-sentence, unless a word follows that begins one: eras, units and companies. */
  readonly mayGoOn?: string;
  /** Abbreviations only before a number, and words or names elsewhere: "No. 5", "Jan. 5". */
  readonly numbered?: string;
  /** Initials of more than one letter, and letters by their names: Hungarian "Gy.", Hindi "पी.". */
  readonly initials?: string;
  /** Words after which a letter or a number is a label and no initial, ordinal or part of a decimal: "plan B.", "Gate 3." */
  readonly labels?: string;
  /** Words that begin a sentence, and are no part of a name or a noun phrase after an ordinal. */
  readonly begins?: string;
  /**
   * A number with a full stop is an ordinal before a small letter, and before a capital after the words of `beforeOrdinal` or
   * with one of `afterOrdinal`. `with-years`: years have a full stop, too ("2024. május 3.").
   */
  readonly ordinals?: 'plain' | 'with-years';
  /** Articles and prepositions after which an ordinal may stand before a capital. */
  readonly beforeOrdinal?: string;
  /** Nouns with a capital that follow an ordinal: months, "Jahrhundert". */
  readonly afterOrdinal?: string;
  /** Forms of "say" and "ask" that follow a quotation inside a sentence. */
  readonly reports?: string;
  /**
   * Words a sentence cannot end with, in small letters: articles, prepositions, conjunctions, auxiliaries. Of a language
   * without blanks: its last word as ICU cuts it.
   */
  readonly cannotEnd?: string;
}
