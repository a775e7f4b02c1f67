/** The state of a stream's connection. Each state carries only what exists while it lasts. */
import type { StreamStateUpdate } from '../../../captions/model/stream-update.ts';
import { reasonOfEnd, reasonOfRefusal } from '../reason-code.ts';
import type { ServerAddresses } from '../wire/server-addresses.ts';
import { type EndReason, isBreakdown, type LinkKind, type Refusal } from './end-reason.ts';
import type { MediaIncident } from './media-incident.ts';
import type { Recovery } from './recovery-policy.ts';

export type LinkId = number;

/** The part that every state carries. */
export interface Memory {
  readonly signalingAt: ServerAddresses;
  /** The newest number given to a link or a retry. */
  readonly serial: number;
  readonly wasLive: boolean;
  /** Media was good until then, and is not yet back. Milliseconds, our clock. */
  readonly goodUntil?: number;
  /** The media link on which the stream was paused; 0 when there was none. */
  readonly pausedOn?: LinkId;
  /** Zoom announced the end: a link that closes is not opened again. */
  readonly terminating: boolean;
  readonly recovery: Recovery;
  /** The last refused handshake, until a connection is good. */
  readonly refusal?: Refusal;
  /** When media was last lost. */
  readonly mediaIncident?: MediaIncident;
  /** When signaling was last lost, and whether the webhook about it was delivered. */
  readonly signalingIncident?: { readonly at: number; readonly announced: boolean };
}

export interface Signaling {
  readonly signaling: LinkId;
  readonly mediaAt: ServerAddresses;
}

interface Connected extends Signaling {
  readonly media: LinkId;
}

export type Resume = { readonly what: 'both' } | ({ readonly what: 'media' } & Signaling);

export type ConnectionState = { readonly memory: Memory } & (
  | { readonly phase: 'connecting-signaling'; readonly signaling: LinkId }
  | ({ readonly phase: 'connecting-media' } & Connected)
  /** `spoke`: a transcript has come over this media link. */
  | ({ readonly phase: 'streaming' | 'paused'; readonly since: number; readonly spoke: boolean } & Connected)
  | { readonly phase: 'backing-off'; readonly retry: number; readonly resume: Resume }
  | { readonly phase: 'ended'; readonly end: EndReason }
);

export type Alive = Exclude<ConnectionState, { phase: 'ended' }>;

/** What readers see of a state. */
export function publicState(
  state: ConnectionState,
): Pick<StreamStateUpdate, 'state' | 'reason' | 'interruption'> {
  const { goodUntil } = state.memory;
  const interruption = { interruption: goodUntil === undefined ? {} : { since: goodUntil } };
  switch (state.phase) {
    case 'streaming':
      return { state: 'live' };
    case 'paused':
      return { state: 'paused' };
    case 'ended':
      return {
        state: 'ended',
        reason: reasonOfEnd(state.end),
        ...(isBreakdown(state.end) && interruption),
      };
    case 'connecting-signaling':
    case 'connecting-media':
    case 'backing-off': {
      const { wasLive, refusal } = state.memory;
      return {
        state: wasLive ? 'reconnecting' : 'connecting',
        ...(refusal !== undefined && { reason: reasonOfRefusal(refusal) }),
        ...(wasLive && interruption),
      };
    }
  }
}

/** The links in use. */
export function openLinks(state: Alive): readonly LinkId[] {
  switch (state.phase) {
    case 'connecting-signaling':
      return [state.signaling];
    case 'connecting-media':
    case 'streaming':
    case 'paused':
      return [state.media, state.signaling];
    case 'backing-off':
      return state.resume.what === 'media' ? [state.resume.signaling] : [];
  }
}

/** The kind of a link in use; `undefined` for an outdated link. */
export function linkKindOf(state: Alive, link: LinkId): LinkKind | undefined {
  if (!openLinks(state).includes(link)) return undefined;
  return 'media' in state && state.media === link ? 'media' : 'signaling';
}

/** The kind of the link, if Zoom has not answered its handshake yet. */
export function pendingHandshake(state: Alive, link: LinkId): LinkKind | undefined {
  if (state.phase === 'connecting-signaling' && state.signaling === link) return 'signaling';
  return state.phase === 'connecting-media' && state.media === link ? 'media' : undefined;
}
