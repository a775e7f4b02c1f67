/** The parts that the steps of the stream machine are made of: open, lose, retry, end. */
import {
  type Alive,
  type ConnectionState,
  type LinkId,
  type Memory,
  openLinks,
  type Resume,
  type Signaling,
} from './connection-state.ts';
import type { EndReason, LinkKind } from './end-reason.ts';
import type { ProtocolTimes } from './protocol-times.ts';
import { afterLoss, afterRetry, planRetry } from './recovery-policy.ts';

export type ConnectionCommand =
  | { readonly type: 'open'; readonly kind: LinkKind; readonly link: LinkId; readonly url: string }
  | { readonly type: 'drop'; readonly link: LinkId }
  | { readonly type: 'subscribe' | 'send-ready'; readonly link: LinkId }
  | { readonly type: 'retry-later'; readonly retry: number; readonly delayMs: number }
  | { readonly type: 'report-gap'; readonly lengthMs: number };

/**
 * Signaling often closes a moment after media: the retry waits, so that both are restored once. The wait covers the order
 * of two packets and is not scaled.
 */
export const SIGNALING_MAY_FOLLOW_MS = 50;

/** What a step needs besides state and event. */
export interface StepContext {
  readonly now: number;
  /** From 0 to 1. */
  readonly random: number;
  readonly times: ProtocolTimes;
}

export interface Step {
  readonly state: ConnectionState;
  readonly commands: readonly ConnectionCommand[];
}

/**
 * The memory after the loss of a good connection; unchanged while no connection was good.
 * @param isAnnounced Zoom announced the loss.
 */
export function lostConnection(
  state: Alive,
  goodUntilMs: number,
  { now, times }: StepContext,
  isAnnounced = false,
): Memory {
  if (state.phase !== 'streaming' && state.phase !== 'paused') return state.memory;
  const { recovery, mediaIncident } = state.memory;
  // Zoom's sign of this loss may precede the close, and was then counted to the loss before.
  const wasAnnounced = isAnnounced || (mediaIncident?.heardAt ?? -Infinity) >= state.since;
  const wasUseful = wasAnnounced || state.spoke || now - state.since >= times.stableAfterMs;
  return {
    ...state.memory,
    ...goodUntil(state, goodUntilMs),
    recovery: afterLoss(recovery, wasUseful, now, times),
    mediaIncident: { at: now, signs: [] },
  };
}

/** Only a streaming connection misses speech when it is lost; a paused or lost one misses nothing more. */
export function goodUntil(state: Alive, at: number): { goodUntil?: number } {
  return state.phase === 'streaming' ? { goodUntil: at } : {};
}

interface RetryOptions {
  readonly context: StepContext;
  /** Links to close first. */
  readonly drops?: readonly ConnectionCommand[];
  /** Zoom refused the last attempt. */
  readonly isRefused?: boolean;
  /** Not sooner than this. */
  readonly graceMs?: number;
}

/** Retries at once or later; ends the stream when Zoom's window is over. */
export function retry(
  memory: Memory,
  what: Resume,
  { context, drops = [], isRefused = false, graceMs = 0 }: RetryOptions,
): Step {
  const plannedMs = planRetry(memory.recovery, { ...context, refused: isRefused });
  if (plannedMs === undefined) {
    const { refusal } = memory;
    const reason: EndReason = { type: 'window-over', ...(refusal !== undefined && { refusal }) };
    const left: ConnectionCommand[] = what.what === 'media' ? [{ type: 'drop', link: what.signaling }] : [];
    return { state: { phase: 'ended', end: reason, memory }, commands: [...drops, ...left] };
  }
  const delayMs = Math.max(plannedMs, graceMs);
  if (delayMs === 0) return resume(memory, what, drops, context);
  const number = memory.serial + 1;
  return {
    state: { phase: 'backing-off', retry: number, resume: what, memory: { ...memory, serial: number } },
    commands: [...drops, { type: 'retry-later', retry: number, delayMs }],
  };
}

export function resume(
  memory: Memory,
  what: Resume,
  before: readonly ConnectionCommand[],
  { now, times }: StepContext,
): Step {
  const counted = { ...memory, recovery: afterRetry(memory.recovery, now, times) };
  return what.what === 'both' ? openSignaling(counted, before) : openMedia(counted, what, before);
}

export function openSignaling(memory: Memory, before: readonly ConnectionCommand[]): Step {
  const link = memory.serial + 1;
  return {
    state: { phase: 'connecting-signaling', signaling: link, memory: { ...memory, serial: link } },
    commands: [...before, { type: 'open', kind: 'signaling', link, url: memory.signalingAt.url }],
  };
}

export function openMedia(
  memory: Memory,
  { signaling, mediaAt }: Signaling,
  before: readonly ConnectionCommand[],
): Step {
  const media = memory.serial + 1;
  return {
    state: { phase: 'connecting-media', signaling, media, mediaAt, memory: { ...memory, serial: media } },
    commands: [...before, { type: 'open', kind: 'media', link: media, url: mediaAt.url }],
  };
}

export function end(state: Alive, reason: EndReason): Step {
  return { state: { phase: 'ended', end: reason, memory: state.memory }, commands: dropAll(state) };
}

export function unchanged(state: ConnectionState): Step {
  return { state, commands: [] };
}

export function dropAll(state: Alive): readonly { readonly type: 'drop'; readonly link: LinkId }[] {
  return openLinks(state).map((link) => ({ type: 'drop', link }));
}
