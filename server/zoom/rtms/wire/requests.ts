/** The messages this app sends, as JSON text. Zoom ignores names in `msg_type`: it is always an integer. */
import { createHmac } from 'node:crypto';
import type { SourceLanguage } from '../../../config/config-schema.ts';
import { PROTOCOL_VERSION } from './frames.ts';
import { languageIdOf } from './language-ids.ts';

export interface StreamIdentity {
  readonly zoomUuid: string;
  readonly streamId: string;
  readonly signature: string;
}

/** media_params.transcript: `sourceLanguage` is Zoom's id of the language of the first 30 s, or of all when detection is off. */
export interface TranscriptRequest {
  readonly sourceLanguage: number | undefined;
  /** Off also switches revisions off. */
  readonly detectLanguage: boolean;
}

const MEDIA_TYPE_TRANSCRIPT = 8;
const CONTENT_TYPE_TEXT = 5;
const PARTICIPANT_JOIN = 3;
const PARTICIPANT_LEAVE = 4;

/** The signature of msg 1 and msg 3: hex HMAC-SHA256 of `client_id,meeting_uuid,rtms_stream_id` under the client secret. */
export function rtmsSignature(app: {
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the webhook delivered it. */
  readonly zoomUuid: string;
  readonly streamId: string;
}): string {
  return createHmac('sha256', app.clientSecret)
    .update(`${app.clientId},${app.zoomUuid},${app.streamId}`)
    .digest('hex');
}

/** msg 1, first on the signaling socket. */
export function signalingHandshake(stream: StreamIdentity): string {
  return JSON.stringify({
    msg_type: 1,
    protocol_version: PROTOCOL_VERSION,
    sequence: 1,
    meeting_uuid: stream.zoomUuid,
    rtms_stream_id: stream.streamId,
    signature: stream.signature,
  });
}

/** msg 3, first on the media socket. Transcripts are the only media type: combinations end in status 14. */
export function mediaHandshake(stream: StreamIdentity, transcript: TranscriptRequest): string {
  return JSON.stringify({
    msg_type: 3,
    protocol_version: PROTOCOL_VERSION,
    sequence: 0,
    meeting_uuid: stream.zoomUuid,
    rtms_stream_id: stream.streamId,
    signature: stream.signature,
    media_type: MEDIA_TYPE_TRANSCRIPT,
    media_params: {
      transcript: {
        content_type: CONTENT_TYPE_TEXT,
        ...(transcript.sourceLanguage !== undefined && { src_language: transcript.sourceLanguage }),
        enable_lid: transcript.detectLanguage,
      },
    },
  });
}

/** The request for transcripts. A language that Zoom does not transcribe leaves detection on. */
export function transcriptRequest(source: SourceLanguage): TranscriptRequest {
  const sourceLanguage = source.mode === 'auto' ? undefined : languageIdOf(source.language);
  return { sourceLanguage, detectLanguage: source.mode !== 'only' || sourceLanguage === undefined };
}

/** A notice for the operator's log about SOURCE_LANGUAGE; `undefined` when there is nothing to say. */
export function transcriptRequestNotice(source: SourceLanguage): string | undefined {
  if (source.mode === 'auto') return undefined;
  if (languageIdOf(source.language) === undefined) {
    return 'SOURCE_LANGUAGE is no language that Zoom transcribes; the language is detected';
  }
  return source.mode === 'only'
    ? 'language detection is off, and with it the revisions of transcripts'
    : undefined;
}

/** msg 5, on signaling; Zoom does not answer. */
export function participantSubscription(): string {
  return JSON.stringify({
    msg_type: 5,
    events: [
      { event_type: PARTICIPANT_JOIN, subscribe: true },
      { event_type: PARTICIPANT_LEAVE, subscribe: true },
    ],
  });
}

/** msg 7, on signaling: Zoom sends no media before it. */
export function clientReady(streamId: string): string {
  return JSON.stringify({ msg_type: 7, rtms_stream_id: streamId });
}

/** msg 13, on the socket of the request. @param timestamp the JSON literal of the request. */
export function keepAliveAnswer(timestamp: string): string {
  return `{"msg_type":13,"timestamp":${timestamp}}`;
}

/** msg 21, on signaling: Zoom then ends the stream with stop reason 20. */
export function streamCloseRequest(streamId: string): string {
  return JSON.stringify({ msg_type: 21, rtms_stream_id: streamId });
}
