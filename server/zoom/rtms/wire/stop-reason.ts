import type { ReasonCode } from '../../../../shared/meeting-status.ts';

/** RTMS_STOP_REASON: webhook `stop_reason`, msg 8 `reason`, msg 9 `stop_reason`. */
export interface StopReason {
  readonly name: string;
  /** The stream broke down, and a new start with a new stream id continues. Other streams were stopped on purpose. */
  readonly recoverable: boolean;
  /** For people in the meeting. */
  readonly code: ReasonCode;
}

/** Zoom withdrew the right to what was collected: everything of the stream is deleted at once. */
export const STREAM_REVOKED = 8;
/** Client id and secret do not belong to this stream. */
export const AUTHENTICATION_FAILURE = 18;
/** This app requested the close (msg 21). */
export const CLOSED_BY_RECEIVER = 20;
/** Media alone was lost. */
const DATA_CONNECTION_INTERRUPTED = 14;
const DATA_CONNECTION_CLOSED = 16;
/** Zoom ended the stream without a reason. */
export const UNDEFINED_STOP_REASON = 0;

/**
 * Zoom sends more values than it lists, so an unknown one is accepted. 21, 22 and 26 belong to Contact Center, which
 * this app does not serve: they get the nearest code.
 */
const reasons: ReadonlyMap<number, StopReason> = new Map([
  [UNDEFINED_STOP_REASON, onPurpose('UNDEFINED', 'stopped')],
  [1, onPurpose('HOST_STOPPED', 'host-stopped')],
  [2, onPurpose('USER_STOPPED', 'stopped')],
  [3, onPurpose('USER_LEFT', 'starter-left')],
  [4, onPurpose('USER_EJECTED', 'starter-removed')],
  [5, onPurpose('APP_DISABLED', 'app-disabled')],
  [6, onPurpose('MEETING_ENDED', 'meeting-ended')],
  [7, onPurpose('STREAM_CANCELLED', 'participant-stopped')],
  [STREAM_REVOKED, onPurpose('STREAM_REVOKED', 'revoked')],
  [9, onPurpose('ALL_APPS_DISABLED', 'apps-disabled')],
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
  [CLOSED_BY_RECEIVER, onPurpose('CLOSED_BY_RECEIVER', 'stopped')],
  [21, onPurpose('CUSTOMER_DISCONNECTED', 'stopped')],
  [22, onPurpose('AGENT_DISCONNECTED', 'stopped')],
  [23, onPurpose('ADMIN_DISABLED_APP', 'admin-disabled')],
  [24, broken('KEEP_ALIVE_TIMEOUT', 'lost')],
  [25, onPurpose('STOPPED_BY_API', 'stopped')],
  [26, onPurpose('QUEUE_NOT_SUPPORTED', 'zoom-stopped')],
]);

export function stopReason(code: number): StopReason {
  return reasons.get(code) ?? onPurpose(`UNKNOWN_${code}`, 'zoom-stopped');
}

/** The reason of an interrupted stream means that media was lost: signaling, which carries it, is connected. */
export function isLossOfMedia(code: number): boolean {
  return [UNDEFINED_STOP_REASON, DATA_CONNECTION_INTERRUPTED, DATA_CONNECTION_CLOSED].includes(code);
}

function onPurpose(name: string, code: ReasonCode): StopReason {
  return { name, recoverable: false, code };
}

function broken(name: string, code: ReasonCode): StopReason {
  return { name, recoverable: true, code };
}
