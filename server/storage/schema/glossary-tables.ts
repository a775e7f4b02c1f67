/** Terms of meetings and of people. */

export interface MeetingGlossariesTable {
  meeting_id: string;
  /** JSON: GlossaryTerm[] */
  terms: string;
  updated_at: number;
}

/** In the database of what is spoken: terms may show what meetings are about. */
export interface PersonGlossariesTable {
  uid: string;
  /** JSON: GlossaryTerm[] */
  terms: string;
  updated_at: number;
}
