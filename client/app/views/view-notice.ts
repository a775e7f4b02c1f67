/** What a view says besides captions: as little as possible, because an audience reads it. Pure. */
import type { MeetingStatus } from '../../../shared/meeting-status.ts';
import type { ViewKind } from '../../../shared/views.ts';
import type { Refusal, SessionState } from '../session/session-machine.ts';

export type ViewNotice =
  /** Everything is in order, or will be by itself in a moment. */
  | { readonly kind: 'none' }
  /** The connection is gone for long: a mark, no words. */
  | { readonly kind: 'lost' }
  /** Nothing was spoken yet: for the room that the screen is ready. */
  | { readonly kind: 'ready' }
  /** Only a person can help, who set up this view. */
  | { readonly kind: 'operator'; readonly fault: OperatorFault };

export type OperatorFault = Refusal | 'no-address';

export interface ViewFacts {
  readonly kind: ViewKind;
  readonly session: SessionState;
  readonly status: MeetingStatus | undefined;
  /** No connection for longer than `LOST_AFTER_MS`. */
  readonly isLost: boolean;
  /** Captions have stood on this screen since it was opened. */
  readonly hasShown: boolean;
}

/** Restarts of a server and losses of a network that nobody has to know of. */
export const LOST_AFTER_MS = 15_000;

export function viewNotice({ kind, session, status, isLost, hasShown }: ViewFacts): ViewNotice {
  if (session.kind === 'no-meeting') return { kind: 'operator', fault: 'no-address' };
  if (session.kind === 'refused') {
    // In the middle of a stream the words for the operator would be the programme.
    if (kind === 'overlay' && hasShown) return { kind: 'lost' };
    return { kind: 'operator', fault: session.refusal };
  }
  if (isLost) return { kind: 'lost' };
  const isOpen = session.kind === 'open' && session.link === 'online' && status?.state !== 'ended';
  return kind === 'projector' && isOpen && !hasShown ? { kind: 'ready' } : { kind: 'none' };
}

/** No captions can come over this link. */
export function isDisconnected(session: SessionState): boolean {
  switch (session.kind) {
    case 'opening':
    case 'unreachable':
      return true;
    case 'open':
      return session.link !== 'online';
    case 'no-meeting':
    case 'refused':
      return false;
  }
}
