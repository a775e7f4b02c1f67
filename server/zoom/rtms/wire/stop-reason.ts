import type { ReasonCode } from '../../../../shared/meeting-status.ts';

/** RTMS_STOP_REASON: webhook `stop_reason`, msg 8 `reason`, msg 9 `stop_reason`. */
export interface StopReason {
  readonly name: string;
  /** The stream broke down; a new start (with a new stream id) can go on. Others were meant. */
  readonly recoverable: boolean;
  /** For people in the meeting. */
  readonly code: ReasonCode;
}

/** Zoom withdrew the right to what was collected: everything of the stream is deleted at once. */
export const STREAM_REVOKED = 8;
/** Client id and secret are not this stream's. */
export const AUTHENTICATION_FAILURE = 18;
/** We asked Zoom to close (msg 21). */
export const CLOSED_BY_RECEIVER = 20;
/** Media was lost, and only media. */
const DATA_CONNECTION_INTERRUPTED = 14;
const DATA_CONNECTION_CLOSED = 16;
/** Zoom ended the stream without saying why. */
export const UNDEFINED_STOP_REASON = 0;

/**
 * Never strict: the values Zoom sends are more than the ones it lists. 21, 22 and 26 belong to Contact Center, which
 * this app does not serve; the nearest code has to do.
 */
const reasons: ReadonlyMap<number, StopReason> = new Map([
  [UNDEFINED_STOP_REASON, meant('UNDEFINED', 'stopped')],
  [1, meant('HOST_STOPPED', 'host-stopped')],
  [2, meant('USER_STOPPED', 'stopped')],
  [3, meant('USER_LEFT', 'starter-left')],
  [4, meant('USER_EJECTED', 'starter-removed')],
  [5, meant('APP_DISABLED', 'app-disabled')],
  [6, meant('MEETING_ENDED', 'meeting-ended')],
  [7, meant('STREAM_CANCELLED', 'participant-stopped')],
  [STREAM_REVOKED, meant('STREAM_REVOKED', 'revoked')],
  [9, meant('ALL_APPS_DISABLED', 'apps-disabled')],
  [10, broken('INTERNAL_EXCEPTION', 'zoom-error')],
  [11, broken('CONNECTION_TIMEOUT', 'not-made')],
  [12, broken('INSTANCE_INTERRUPTED', 'lost')],
  [13, broken('SIGNALING_INTERRUPTED', 'lost')],
  [DATA_CONNECTION_INTERRUPTED, broken('DATA_CONNECTION_INTERRUPTED', 'lost')],
  [15, broken('SIGNALING_CLOSED', 'lost')],
  [DATA_CONNECTION_CLOSED, broken('DATA_CONNECTION_CLOSED', 'lost')],
  [17, broken('EXIT_SIGNAL', 'zoom-stopped')],
  [AUTHENTICATION_FAILURE, broken('AUTHENTICATION_FAILURE', 'credentials')],
  [19, broken('RECONNECTION_TIMEOUT', 'not-restored')],
  [CLOSED_BY_RECEIVER, meant('CLOSED_BY_RECEIVER', 'stopped')],
  [21, meant('CUSTOMER_DISCONNECTED', 'stopped')],
  [22, meant('AGENT_DISCONNECTED', 'stopped')],
  [23, meant('ADMIN_DISABLED_APP', 'admin-disabled')],
  [24, broken('KEEP_ALIVE_TIMEOUT', 'lost')],
  [25, meant('STOPPED_BY_API', 'stopped')],
  [26, meant('QUEUE_NOT_SUPPORTED', 'zoom-stopped')],
]);

export function stopReason(code: number): StopReason {
  return reasons.get(code) ?? meant(`UNKNOWN_${code}`, 'zoom-stopped');
}

/** Of an interrupted stream. Signaling, on which it is said, is there; without a reason, too, media is what was lost. */
export function isLossOfMedia(code: number): boolean {
  return [UNDEFINED_STOP_REASON, DATA_CONNECTION_INTERRUPTED, DATA_CONNECTION_CLOSED].includes(code);
}

function meant(name: string, code: ReasonCode): StopReason {
  return { name, recoverable: false, code };
}

function broken(name: string, code: ReasonCode): StopReason {
  return { name, recoverable: true, code };
}
