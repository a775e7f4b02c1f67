/**
 * The life of one stream as a pure step: `(state, event, context) → { state, commands }`. stream-commands.ts performs
 * the commands. Links are numbered, so that an event of an outdated link is recognised and ignored.
 */
import { SHORTEST_GAP_MS } from '../../../captions/caption-limits.ts';
import { rtmsStatus } from '../wire/handshake-status.ts';
import { nextAddress, type ServerAddresses } from '../wire/server-addresses.ts';
import {
  type Interrupted,
  interrupted,
  mediaInterrupted,
  moved,
  paused,
  resumed,
} from './announced-steps.ts';
import {
  type Alive,
  type ConnectionState,
  type LinkId,
  linkKindOf,
  pendingHandshake,
  type Resume,
} from './connection-state.ts';
import {
  dropAll,
  end,
  goodUntil,
  lostConnection,
  openMedia,
  openSignaling,
  resume,
  retry,
  SIGNALING_MAY_FOLLOW_MS,
  type Step,
  type StepContext,
  unchanged,
} from './connection-steps.ts';
import type { EndReason, Refusal } from './end-reason.ts';
import type { SignOfLoss } from './media-incident.ts';
import { freshRecovery } from './recovery-policy.ts';

export type ConnectionEvent =
  /** Zoom moved the stream to another server: a newer `rtms_started`. */
  | { readonly type: 'moved'; readonly signalingAt: ServerAddresses }
  | Interrupted
  | {
      readonly type: 'signaling-accepted';
      readonly link: LinkId;
      readonly mediaAt: ServerAddresses | undefined;
    }
  | { readonly type: 'media-accepted'; readonly link: LinkId }
  | { readonly type: 'refused'; readonly link: LinkId; readonly status: number; readonly reason: string }
  /** `goodUntil`: the last moment at which media can have been good, milliseconds. */
  | { readonly type: 'link-lost'; readonly link: LinkId; readonly goodUntil: number }
  | ({ readonly type: 'media-interrupted' } & SignOfLoss)
  | { readonly type: 'pause-announced' | 'resume-announced' | 'end-announced' }
  /** A transcript was received. */
  | { readonly type: 'speech'; readonly link: LinkId }
  | { readonly type: 'retry-due'; readonly retry: number }
  | { readonly type: 'finished'; readonly end: EndReason };

/**
 * @param resumed after a restart of the process: readers see `reconnecting`.
 * @param goodUntil when media was last good, milliseconds, if it was: speech since then was not captured.
 */
export function begin(
  signalingAt: ServerAddresses,
  resumed: boolean,
  context: StepContext,
  goodUntil?: number,
): Step {
  const recovery = freshRecovery(context.now, context.times);
  const memory = { signalingAt, serial: 0, wasLive: resumed, terminating: false, recovery };
  return openSignaling(goodUntil === undefined ? memory : { ...memory, goodUntil }, []);
}

/** Zoom sent no server address that is allowed: the stream ends at once. */
export function beginWithoutAddress(context: StepContext): Step {
  const recovery = freshRecovery(context.now, context.times);
  const signalingAt = { url: '', others: [] };
  const memory = { signalingAt, serial: 0, wasLive: false, terminating: false, recovery };
  return { state: { phase: 'ended', end: { type: 'no-address', link: 'signaling' }, memory }, commands: [] };
}

export function step(state: ConnectionState, event: ConnectionEvent, context: StepContext): Step {
  if (state.phase === 'ended') return unchanged(state);
  switch (event.type) {
    case 'moved':
      return moved(state, event.signalingAt, context);
    case 'interrupted':
      return interrupted(state, event, context);
    case 'signaling-accepted':
      return signalingAccepted(state, event.link, event.mediaAt);
    case 'media-accepted':
      return mediaAccepted(state, event.link, context);
    case 'refused':
      return refused(state, event.link, { status: event.status, reason: event.reason }, context);
    case 'link-lost':
      return linkLost(state, event.link, event.goodUntil, context);
    case 'media-interrupted':
      return mediaInterrupted(state, event, context);
    case 'pause-announced':
      return paused(state);
    case 'resume-announced':
      return resumed(state);
    case 'end-announced':
      return unchanged({ ...state, memory: { ...state.memory, terminating: true } });
    case 'speech':
      return spoke(state, event.link);
    case 'retry-due':
      return retryDue(state, event.retry, context);
    case 'finished':
      return end({ ...state, memory: { ...state.memory, ...goodUntil(state, context.now) } }, event.end);
  }
}

