/** RTMS_STATUS_CODE of msg 2 and msg 4, current table; the index is the code. */
const names = [
  'OK',
  'INVALID_MESSAGE_TYPE',
  'INVALID_RTMS_STREAM_ID',
  'INVALID_SIGNATURE',
  'INVALID_PAYLOAD',
  'INVALID_EVENTS',
  'INVALID_EVENT_TYPE',
  'INVALID_MEDIA_TYPE',
  'DUPLICATE_SIGNAL_REQUEST',
  'AUDIO_NOT_SUPPORT',
  'VIDEO_NOT_SUPPORT',
  'DESKSHARE_NOT_SUPPORT',
  'TRANSCRIPT_NOT_SUPPORT',
  'CHAT_NOT_SUPPORT',
  'MEDIA_TYPE_INVALID_VALUE',
  'MEDIA_DATA_ALL_CONNECTION_EXIST',
  'DUPLICATE_MEDIA_DATA_CONNECTION',
  'INVALID_MEDIA_PARAMS',
  'AUDIO_PARAMS',
  'AUDIO_CONTENT_TYPE',
  'AUDIO_SAMPLE_RATE',
  'AUDIO_CHANNEL',
  'AUDIO_CODEC',
  'AUDIO_DATA_OPT',
  'AUDIO_SEND_RATE',
  'VIDEO_PARAMS',
  'VIDEO_CONTENT_TYPE',
  'VIDEO_CODEC',
  'VIDEO_RESOLUTION',
  'VIDEO_DATA_OPT',
  'VIDEO_FPS',
  'DESKSHARE_PARAMS',
  'DESKSHARE_CONTENT_TYPE',
  'DESKSHARE_CODEC',
  'DESKSHARE_RESOLUTION',
  'DESKSHARE_FPS',
  'TRANSCRIPT_PARAMS',
  'TRANSCRIPT_CONTENT_TYPE',
  'CHAT_PARAMS',
  'CHAT_CONTENT_TYPE',
  'INVALID_RTMS_SESSION_ID',
  'INVALID_CLIENT_READY_ACK',
  'INVALID_EVENT_SUBSCRIBE',
  'TRANSCRIPT_SOURCE_LANGUAGE',
  'DUPLICATE_VIDEO_SUBSCRIPTION',
  'INTERNAL_EXCEPTION',
  'TRANSCRIPT_TARGET_LANGUAGE',
  'CHAT_SESSION_KEY_NOT_AVAILABLE',
] as const;

/** `fatal`: the same request can never succeed · `transient`: Zoom needs a moment · `other`: unknown, tried within the window. */
type StatusClass = 'fatal' | 'transient' | 'other';

export interface RtmsStatus {
  readonly name: string;
  readonly class: StatusClass;
  /** For the person who started the captions. */
  readonly sentence: string;
}

/**
 * Duplicates: the old socket has not been cleaned up yet. 8, 15, 16 today; 17, 30, 31 in the numbering of 2025, whose
 * present meaning (audio, video and share parameters) cannot concern us, who ask for transcripts alone.
 */
const duplicates = new Set([8, 15, 16, 17, 30, 31]);
const INVALID_SIGNATURE = 3;
const INTERNAL_EXCEPTION = 45;

/** What a status code other than 0 means. `reason` is Zoom's own text beside it. */
export function rtmsStatus(code: number, reason = ''): RtmsStatus {
  const statusClass = classOf(code, reason);
  return {
    name: names[code] ?? `UNKNOWN_${code}`,
    class: statusClass,
    sentence: sentences.get(isSignature(reason) ? INVALID_SIGNATURE : code) ?? general[statusClass],
  };
}

/** 15 was INVALID_SIGNATURE before it became a duplicate; only the text tells which. */
function isSignature(reason: string): boolean {
  return /signature/i.test(reason);
}

function classOf(code: number, reason: string): StatusClass {
  if (isSignature(reason)) return 'fatal';
  if (duplicates.has(code) || code === INTERNAL_EXCEPTION) return 'transient';
  if ([2, 3, 4, 7].includes(code) || (code >= 9 && code <= 14)) return 'fatal';
  return (code >= 18 && code <= 39) || code === 43 ? 'fatal' : 'other';
}

const general: Record<StatusClass, string> = {
  fatal: 'Zoom refused the connection for captions.',
  transient: 'Zoom is not ready for the connection for captions yet.',
  other: 'Zoom refused the connection for captions for an unknown reason.',
};

const wrongRequest =
  'Zoom did not accept how transcripts were asked for. The server of this app may need an update.';
const stillConnected = 'Zoom still holds an earlier connection of this app.';

const sentences = new Map<number, string>([
  [2, 'Zoom no longer knows this stream. Start captions again.'],
  [3, "Zoom refused this app's signature. Its operator must check the client id and secret."],
  [4, wrongRequest],
  [7, wrongRequest],
  [8, stillConnected],
  [12, 'Zoom gives this app no transcripts. It may lack the transcript scope, or transcription may be off.'],
  [14, wrongRequest],
  [15, stillConnected],
  [16, stillConnected],
  [36, wrongRequest],
  [37, wrongRequest],
  [43, 'Zoom cannot recognise the configured source language.'],
  [45, "Zoom's media service had an internal error."],
]);
