/** Share links: read-only, for one meeting, with an expiry, until they are revoked. Prose: PROTOCOL.md. */

export interface Share {
  readonly id: string;
  /** The host's own words for it. */
  readonly label?: string;
  /** The language in the link. */
  readonly language?: string;
  readonly mayExport: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970; absent: when the meeting's record is deleted. */
  readonly expiresAt?: number;
  /** Somebody last opened it then, to the minute. */
  readonly lastUsedAt?: number;
  /** Pages that read by it now, on all nodes. */
  readonly readers: number;
}

/** `GET /api/meetings/:id/shares`: the links that are open, newest first. */
export interface ShareList {
  readonly shares: readonly Share[];
  /** Open links a meeting may have. */
  readonly most: number;
  /** The record is deleted then, and every link with it; absent: not known. */
  readonly recordExpiresAt?: number;
}

/** `POST /api/meetings/:id/shares` */
export interface NewShare {
  readonly label?: string;
  readonly language?: string;
  /** Whole hours from now; `null`: until the meeting's record is deleted. */
  readonly expiresInHours: number | null;
  /** May its readers download the transcript? Default: no. */
  readonly mayExport?: boolean;
}

/** The answer to it: the only time that the link is told. */
export interface MadeShare {
  readonly share: Share;
  readonly link: string;
}

/** Hours of `expiresInHours` at most. */
export const MAX_SHARE_HOURS = 90 * 24;
export const MAX_SHARE_LABEL = 80;
/** Of a link's token, in base64url: 192 bits. */
export const SHARE_TOKEN_CHARACTERS = 32;
