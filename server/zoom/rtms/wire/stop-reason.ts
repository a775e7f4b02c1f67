/** RTMS_STOP_REASON: webhook `stop_reason`, msg 8 `reason`, msg 9 `stop_reason`. */
export interface StopReason {
  readonly name: string;
  /** The stream broke down; a new start (with a new stream id) can go on. Others were meant. */
  readonly recoverable: boolean;
  /** For people in the meeting. */
  readonly sentence: string;
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

const again = 'Start them again to go on.';

/** Never strict: the values Zoom sends are more than the ones it lists. */
const reasons = new Map<number, StopReason>([
  [0, meant('UNDEFINED', 'Captions were stopped.')],
  [1, meant('HOST_STOPPED', 'The host stopped the captions.')],
  [2, meant('USER_STOPPED', 'The captions were stopped.')],
  [3, meant('USER_LEFT', 'The person who started the captions left the meeting.')],
  [4, meant('USER_EJECTED', 'The person who started the captions was removed from the meeting.')],
  [5, meant('APP_DISABLED', 'The host switched this app off.')],
  [6, meant('MEETING_ENDED', 'The meeting has ended.')],
  [7, meant('STREAM_CANCELLED', 'A participant asked for the captions to be stopped.')],
  [
    STREAM_REVOKED,
    meant('STREAM_REVOKED', 'The captions were revoked, and everything collected was deleted.'),
  ],
  [9, meant('ALL_APPS_DISABLED', 'The host switched all apps off.')],
  [10, broken('INTERNAL_EXCEPTION', 'Zoom had an internal error and stopped the captions.')],
  [11, broken('CONNECTION_TIMEOUT', 'The connection for captions was not made in time.')],
  [12, broken('INSTANCE_INTERRUPTED', 'The connection for captions was lost.')],
  [13, broken('SIGNALING_INTERRUPTED', 'The connection for captions was lost.')],
  [
    DATA_CONNECTION_INTERRUPTED,
    broken('DATA_CONNECTION_INTERRUPTED', 'The connection for captions was lost.'),
  ],
  [15, broken('SIGNALING_CLOSED', 'The connection for captions was lost.')],
  [DATA_CONNECTION_CLOSED, broken('DATA_CONNECTION_CLOSED', 'The connection for captions was lost.')],
  [17, broken('EXIT_SIGNAL', 'Zoom stopped the captions.')],
  [AUTHENTICATION_FAILURE, broken('AUTHENTICATION_FAILURE', "Zoom did not accept this app's credentials.")],
  [19, broken('RECONNECTION_TIMEOUT', 'The connection for captions could not be restored in time.')],
  [CLOSED_BY_RECEIVER, meant('CLOSED_BY_RECEIVER', 'The captions were stopped.')],
  [21, meant('CUSTOMER_DISCONNECTED', 'The customer left.')],
  [22, meant('AGENT_DISCONNECTED', 'The agent left.')],
  [23, meant('ADMIN_DISABLED_APP', 'An administrator switched this app off.')],
  [24, broken('KEEP_ALIVE_TIMEOUT', 'The connection for captions was lost.')],
  [25, meant('STOPPED_BY_API', 'The captions were stopped.')],
  [26, meant('QUEUE_NOT_SUPPORTED', 'This queue does not support captions.')],
]);

export function stopReason(code: number): StopReason {
  return reasons.get(code) ?? meant(`UNKNOWN_${code}`, 'Zoom stopped the captions.');
}

/** Of an interrupted stream. Signaling, on which it is said, is there; without a reason, too, media is what was lost. */
export function isLossOfMedia(code: number): boolean {
  return [UNDEFINED_STOP_REASON, DATA_CONNECTION_INTERRUPTED, DATA_CONNECTION_CLOSED].includes(code);
}

function meant(name: string, sentence: string): StopReason {
  return { name, recoverable: false, sentence };
}

function broken(name: string, sentence: string): StopReason {
  return { name, recoverable: true, sentence: `${sentence} ${again}` };
}
