/** What a viewer may do now, and what they are told when they may not read. */
import type { StartPermission } from '../../../shared/meeting-status.ts';
import type { Ended } from '../../../shared/panel-protocol.ts';
import type { Admission } from '../../access/access-table.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import { endOfLink, meetingDeleted, meetingMoved, sessionEnded } from '../refusals.ts';

export interface AdmissionPorts {
  readonly tokens: {
    /** Has the session ended since its token was verified? */
    isEnded(viewer: ViewerSession): Promise<boolean>;
  };
  readonly door: {
    /** What the access table says of this viewer, now. */
    admit(viewer: ViewerSession): Promise<Admission>;
  };
}

/** The reader reads no more. */
type Ending = Exclude<Admission, { kind: 'reader' } | { kind: 'outside' }>;

/** What a panel is told of it. */
export function endOf(ending: Ending): Ended {
  switch (ending.kind) {
    case 'meeting-deleted':
      return meetingDeleted;
    case 'meeting-moved':
      return meetingMoved;
    case 'link-ended':
      return endOfLink(ending.code);
    case 'session-ended':
    case 'refused':
      return sessionEnded;
  }
}

/** May the token of one go on in the socket of the other? */
export function isSameViewer(one: ViewerSession, other: ViewerSession): boolean {
  return (
    one.viewerId === other.viewerId && one.meetingId === other.meetingId && one.shareId === other.shareId
  );
}

/** What this viewer may do now: a socket may be older than the end of its session. */
export async function admissionOf(
  viewer: ViewerSession,
  { tokens, door }: AdmissionPorts,
): Promise<Admission> {
  return (await tokens.isEnded(viewer)) ? { kind: 'session-ended' } : door.admit(viewer);
}

/** What a viewer may be told about starting captions. */
export function startOf(admission: Admission): StartPermission {
  return admission.kind === 'reader' ? admission.start : 'no';
}
