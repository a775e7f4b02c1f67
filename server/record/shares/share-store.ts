/** Port: share links as they are stored. The token itself is not among it, only its hash. */

export interface ShareRecord {
  readonly id: string;
  readonly meetingId: string;
  readonly label?: string;
  readonly language?: string;
  readonly mayExport: boolean;
  /** Milliseconds since 1970, as all times here. */
  readonly createdAt: number;
  /** Absent: with the meeting's record. */
  readonly expiresAt?: number;
  readonly revokedAt?: number;
  readonly lastUsedAt?: number;
}

export interface NewShareRecord extends Omit<ShareRecord, 'revokedAt' | 'lastUsedAt'> {
  readonly tokenHash: string;
  /** The Zoom user id of the host, with whose data the link is deleted. */
  readonly madeBy?: string;
}

export interface ShareStore {
  /** `false`: the meeting has `most` open links already. */
  add(share: NewShareRecord, most: number): Promise<boolean>;
  get(id: string): Promise<ShareRecord | undefined>;
  byTokenHash(tokenHash: string): Promise<ShareRecord | undefined>;
  /** Neither revoked nor expired, newest first. */
  openOf(meetingId: string): Promise<readonly ShareRecord[]>;
  /** `false`: the meeting has no such open link. */
  revoke(meetingId: string, id: string): Promise<boolean>;
  /** Somebody opened a session with it. */
  used(id: string): Promise<void>;
  /** Adds to the lines translated for its readers; `false`, and nothing added: they would be more than `most`. */
  takeCatchUp(id: string, lines: number, most: number): Promise<boolean>;
  /** The meeting's record is deleted then, milliseconds since 1970. */
  recordExpiry(meetingId: string): Promise<number | undefined>;
}

/** What has become of a link. */
export type ShareState = 'open' | 'revoked' | 'expired';

export function shareState({ revokedAt, expiresAt }: ShareRecord, now = Date.now()): ShareState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'open';
}
