/** The frames of Zoom's signaling and media servers in this code's terms; msg is Zoom's `msg_type`. */

/** JSON over WebSocket. Version 2 (2026) offers protobuf besides, to apps that ask for it. */
export const PROTOCOL_VERSION = 1;

export type RtmsFrame =
  /** msg 2 */
  | {
      readonly type: 'signaling-answer';
      readonly status: number;
      readonly reason: string;
      readonly mediaUrls: readonly string[];
      readonly otherVersion?: number;
    }
  /** msg 4 */
  | {
      readonly type: 'media-answer';
      readonly status: number;
      readonly reason: string;
      /** Zoom names another version of the protocol than the one this app asks for. */
      readonly otherVersion?: number;
    }
  /** msg 6, event types 3 and 4 */
  | { readonly type: 'people-joined' | 'people-left'; readonly people: readonly Person[] }
  /** msg 6, event type 7 */
  | { readonly type: 'media-interrupted'; readonly at: number | undefined }
  /** msg 8 and msg 9 */
  | ({ readonly type: 'stream-state' | 'session-state' } & AnnouncedState)
  /** msg 12; `timestamp` is the JSON literal, so that the echo is exact whatever its size. */
  | { readonly type: 'keep-alive'; readonly timestamp: string }
  /** msg 17 */
  | { readonly type: 'transcript'; readonly content: TranscriptContent }
  /** Valid, and without use here: other events, chat, message types Zoom adds. */
  | { readonly type: 'ignored'; readonly what: string }
  /** `isBinary`: no text at all, as frames of protocol V2 in protobuf. */
  | { readonly type: 'malformed'; readonly isBinary?: true };

export interface AnnouncedState {
  readonly state: number;
  readonly reason: number | undefined;
  /** Zoom's clock, milliseconds. */
  readonly at: number | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string | undefined;
}

export interface TranscriptContent {
  readonly userId: string | undefined;
  readonly userName: string | undefined;
  readonly channelId: string | undefined;
  readonly text: string;
  readonly language: number | undefined;
  readonly attribute: number | undefined;
  readonly sentenceId: string | undefined;
  /** In Zoom's unit, which varies. */
  readonly startTime: number | undefined;
  readonly endTime: number | undefined;
  readonly timestamp: number | undefined;
}

/** RTMS_STREAM_STATE */
export const streamStates = {
  active: 1,
  interrupted: 2,
  terminating: 3,
  terminated: 4,
  paused: 5,
  resumed: 6,
} as const;
/** RTMS_SESSION_STATE */
export const sessionStates = { started: 2, paused: 3, resumed: 4, stopped: 5 } as const;
