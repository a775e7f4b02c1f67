/** What a stream's connection is at one moment. Each state carries what exists while it lasts. */
import type { StreamStateUpdate } from '../../../captions/stream-update.ts';
import { reasonOfEnd, reasonOfRefusal } from '../reason-code.ts';
import type { ServerAddresses } from '../wire/server-addresses.ts';
import { type EndReason, isBreakdown, type LinkKind, type Refusal } from './end-reason.ts';
import type { MediaIncident } from './media-incident.ts';
import type { Recovery } from './recovery-policy.ts';

export type LinkId = number;

/** What every state knows. */
export interface Memory {
  readonly signalingAt: ServerAddresses;
  /** The newest number given to a link or a retry. */
  readonly serial: number;
  readonly wasLive: boolean;
  /** Media was good until then, and is not yet back. Milliseconds, our clock. */
  readonly goodUntil?: number;
  /** The media link on which the stream was paused; 0 when there was none. */
  readonly pausedOn?: LinkId;
  /** Zoom announced the end: what closes now stays closed. */
  readonly terminating: boolean;
  readonly recovery: Recovery;
  /** Zoom's last no, until a connection is good. */
  readonly refusal?: Refusal;
  /** When media was last lost. */
  readonly mediaIncident?: MediaIncident;
  /** When signaling was last lost, and whether the webhook about it has come. */
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

/** What viewers are told of a state. */
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

/** Which of the links in use this is; `undefined` for an old one. */
export function linkKindOf(state: Alive, link: LinkId): LinkKind | undefined {
  if (!openLinks(state).includes(link)) return undefined;
  return 'media' in state && state.media === link ? 'media' : 'signaling';
}

/** The link whose handshake Zoom has not answered yet. */
export function pendingHandshake(state: Alive, link: LinkId): LinkKind | undefined {
  if (state.phase === 'connecting-signaling' && state.signaling === link) return 'signaling';
  return state.phase === 'connecting-media' && state.media === link ? 'media' : undefined;
}
