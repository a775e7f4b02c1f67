/** The tables behind the search; triggers keep them in step with the lines. */
import type { Generated } from 'kysely';

/** What is settled in sixteen positions of a meeting, in every language: there only while it is what the lines say. */
export interface SearchWindowsTable {
  id: Generated<number>;
  meeting_id: string;
  /** `position / 16` of its lines. */
  number: number;
  /** `foldText` of each text, a line each. */
  folded: string;
}

/** Windows without a text: triggers put them here when a line in them changes. */
export interface SearchPendingTable {
  meeting_id: string;
  number: number;
  /** By the clock of the database. */
  marked_at: number;
}

/** What is spoken in a meeting; triggers keep it. */
export interface MeetingLanguagesTable {
  meeting_id: string;
  language: string;
}