function signalingAccepted(state: Alive, link: LinkId, mediaAt: ServerAddresses | undefined): Step {
  if (state.phase !== 'connecting-signaling' || state.signaling !== link) return unchanged(state);
  if (mediaAt === undefined) return end(state, { type: 'no-address', link: 'media' });
  return openMedia(state.memory, { signaling: link, mediaAt }, [{ type: 'subscribe', link }]);
}

function mediaAccepted(state: Alive, link: LinkId, { now }: StepContext): Step {
  if (state.phase !== 'connecting-media' || state.media !== link) return unchanged(state);
  const { goodUntil: lostAt, refusal: _, ...memory } = state.memory;
  const gapMs = lostAt === undefined ? 0 : now - lostAt;
  return {
    state: {
      phase: memory.pausedOn === undefined ? 'streaming' : 'paused',
      signaling: state.signaling,
      mediaAt: state.mediaAt,
      media: link,
      since: now,
      spoke: false,
      memory: { ...memory, wasLive: true },
    },
    commands: [
      // Zoom sends no media until CLIENT_READY_ACK goes out on the signaling link, after every media handshake.
      { type: 'send-ready', link: state.signaling },
      ...(gapMs > SHORTEST_GAP_MS ? [{ type: 'report-gap', lengthMs: gapMs } as const] : []),
    ],
  };
}

function refused(
  state: Alive,
  link: LinkId,
  answer: { status: number; reason: string },
  context: StepContext,
): Step {
  const kind = pendingHandshake(state, link);
  if (kind === undefined) return unchanged(state);
  const refusal: Refusal = { link: kind, ...answer };
  const isFatal = rtmsStatus(answer.status, answer.reason).class === 'fatal';
  if (isFatal) return end(state, { type: 'refused', refusal });
  const what: Resume =
    state.phase === 'connecting-media'
      ? { what: 'media', signaling: state.signaling, mediaAt: state.mediaAt }
      : { what: 'both' };
  return retry({ ...state.memory, refusal }, what, {
    context,
    drops: [{ type: 'drop', link }],
    isRefused: true,
  });
}

function linkLost(state: Alive, link: LinkId, goodUntilMs: number, context: StepContext): Step {
  const kind = linkKindOf(state, link);
  if (kind === undefined) return unchanged(state);
  const others = dropAll(state).filter((command) => command.link !== link);
  if (state.memory.terminating) return { ...end(state, { type: 'terminated' }), commands: others };
  const memory = lostConnection(state, goodUntilMs, context);
  if (kind === 'media' && 'media' in state) {
    const mediaAt = state.phase === 'connecting-media' ? nextAddress(state.mediaAt) : state.mediaAt;
    const mediaOnly = { what: 'media', signaling: state.signaling, mediaAt } as const;
    return retry(memory, mediaOnly, { context, graceMs: SIGNALING_MAY_FOLLOW_MS });
  }
  if (state.phase === 'connecting-signaling') {
    return retry({ ...memory, signalingAt: nextAddress(memory.signalingAt) }, { what: 'both' }, { context });
  }
  const signalingIncident = { at: context.now, announced: false };
  return retry({ ...memory, signalingIncident }, { what: 'both' }, { context, drops: others });
}

function spoke(state: Alive, link: LinkId): Step {
  if ((state.phase !== 'streaming' && state.phase !== 'paused') || state.media !== link)
    return unchanged(state);
  const proven = { ...state, spoke: true };
  // Speech resumes a paused stream, except on the paused link, where it is late speech.
  return state.phase === 'paused' && state.memory.pausedOn !== link ? resumed(proven) : unchanged(proven);
}

function retryDue(state: Alive, number: number, context: StepContext): Step {
  if (state.phase !== 'backing-off' || state.retry !== number) return unchanged(state);
  return resume(state.memory, state.resume, [], context);
}
