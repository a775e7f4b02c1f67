import type { ReasonCode } from '../../../../shared/meeting-status.ts';

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

/** `fatal`: a repetition cannot succeed · `transient`: Zoom needs time · `other`: unknown, retried within the window. */
type StatusClass = 'fatal' | 'transient' | 'other';

export interface RtmsStatus {
  readonly name: string;
  readonly class: StatusClass;
  /** For the person who started the captions. */
  readonly code: ReasonCode;
}

/**
 * Duplicates: Zoom still holds the old socket. 8, 15 and 16 today; 17, 30 and 31 in the numbering of 2025. Their present
 * meaning is parameters of audio, video and share, which a request for transcripts does not carry.
 */
const duplicates = new Set([8, 15, 16, 17, 30, 31]);
const INVALID_SIGNATURE = 3;
const INTERNAL_EXCEPTION = 45;

/** The meaning of a status other than 0. @param reason Zoom's own text beside it. */
export function rtmsStatus(status: number, reason = ''): RtmsStatus {
  const statusClass = classOf(status, reason);
  return {
    name: names[status] ?? `UNKNOWN_${status}`,
    class: statusClass,
    code: codes.get(isSignature(reason) ? INVALID_SIGNATURE : status) ?? unlisted[statusClass],
  };
}

/** Status 15 was INVALID_SIGNATURE before it became a duplicate: only the text distinguishes them. */
function isSignature(reason: string): boolean {
  return /signature/i.test(reason);
}

function classOf(code: number, reason: string): StatusClass {
  if (isSignature(reason)) return 'fatal';
  if (duplicates.has(code) || code === INTERNAL_EXCEPTION) return 'transient';
  if ([2, 3, 4, 7].includes(code) || (code >= 9 && code <= 14)) return 'fatal';
  return (code >= 18 && code <= 39) || code === 43 ? 'fatal' : 'other';
}

/** For statuses without a code of their own. */
const unlisted: Readonly<Record<StatusClass, ReasonCode>> = {
  fatal: 'refused',
  transient: 'not-ready',
  other: 'refused',
};

const codes: ReadonlyMap<number, ReasonCode> = new Map([
  [2, 'unknown-stream'],
  [INVALID_SIGNATURE, 'signature'],
  [8, 'still-connected'],
  [12, 'no-transcripts'],
  [15, 'still-connected'],
  [16, 'still-connected'],
  [43, 'source-language'],
  [INTERNAL_EXCEPTION, 'media-error'],
]);
