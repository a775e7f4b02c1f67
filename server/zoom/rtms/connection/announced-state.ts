import { type RtmsFrame, sessionStates, streamStates } from '../wire/frames.ts';
import { isLossOfMedia, STREAM_REVOKED, UNDEFINED_STOP_REASON } from '../wire/stop-reason.ts';
import type { ConnectionEvent } from './stream-machine.ts';

type StateFrame = Extract<RtmsFrame, { type: 'stream-state' | 'session-state' }>;

/** What a state update (msg 8, msg 9) means for the connection; nothing, mostly. */
export function announcedState(frame: StateFrame): ConnectionEvent | undefined {
  // The right to everything collected is withdrawn, wherever it is said.
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

/** A stream can hold several sessions: one that stops is no end, one that starts is no longer paused. */
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
