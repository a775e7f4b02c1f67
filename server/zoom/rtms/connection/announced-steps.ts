/** The steps of a stream on what Zoom announces: another server, a loss, a pause. */
import type { ServerAddresses } from '../wire/server-addresses.ts';
import type { Alive } from './connection-state.ts';
import {
  dropAll,
  goodUntil,
  lostConnection,
  openSignaling,
  retry,
  SIGNALING_MAY_FOLLOW_MS,
  type Step,
  type StepContext,
  unchanged,
} from './connection-steps.ts';
import { isRecent, isRepaired, type SignOfLoss, withSign } from './media-incident.ts';
import { afterAnnouncement, afterRetry, freshRecovery } from './recovery-policy.ts';

/** The `rtms_interrupted` webhook. `at`: Zoom's clock. `heardAt`: the last frame on signaling, our clock. */
export interface Interrupted {
  readonly type: 'interrupted';
  readonly at: number;
  readonly heardAt: number | undefined;
}

/** Zoom's clock and ours may differ by this much. Clocks are not scaled. */
const CLOCK_SKEW_MS = 5_000;

export function moved(state: Alive, signalingAt: ServerAddresses, context: StepContext): Step {
  const { refusal: _, ...memory } = state.memory;
  return openSignaling(
    {
      ...memory,
      ...goodUntil(state, context.now),
      signalingAt,
      terminating: false,
      recovery: freshRecovery(context.now, context.times),
      // A later webhook about the loss of the old server is about this move.
      signalingIncident: { at: context.now, announced: false },
      mediaIncident: { at: context.now, signs: [] },
    },
    dropAll(state),
  );
}

export function interrupted(state: Alive, event: Interrupted, context: StepContext): Step {
  if (isOutdated(state, event)) return unchanged(state);
  const known = state.memory.signalingIncident;
  const isNoticed = known?.announced === false && context.now - known.at < context.times.incidentMs;
  // The loss was noticed and is being repaired. Only while a retry waits does the webhook bring it forward.
  if (isNoticed && state.phase !== 'backing-off') {
    const signalingIncident = { ...known, announced: true };
    return unchanged({ ...state, memory: { ...state.memory, signalingIncident } });
  }
  // An attempt is under way already.
  if (state.phase === 'connecting-signaling') return unchanged(state);
  const lost = lostConnection(state, context.now, context);
  const recovery = { ...lost.recovery, windowEndsAt: context.now + context.times.returnWindowMs };
  const memory = { ...lost, recovery, signalingIncident: { at: context.now, announced: true } };
  const counted = afterRetry(recovery, context.now, context.times);
  return openSignaling({ ...memory, recovery: counted }, dropAll(state));
}

/** The webhook is late: media became good, or signaling delivered a frame, after the loss it reports. */
function isOutdated(state: Alive, { at, heardAt }: Interrupted): boolean {
  if (state.phase !== 'streaming' && state.phase !== 'paused') return false;
  return state.since > at || (heardAt !== undefined && heardAt > at + CLOCK_SKEW_MS);
}

export function paused(state: Alive): Step {
  const pausedOn = 'media' in state ? state.media : 0;
  const memory = { ...state.memory, pausedOn: state.memory.pausedOn ?? pausedOn };
  return state.phase === 'streaming'
    ? unchanged({ ...state, phase: 'paused', memory })
    : unchanged({ ...state, memory });
}

export function resumed(state: Alive): Step {
  const { pausedOn: _, ...memory } = state.memory;
  return state.phase === 'paused'
    ? unchanged({ ...state, phase: 'streaming', memory })
    : unchanged({ ...state, memory });
}

export function mediaInterrupted(state: Alive, sign: SignOfLoss, context: StepContext): Step {
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

/** The loss was noticed first and is being repaired. Zoom's announcement resets the backoff, so the retry comes sooner. */
function announced(state: Alive, sign: SignOfLoss, context: StepContext): Step {
  const { mediaIncident: known, recovery } = state.memory;
  const { now, times } = context;
  const isKnown = known !== undefined && isRecent(known, now, times);
  const mediaIncident = withSign(isKnown ? known : { at: now, signs: [] }, sign, now);
  if (!isKnown || known.signs.length > 0)
    return unchanged({ ...state, memory: { ...state.memory, mediaIncident } });
  const memory = { ...state.memory, mediaIncident, recovery: afterAnnouncement(recovery) };
  return state.phase === 'backing-off' && state.resume.what === 'media'
    ? retry(memory, state.resume, { context, graceMs: SIGNALING_MAY_FOLLOW_MS })
    : unchanged({ ...state, memory });
}
