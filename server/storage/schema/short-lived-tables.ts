/** Tables whose rows are of no use after a time. */

/** Beside the meetings: with `RETENTION_HOURS=0` they are in memory, too. */
export interface ExportTicketsTable {
  /** Of the address: nobody who reads the table can use one. */
  hash: string;
  meeting_id: string;
  uid: string | null;
  /** JSON: who asked, to decide again when the file is fetched. */
  session: string;
  /** JSON: what was asked for */
  request: string;
  expires_at: number;
}

/** Sessions that were signed out before they expired. */
export interface RevokedSessionsTable {
  id: string;
  expires_at: number;
}
