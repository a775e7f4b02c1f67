/** Zoom's numbers, read from the event reference a second time: nothing here comes from the server under test. */
export const messageType = {
  signalingHandshakeRequest: 1,
  signalingHandshakeResponse: 2,
  mediaHandshakeRequest: 3,
  mediaHandshakeResponse: 4,
  eventSubscription: 5,
  eventUpdate: 6,
  clientReadyAck: 7,
  streamStateUpdate: 8,
  sessionStateUpdate: 9,
  sessionStateRequest: 10,
  sessionStateResponse: 11,
  keepAliveRequest: 12,
  keepAliveResponse: 13,
  transcript: 17,
  streamStateRequest: 19,
  streamStateResponse: 20,
  streamCloseRequest: 21,
  streamCloseResponse: 22,
} as const;

export const eventType = {
  firstPacket: 1,
  activeSpeaker: 2,
  participantJoin: 3,
  participantLeave: 4,
  mediaInterrupted: 7,
} as const;

/** Events that come by themselves (1, 7) are not subscribed to. */
export const subscribableEvents: readonly number[] = [2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14];

export const streamState = { inactive: 0, active: 1, interrupted: 2, terminating: 3, terminated: 4 } as const;

export const sessionState = {
  inactive: 0,
  initialize: 1,
  started: 2,
  paused: 3,
  resumed: 4,
  stopped: 5,
} as const;

export const stopReason = {
  hostStopped: 1,
  userStopped: 2,
  meetingEnded: 6,
  connectionTimeout: 11,
  dataConnectionInterrupted: 14,
  appClosedSignaling: 15,
  appClosedData: 16,
  reconnectionTookTooLong: 19,
  receiverAskedToClose: 20,
  keepAlivesUnanswered: 24,
} as const;

export const mediaType = { audio: 1, video: 2, deskshare: 4, transcript: 8, chat: 16, all: 32 } as const;

/** English, as Zoom assumes when nothing is said. */
export const english = 9;

const statusNames: Readonly<Record<number, string>> = {
  0: '',
  1: 'STATUS_INVALID_MESSAGE_TYPE',
  2: 'STATUS_INVALID_RTMS_STREAM_ID',
  3: 'STATUS_INVALID_SIGNATURE',
  4: 'STATUS_INVALID_PAYLOAD',
  8: 'STATUS_DUPLICATE_SIGNAL_REQUEST',
  9: 'STATUS_AUDIO_NOT_SUPPORT',
  10: 'STATUS_VIDEO_NOT_SUPPORT',
  11: 'STATUS_DESKSHARE_NOT_SUPPORT',
  12: 'STATUS_TRANSCRIPT_NOT_SUPPORT',
  13: 'STATUS_CHAT_NOT_SUPPORT',
  14: 'STATUS_MEDIA_TYPE_INVALID_VALUE',
  15: 'STATUS_MEDIA_DATA_ALL_CONNECTION_EXIST',
  16: 'STATUS_DUPLICATE_MEDIA_DATA_CONNECTION',
  17: 'STATUS_INVALID_MEDIA_PARAMS',
  36: 'STATUS_INVALID_MEDIA_TRANSCRIPT_PARAMS',
  37: 'STATUS_INVALID_MEDIA_TRANSCRIPT_CONTENT_TYPE',
  43: 'STATUS_INVALID_MEDIA_TRANSCRIPT_SOURCE_LANGUAGE',
  45: 'STATUS_INTERNAL_EXCEPTION',
};

export function statusName(status: number): string {
  return statusNames[status] ?? `STATUS_${status}`;
}
