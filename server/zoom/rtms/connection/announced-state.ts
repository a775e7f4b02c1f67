import { type RtmsFrame, sessionStates, streamStates } from '../wire/frames.ts';
import { isLossOfMedia, STREAM_REVOKED, UNDEFINED_STOP_REASON } from '../wire/stop-reason.ts';
import type { ConnectionEvent } from './stream-machine.ts';

type StateFrame = Extract<RtmsFrame, { type: 'stream-state' | 'session-state' }>;

/** The event of the connection that a state update (msg 8, msg 9) is; `undefined` for most. */
export function announcedState(frame: StateFrame): ConnectionEvent | undefined {
  // Revocation withdraws the right to everything collected, whichever message carries it.
  if (frame.reason === STREAM_REVOKED && isOver(frame)) return stopped(STREAM_REVOKED, frame);
  return frame.type === 'stream-state' ? ofStream(frame) : ofSession(frame);
}

function ofStream(frame: StateFrame): ConnectionEvent | undefined {
  const { state, reason = UNDEFINED_STOP_REASON, at } = frame;
  switch (state) {
    case streamStates.interrupted:
      return isLossOfMedia(reason) ? { type: 'media-interrupted', sign: 'state', at } : undefined;
    case streamStates.terminating:
      return { type: 'end-announced' };
    case streamStates.terminated:
      return stopped(reason, frame);
    case streamStates.paused:
      return { type: 'pause-announced' };
    case streamStates.resumed:
      return { type: 'resume-announced' };
    default:
      return undefined;
  }
}

/** A stream can hold several sessions: one that stops does not end it, one that starts is not paused. */
function ofSession({ state }: StateFrame): ConnectionEvent | undefined {
  if (state === sessionStates.paused) return { type: 'pause-announced' };
  return state === sessionStates.resumed || state === sessionStates.started
    ? { type: 'resume-announced' }
    : undefined;
}

function isOver({ type, state }: StateFrame): boolean {
  return type === 'stream-state'
    ? state === streamStates.terminating || state === streamStates.terminated
    : state === sessionStates.stopped;
}

function stopped(stopReason: number, { at }: StateFrame): ConnectionEvent {
  return { type: 'finished', end: { type: 'stopped', stopReason, at } };
}
