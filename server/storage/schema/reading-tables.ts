/** Tables of what follows from reading: versions, characters sent to engines, marks. As in `schema.ts`. */
import type { Flag } from './spoken-tables.ts';

export interface RoomsTable {
  meeting_id: string;
  language: string;
  /** Every version up to this one is reserved. */
  reserved_through: number;
}

export interface MetersTable {
  meeting_id: string;
  language: string;
  engine: string;
  characters: number;
}

/** Lines that readers marked as wrong; one row for each person and line. */
export interface MarksTable {
  meeting_id: string;
  line_id: string;
  /** Whose allowance the mark counted against: a person's id, or that of a guest's context. */
  marker: string;
  /** Null for guests. */
  uid: string | null;
  /** The language that was read. */
  language: string;
  /** Of the line that was marked: a later one has other words. */
  revision: number;
  /** The host answered that the line is right. */
  dismissed: Flag;
  marked_at: number;
}
