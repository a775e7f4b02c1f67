/** The tables of deletions, and of the operator's text files. */
import type { DeletedKind } from '../../../shared/record.ts';
import type { Flag } from './spoken-tables.ts';

/** A record that a host has deleted: kept for a day, so that a repeated request gets the same receipt. */
export interface DeletionsTable {
  meeting_id: string;
  /** Their viewer id. */
  asked_by: string;
  asked_at: number;
  /** Null: a crash interrupted it, or it is under way. */
  done_at: number | null;
  scrubbed: Flag;
}

/** Counted in the transactions that delete the rows. */
export interface DeletionCountsTable {
  meeting_id: string;
  kind: DeletedKind;
  count: number;
}

/** People whose data is being deleted: a restart goes on with it. */
export interface PersonDeletionsTable {
  uid: string;
  asked_at: number;
}

/** Lines that stand in a file of `TRANSCRIPT_FILE`, or are about to. */
export interface CopiedLinesTable {
  meeting_id: string;
  line_id: string;
  /** Of the line with its line feed. */
  digest: string;
  /** The number of the file. */
  file: number;
  /** It is to be removed from the file. */
  stale: Flag;
}
