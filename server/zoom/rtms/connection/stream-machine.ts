/**
 * The life of one stream as a pure step: `(state, event) → { state, commands }`. The shell (stream.ts) performs the
 * commands. Links are numbered; what an old link still says is recognised by its number and ignored.
 */
import { SHORTEST_GAP_MS } from '../../../captions/caption-limits.ts';
import { rtmsStatus } from '../wire/handshake-status.ts';
import { nextAddress, type ServerAddresses } from '../wire/server-addresses.ts';
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
  type Step,
  type StepContext,
  unchanged,
} from './connection-steps.ts';
import type { EndReason, Refusal } from './end-reason.ts';
import { isRecent, isRepaired, type SignOfLoss, withSign } from './media-incident.ts';
import { afterAnnouncement, afterRetry, freshRecovery } from './recovery-policy.ts';

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
  /** @param goodUntil the last moment at which media can have been good, milliseconds. */
  | { readonly type: 'link-lost'; readonly link: LinkId; readonly goodUntil: number }
  | ({ readonly type: 'media-interrupted' } & SignOfLoss)
  | { readonly type: 'pause-announced' | 'resume-announced' | 'end-announced' }
  /** A transcript came. */
  | { readonly type: 'speech'; readonly link: LinkId }
  | { readonly type: 'retry-due'; readonly retry: number }
  | { readonly type: 'finished'; readonly end: EndReason };

/** The `rtms_interrupted` webhook: `at` is Zoom's clock, `heardAt` when the last frame came on signaling, ours. */
interface Interrupted {
  readonly type: 'interrupted';
  readonly at: number;
  readonly heardAt: number | undefined;
}

/**
 * When media closes, signaling often closes with it, a moment later: then both are restored, once. This is about the
 * order of two packets, not about Zoom, and therefore not scaled.
 */
const SIGNALING_MAY_FOLLOW_MS = 50;

/** Zoom's clock and ours may differ by this much. Clocks are not scaled. */
const CLOCK_SKEW_MS = 5_000;

/**
 * @param resumed after a restart of this process: viewers see `reconnecting`.
 * @param goodUntil when media was last good, milliseconds, if it was: what came since was not captured.
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

/** Zoom named no server that we may connect to. */
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

function moved(state: Alive, signalingAt: ServerAddresses, context: StepContext): Step {
  const { refusal: _, ...memory } = state.memory;
  return openSignaling(
    {
      ...memory,
      ...goodUntil(state, context.now),
      signalingAt,
      terminating: false,
      recovery: freshRecovery(context.now, context.times),
      // The webhook about the loss of the old server, if one comes, is about this.
      signalingIncident: { at: context.now, announced: false },
      mediaIncident: { at: context.now, signs: [] },
    },
    dropAll(state),
  );
}

function interrupted(state: Alive, event: Interrupted, context: StepContext): Step {
  if (isBehindUs(state, event)) return unchanged(state);
  const known = state.memory.signalingIncident;
  const isNoticed = known?.announced === false && context.now - known.at < context.times.incidentMs;
  // We saw the socket close and have come back already. While waiting, the webhook is a good moment to try.
  if (isNoticed && state.phase !== 'backing-off') {
    const signalingIncident = { ...known, announced: true };
    return unchanged({ ...state, memory: { ...state.memory, signalingIncident } });
  }
  // An attempt in flight is what the webhook asks for.
  if (state.phase === 'connecting-signaling') return unchanged(state);
  const lost = lostConnection(state, context.now, context);
  const recovery = { ...lost.recovery, windowEndsAt: context.now + context.times.returnWindowMs };
  const memory = { ...lost, recovery, signalingIncident: { at: context.now, announced: true } };
  const counted = afterRetry(recovery, context.now, context.times);
  return openSignaling({ ...memory, recovery: counted }, dropAll(state));
}

/** A webhook may come late: the loss it tells of came before this connection was good, or Zoom has been heard long after. */
function isBehindUs(state: Alive, { at, heardAt }: Interrupted): boolean {
  if (state.phase !== 'streaming' && state.phase !== 'paused') return false;
  return state.since > at || (heardAt !== undefined && heardAt > at + CLOCK_SKEW_MS);
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

function mediaInterrupted(state: Alive, sign: SignOfLoss, context: StepContext): Step {
  const { now, times } = context;
  const known = state.memory.mediaIncident;
  if (state.phase !== 'streaming' && state.phase !== 'paused') return announced(state, sign, context);
  if (known !== undefined && isRepaired(known, sign, { now, goodSince: state.since, times })) {
    return unchanged({ ...state, memory: { ...state.memory, mediaIncident: withSign(known, sign, now) } });
  }
  const lost = lostConnection(state, now, context, true);
  const memory = { ...lost, mediaIncident: withSign({ at: now, signs: [] }, sign, now) };
  const mediaOnly = { what: 'media', signaling: state.signaling, mediaAt: state.mediaAt } as const;
  return retry(memory, mediaOnly, { context, drops: [{ type: 'drop', link: state.media }] });
}

/** We saw the loss first, and try already. Now that Zoom owns to it, there is no reason to wait long. */
function announced(state: Alive, sign: SignOfLoss, context: StepContext): Step {
  const { mediaIncident: known, recovery } = state.memory;
  const { now, times } = context;
  const isOurs = known !== undefined && isRecent(known, now, times);
  const mediaIncident = withSign(isOurs ? known : { at: now, signs: [] }, sign, now);
  if (!isOurs || known.signs.length > 0)
    return unchanged({ ...state, memory: { ...state.memory, mediaIncident } });
  const memory = { ...state.memory, mediaIncident, recovery: afterAnnouncement(recovery) };
  return state.phase === 'backing-off' && state.resume.what === 'media'
    ? retry(memory, state.resume, { context, graceMs: SIGNALING_MAY_FOLLOW_MS })
    : unchanged({ ...state, memory });
}

function spoke(state: Alive, link: LinkId): Step {
  if ((state.phase !== 'streaming' && state.phase !== 'paused') || state.media !== link)
    return unchanged(state);
  const proven = { ...state, spoke: true };
  // Nobody speaks in a paused stream, except on the link that was paused: its last words come late.
  return state.phase === 'paused' && state.memory.pausedOn !== link ? resumed(proven) : unchanged(proven);
}

function paused(state: Alive): Step {
  const pausedOn = 'media' in state ? state.media : 0;
  const memory = { ...state.memory, pausedOn: state.memory.pausedOn ?? pausedOn };
  return state.phase === 'streaming'
    ? unchanged({ ...state, phase: 'paused', memory })
    : unchanged({ ...state, memory });
}

function resumed(state: Alive): Step {
  const { pausedOn: _, ...memory } = state.memory;
  return state.phase === 'paused'
    ? unchanged({ ...state, phase: 'streaming', memory })
    : unchanged({ ...state, memory });
}

function retryDue(state: Alive, number: number, context: StepContext): Step {
  if (state.phase !== 'backing-off' || state.retry !== number) return unchanged(state);
  return resume(state.memory, state.resume, [], context);
}
