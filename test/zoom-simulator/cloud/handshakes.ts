import { isInteger, isObject } from './json.ts';
import { english, mediaType, messageType } from './protocol.ts';

/** Whom a server expects: who must sign, and with what. */
export interface ExpectedClient {
  readonly streamId: string;
  readonly meetingUuid: string;
  readonly signature: string;
}

/** `fault` is what the client did wrong, for the list of violations. */
export type Verdict = { readonly status: 0 } | { readonly status: number; readonly fault: string };

export interface MediaRequest {
  readonly mediaType: number;
  /** With the defaults applied, to be echoed. */
  readonly mediaParams: Readonly<Record<string, unknown>>;
}

/** Message 1. The client's `protocol_version` and `sequence` are demanded, as in the event reference. */
export function checkSignalingHandshake(message: unknown, expected: ExpectedClient): Verdict {
  if (!isObject(message) || message.msg_type !== messageType.signalingHandshakeRequest) {
    return { status: 1, fault: 'the first message on signaling is not message 1' };
  }
  if (!isInteger(message.sequence) || message.sequence < 1) {
    return { status: 4, fault: 'message 1 has no sequence from 1' };
  }
  if ('buffer_data' in message && typeof message.buffer_data !== 'boolean') {
    return { status: 4, fault: 'buffer_data is no boolean' };
  }
  return checkIdentity(message, expected, 'message 1');
}

/** Message 3 on the socket of the address `key` (`transcript` or `all`). */
export function checkMediaHandshake(
  message: unknown,
  expected: ExpectedClient,
  key: string,
): Verdict | { readonly status: 0; readonly request: MediaRequest } {
  if (!isObject(message) || message.msg_type !== messageType.mediaHandshakeRequest) {
    return { status: 1, fault: 'the first message on media is not message 3' };
  }
  if (!isInteger(message.sequence) || message.sequence < 0) {
    return { status: 4, fault: 'message 3 has no sequence' };
  }
  const identity = checkIdentity(message, expected, 'message 3');
  if (identity.status !== 0) return identity;
  const kind = message.media_type;
  const unsupported: Readonly<Record<number, number>> = {
    [mediaType.audio]: 9,
    [mediaType.video]: 10,
    [mediaType.deskshare]: 11,
    [mediaType.chat]: 13,
  };
  if (!isInteger(kind)) return { status: 7, fault: 'media_type is no integer' };
  const refusal = unsupported[kind];
  if (refusal !== undefined) return { status: refusal, fault: `the app has no scope for media_type ${kind}` };
  if (kind !== mediaType.transcript && kind !== mediaType.all) {
    return { status: 14, fault: `media_type ${kind} is neither 8 nor 32` };
  }
  if (key === 'transcript' && kind !== mediaType.transcript) {
    return { status: 14, fault: `media_type ${kind} on the transcript address` };
  }
  return checkTranscriptParams(message.media_params, kind);
}

function checkIdentity(
  message: Readonly<Record<string, unknown>>,
  expected: ExpectedClient,
  name: string,
): Verdict {
  if (message.protocol_version !== 1) return { status: 4, fault: `${name} has not protocol_version 1` };
  if (typeof message.rtms_stream_id !== 'string' || message.rtms_stream_id !== expected.streamId) {
    return { status: 2, fault: `${name} names another stream` };
  }
  if (message.meeting_uuid !== expected.meetingUuid)
    return { status: 4, fault: `${name} names another meeting` };
  if (message.signature !== expected.signature) return { status: 3, fault: `${name} is signed wrongly` };
  return { status: 0 };
}

function checkTranscriptParams(
  params: unknown,
  kind: number,
): Verdict | { readonly status: 0; readonly request: MediaRequest } {
  if (params !== undefined && !isObject(params)) return { status: 17, fault: 'media_params is no object' };
  const transcript = params?.transcript ?? {};
  if (!isObject(transcript)) return { status: 36, fault: 'media_params.transcript is no object' };
  const { content_type = 5, src_language = english, enable_lid = true } = transcript;
  if (content_type !== 5) return { status: 37, fault: `content_type ${String(content_type)} is not text` };
  if (!isInteger(src_language) || src_language < -1 || src_language > 36) {
    return { status: 43, fault: `src_language ${String(src_language)} is in no table` };
  }
  if (typeof enable_lid !== 'boolean') return { status: 36, fault: 'enable_lid is no boolean' };
  return {
    status: 0,
    request: {
      mediaType: kind,
      mediaParams: { transcript: { ...transcript, content_type, src_language, enable_lid } },
    },
  };
}
