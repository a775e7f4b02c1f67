/** The record of a meeting: how long it is kept, for whom, and what is left of it when it is deleted: a receipt. */

/** `members`: the host and who attended · `hosts`: the host alone, once the meeting is over. */
export type RecordReaders = 'members' | 'hosts';

/** `GET /api/meetings/:id/record`: what the host may set of the record. */
export interface RecordSettings {
  /** Hours after the last activity. 0: deleted when the meeting has ended, at the latest an hour after the last words. */
  readonly retentionHours: number;
  /** `server`: `RETENTION_HOURS`. */
  readonly retentionSetBy: 'host' | 'server';
  readonly serverRetentionHours: number;
  /** The host's choice at most: `RETENTION_MAX_HOURS`; 0 where the server keeps nothing. */
  readonly maxRetentionHours: number;
  readonly restrictedTo: RecordReaders;
  /** Milliseconds since 1970; moves on with every activity. */
  readonly expiresAt: number;
  /** Since the last activity, milliseconds. */
  readonly idleMs: number;
  /** `live`: captions are captured · `stopped`: they may be started again · `over`: Zoom said that the meeting has ended. */
  readonly phase: 'live' | 'stopped' | 'over';
  /** The server writes a plain-text copy, which follows deletion and expiry. */
  readonly isCopied: boolean;
}

/** What a deletion counts: rows of the database, `files` and `fileLines` of the operator's text copy. */
export const deletedKinds = [
  'lines',
  'segments',
  'translations',
  'marks',
  'members',
  'glossaries',
  'meters',
  'languages',
  'names',
  'streams',
  'shares',
  'meetings',
  'signIns',
  'preferences',
  'files',
  'fileLines',
] as const;
export type DeletedKind = (typeof deletedKinds)[number];

/** `DELETE /api/meetings/:id`, `DELETE /api/me`. The same request again, by the same person within a day, gets the same receipt. */
export interface DeletionReceipt {
  /** `person`: everything of the person who asked, and the records of the meetings they hosted. */
  readonly what: 'meeting' | 'person';
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly deletedAt: number;
  /** How many rows of what; what there was none of is left out. */
  readonly rows: Readonly<Partial<Record<Exclude<DeletedKind, 'files' | 'fileLines'>, number>>>;
  /** Files of the operator's text copy that lines were taken from, and how many lines. */
  readonly files: number;
  readonly fileLines: number;
  /** `false`: another process holds the database file; deleted bytes leave it within minutes. */
  readonly isScrubbed: boolean;
}
