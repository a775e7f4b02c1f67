import type {
  ConnectErrorCode,
  EndedCode,
  SessionAnswer,
  SessionMeeting,
} from '../../../shared/panel-protocol.ts';
import type { LinkEnd } from '../../share/closed-link.tsx';

/** A session that belongs to a meeting. */
interface MeetingSessionAnswer extends SessionAnswer {
  readonly meeting: SessionMeeting;
}

/** The panel's link to our server; the link to Zoom is part of the meeting's status. */
type Link = 'connecting' | 'online' | 'offline' | 'crowded';

/** The server refuses the proof, or has ended what it was for. */
export type Refusal =
  | 'not-allowed'
  | 'record-restricted'
  | 'sign-in'
  | 'meeting-deleted'
  | `share-${LinkEnd}`;

/** The side that did not answer: our server, or the Zoom client that issues the proof. */
export type Silent = 'server' | 'zoom';

export type SessionState =
  /** `silent`: after an attempt that failed. */
  | { readonly kind: 'opening'; readonly attempt: number; readonly silent?: Silent }
  /** Nothing could be opened yet; tries again by itself. */
  | { readonly kind: 'unreachable'; readonly attempt: number; readonly silent: Silent }
  | { readonly kind: 'no-meeting' }
  | {
      readonly kind: 'open';
      readonly session: MeetingSessionAnswer;
      readonly link: Link;
      /** A request for a newer session: `renewing` keeps the link, `reopening` connects anew with it. */
      readonly asking: 'no' | 'renewing' | 'reopening';
      readonly attempt: number;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type SessionFailure =
  | { readonly kind: 'unreachable'; readonly silent: Silent }
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type SessionEvent =
  | { readonly kind: 'opened'; readonly session: SessionAnswer }
  | { readonly kind: 'open-failed'; readonly failure: SessionFailure }
  /** A renewal is due, Zoom reports another meeting or role, or a person tries again. */
  | { readonly kind: 'refresh' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected'; readonly willReturn: boolean }
  | { readonly kind: 'connection-refused'; readonly code: ConnectErrorCode | 'not-allowed' }
  | { readonly kind: 'ended'; readonly code: EndedCode }
  | { readonly kind: 'reconnect-due' };

export type SessionCommand =
  | { readonly kind: 'open-session' }
  | { readonly kind: 'connect'; readonly token: string }
  | { readonly kind: 'renew'; readonly token: string }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'clear-captions' }
  | { readonly kind: 'refresh-in'; readonly inMs: number }
  | { readonly kind: 'reconnect-in'; readonly inMs: number };

type Step = readonly [SessionState, ...SessionCommand[]];

/** Share of a token's life after which it is renewed. */
const RENEW_AT = 0.8;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;
/** Time for a draining server to be replaced. */
const DRAIN_PAUSE_MS = 1_000;
const CROWD_PAUSE_MS = 15_000;
/** Expired contexts in a row after which the clock, and not the delay, is the cause. */
const EXPIRED_LIMIT = 3;

export const openingSession: Step = [{ kind: 'opening', attempt: 0 }, { kind: 'open-session' }];

/** The state machine of a page's session with a meeting. Pure. */
export function stepSession(state: SessionState, event: SessionEvent): Step {
  switch (event.kind) {
    case 'opened':
      return opened(state, event.session);
    case 'open-failed':
      return openFailed(state, event.failure);
    case 'refresh':
      return refreshed(state);
    case 'connected':
      return state.kind === 'open' ? [{ ...state, link: 'online', attempt: 0 }] : [state];
    case 'disconnected':
      return disconnected(state, event.willReturn);
    case 'connection-refused':
      return connectionRefused(state, event.code);
    case 'ended':
      return ended(state, event.code);
    case 'reconnect-due':
      if (state.kind !== 'open' || state.link === 'online') return [state];
      return [state, { kind: 'connect', token: state.session.token }];
  }
}

function retryDelayMs(attempt: number): number {
  return Math.min(RETRY_MIN_MS * 2 ** attempt, RETRY_MAX_MS);
}

function opened(state: SessionState, session: SessionAnswer): Step {
  const { meeting } = session;
  if (meeting === null) {
    const leave: SessionCommand[] =
      state.kind === 'open' ? [{ kind: 'disconnect' }, { kind: 'clear-captions' }] : [];
    return [{ kind: 'no-meeting' }, ...leave];
  }
  const current: MeetingSessionAnswer = { ...session, meeting };
  const renewal: SessionCommand = {
    kind: 'refresh-in',
    inMs: Math.max(session.expiresInMs * RENEW_AT, RETRY_MIN_MS),
  };
  const open = { kind: 'open', session: current, asking: 'no', attempt: 0 } as const;
  const connect: SessionCommand = { kind: 'connect', token: session.token };
  if (state.kind !== 'open') return [{ ...open, link: 'connecting' }, connect, renewal];
  if (state.session.meeting.id !== meeting.id) {
    // Another meeting: its predecessor's captions are cleared.
    return [
      { ...open, link: 'connecting' },
      { kind: 'disconnect' },
      { kind: 'clear-captions' },
      connect,
      renewal,
    ];
  }
  if (state.session.viewer.id !== session.viewer.id) {
    // A guest whose token expired becomes a new viewer; an open socket keeps its viewer, so that it is replaced.
    return [{ ...open, link: 'connecting' }, { kind: 'disconnect' }, connect, renewal];
  }
  if (state.asking === 'reopening')
    return [{ ...open, link: state.link, attempt: state.attempt }, connect, renewal];
  return [{ ...open, link: state.link }, { kind: 'renew', token: session.token }, renewal];
}

function openFailed(state: SessionState, failure: SessionFailure): Step {
  const attempt = state.kind === 'no-meeting' || state.kind === 'refused' ? 0 : state.attempt;
  const hopeless = failure.kind === 'expired' && attempt >= EXPIRED_LIMIT;
  if (failure.kind === 'refused' || hopeless) {
    const refusal = failure.kind === 'refused' ? failure.refusal : 'not-allowed';
    return [{ kind: 'refused', refusal }, { kind: 'disconnect' }, { kind: 'clear-captions' }];
  }
  const again: SessionCommand = { kind: 'refresh-in', inMs: retryDelayMs(attempt) };
  if (state.kind === 'open') return [{ ...state, attempt: attempt + 1 }, again];
  const silent = failure.kind === 'unreachable' ? failure.silent : 'server';
  return [{ kind: 'unreachable', attempt: attempt + 1, silent }, again];
}

function refreshed(state: SessionState): Step {
  switch (state.kind) {
    case 'open':
      return [
        { ...state, asking: state.asking === 'no' ? 'renewing' : state.asking },
        { kind: 'open-session' },
      ];
    case 'opening':
      return [state];
    case 'unreachable':
      return [{ ...state, kind: 'opening' }, { kind: 'open-session' }];
    case 'no-meeting':
    case 'refused':
      return [{ kind: 'opening', attempt: 0 }, { kind: 'open-session' }];
  }
}

function disconnected(state: SessionState, willReturn: boolean): Step {
  if (state.kind !== 'open') return [state];
  const offline = { ...state, link: state.link === 'crowded' ? 'crowded' : 'offline' } as const;
  if (willReturn || state.asking === 'reopening') return [offline];
  return [offline, { kind: 'reconnect-in', inMs: RETRY_MIN_MS }];
}

function connectionRefused(state: SessionState, code: ConnectErrorCode | 'not-allowed'): Step {
  if (state.kind !== 'open') return [state];
  switch (code) {
    case 'token-missing':
    case 'token-invalid':
    case 'token-expired':
      return reopened(state);
    case 'too-many-connections':
      return [
        { ...state, link: 'crowded' },
        { kind: 'reconnect-in', inMs: CROWD_PAUSE_MS },
      ];
    case 'share-revoked':
    case 'share-expired':
      return refused(code);
    case 'not-allowed':
      return refused('not-allowed');
  }
}

function ended(state: SessionState, code: EndedCode): Step {
  if (state.kind !== 'open') return [state];
  switch (code) {
    case 'token-expired':
      return reopened(state);
    case 'server-draining':
      return [
        { ...state, link: 'offline' },
        { kind: 'reconnect-in', inMs: DRAIN_PAUSE_MS },
      ];
    case 'share-revoked':
      return refused(code);
    case 'meeting-deleted':
      return refused('meeting-deleted');
  }
}

/** At once the first time; then with backoff, for a server that refuses fresh tokens too. */
function reopened(state: Extract<SessionState, { kind: 'open' }>): Step {
  const next = { ...state, link: 'offline', asking: 'reopening', attempt: state.attempt + 1 } as const;
  if (state.attempt === 0) return [next, { kind: 'open-session' }];
  return [next, { kind: 'refresh-in', inMs: retryDelayMs(state.attempt) }];
}

function refused(refusal: Refusal): Step {
  return [{ kind: 'refused', refusal }, { kind: 'disconnect' }, { kind: 'clear-captions' }];
}
