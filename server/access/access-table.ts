/** Actor × action × meeting → allow or deny. Pure; the only decision for routes and sockets. */
import type { StartPermission } from '../../shared/meeting-status.ts';
import type { ViewerAction } from '../../shared/panel-protocol.ts';
import type { ViewerSession } from './viewer-session.ts';

export type Actor = Omit<ViewerSession, 'issuedAt' | 'expiresAt'>;

/** The facts of one meeting that a decision needs. */
export interface MeetingAccess {
  readonly meetingId: string;
  /** From a signed webhook or Zoom's REST. */
  readonly hostId?: string;
  /** Who started its streams. */
  readonly operators: readonly Operator[];
  /** Does this actor's proven uid appear among those who hosted or attended it through the panel? */
  readonly isMember: boolean;
  /** The open share link that the actor came by. */
  readonly link?: { readonly mayExport: boolean };
  /** This member is in the meeting until then, by their newest context, milliseconds since 1970. */
  readonly presentUntil?: number;
}

interface Operator {
  readonly uid: string;
  readonly isOriginalHost: boolean;
  /** When Zoom stopped their stream, which ends when they leave; absent while it goes on. */
  readonly stoppedAt?: number;
}

export type Decision =
  | { readonly allow: true }
  | {
      readonly allow: false;
      readonly reason: 'not-signed-in' | 'unknown-meeting' | 'not-allowed';
      readonly httpStatus: 401 | 403 | 404;
    };

/** The present permission of a socket in the meeting of its session. */
export type Admission =
  | { readonly kind: 'reader'; readonly start: StartPermission; readonly readableUntil: number }
  | { readonly kind: 'outside' }
  | { readonly kind: 'refused' }
  /** The share link was revoked, or has expired. */
  | { readonly kind: 'link-ended'; readonly code: 'share-revoked' | 'share-expired' }
  /** Signed out, or forgotten, while the socket was open. */
  | { readonly kind: 'session-ended' }
  /** Its names turned out to be another meeting's, or a restart has forgotten it: a new session finds the right one. */
  | { readonly kind: 'meeting-moved' }
  /** It was there when the session was opened. */
  | { readonly kind: 'meeting-deleted' };

/** The standing of an actor in a meeting; the strongest that applies. */
type Standing = 'host' | 'operator' | 'member' | 'guest' | 'reader' | 'stranger';

export const viewerActionList = [
  'read',
  'start',
  'stop',
  'edit-glossary',
  'correct',
  'share',
  'export',
  'configure',
  'delete',
] as const satisfies readonly ViewerAction[];

const allowed: Readonly<Record<Standing, ReadonlySet<ViewerAction>>> = {
  host: new Set(viewerActionList),
  operator: new Set<ViewerAction>(['read', 'start', 'stop', 'export']),
  member: new Set<ViewerAction>(['read', 'export']),
  // Someone without a Zoom id, let in by a sealed context of this meeting.
  guest: new Set<ViewerAction>(['read']),
  // Came by a share link, whose host may allow exports too.
  reader: new Set<ViewerAction>(['read']),
  stranger: new Set<ViewerAction>(),
};

/** A stranger receives 404, which does not reveal that the meeting exists. */
export function decide(actor: Actor | undefined, action: ViewerAction, meeting: MeetingAccess): Decision {
  if (actor === undefined) return { allow: false, reason: 'not-signed-in', httpStatus: 401 };
  const standing = standingOf(actor, meeting);
  const isLinks = standing === 'reader' && action === 'export' && meeting.link?.mayExport === true;
  if (isLinks || allowed[standing].has(action)) return { allow: true };
  return standing === 'stranger'
    ? { allow: false, reason: 'unknown-meeting', httpStatus: 404 }
    : { allow: false, reason: 'not-allowed', httpStatus: 403 };
}

export function viewerActions(actor: Actor, meeting: MeetingAccess): ViewerAction[] {
  return viewerActionList.filter((action) => decide(actor, action, meeting).allow);
}

/** May this viewer start captions of the meeting? */
export function startPermission(actor: Actor, meeting: MeetingAccess): StartPermission {
  if (decide(actor, 'start', meeting).allow) return 'yes';
  const isPanel = actor.role !== 'browser' && actor.role !== 'reader';
  const isHere = isPanel && meeting.meetingId === actor.meetingId;
  return isHere && actor.uid !== undefined ? 'ask-host' : 'no';
}

/** A context or a stream shows that a person is in the meeting; for so long it holds, milliseconds. */
export const PRESENCE_MS = 15 * 60_000;

/**
 * Lines spoken until then are this actor's to read, milliseconds since 1970; `Infinity`: whatever is spoken. What was
 * said while a member was in the meeting stays theirs; what is said after they left is not.
 */
export function readableUntil(actor: Actor, meeting: MeetingAccess): number {
  const standing = standingOf(actor, meeting);
  if (standing !== 'member' && standing !== 'operator') return Infinity;
  // Zoom sealed this meeting for the panel, whose session ends soon after its context.
  if (actor.meetingId === meeting.meetingId && actor.role !== 'browser') return Infinity;
  const streams = meeting.operators
    .filter(({ uid }) => uid === actor.uid)
    .map(({ stoppedAt }) => (stoppedAt === undefined ? Infinity : stoppedAt + PRESENCE_MS));
  return Math.max(meeting.presentUntil ?? 0, ...streams);
}

function standingOf(actor: Actor, meeting: MeetingAccess): Standing {
  const { uid } = actor;
  // A role was sealed for one meeting, and does not apply to another.
  const isHere = actor.meetingId === meeting.meetingId;
  const operated = meeting.operators.filter((operator) => operator.uid === uid);
  if (isHere && isHostRole(actor)) return 'host';
  if (actor.role === 'reader') return isHere && meeting.link !== undefined ? 'reader' : 'stranger';
  if (uid === undefined) return isHere && actor.role !== 'browser' ? 'guest' : 'stranger';
  if (meeting.hostId === uid || operated.some((operator) => operator.isOriginalHost)) return 'host';
  if (operated.length > 0) return 'operator';
  // A browser's session names a meeting because it asked to, a panel's because Zoom sealed it.
  return meeting.isMember || (isHere && actor.role !== 'browser') ? 'member' : 'stranger';
}

function isHostRole(actor: Actor): boolean {
  return actor.role === 'host' || actor.role === 'co-host';
}
