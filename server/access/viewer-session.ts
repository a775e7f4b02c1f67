import type { ViewerRole } from '../../shared/panel-protocol.ts';

/** The viewer of a token: what `POST /api/session` proved, for 15 minutes. */
export interface ViewerSession {
  /** The Zoom user id, or a random id for a guest. */
  readonly viewerId: string;
  /** The Zoom user id, proven by a sealed context or by OAuth. Absent for guests. */
  readonly uid?: string;
  readonly role: ViewerRole;
  /** Our id; `undefined`: the panel is open outside a meeting. */
  readonly meetingId?: string;
  /** Of a guest: names the sealed context they came with first. Not a secret, and no proof of anything. */
  readonly contextId?: string;
  /** Of a reader: the share link they came by. With it the session ends. */
  readonly shareId?: string;
  /** The sign-in whose cookie was the proof; absent for panels. With it the session ends. */
  readonly signInId?: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Whose allowance of sockets, languages and requests a session draws on: the person's, else the sealed context's,
 * however many guests are made from it.
 */
export function allowanceOf(viewer: Pick<ViewerSession, 'viewerId' | 'uid' | 'contextId'>): string {
  if (viewer.uid !== undefined) return `person ${viewer.uid}`;
  return viewer.contextId === undefined ? `viewer ${viewer.viewerId}` : `context ${viewer.contextId}`;
}
