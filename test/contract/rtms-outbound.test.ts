/** Covers server/zoom/rtms/wire/requests.ts. */
import { expect, it } from 'vitest';
import {
  clientReady,
  mediaHandshake,
  participantSubscription,
  rtmsSignature,
  signalingHandshake,
  streamCloseRequest,
  transcriptRequest,
} from '../../server/zoom/rtms/wire/requests.ts';
import { type GoldenMessage, goldenMessage } from './rtms-golden.ts';

const streamId = '609340fb2a7946909659956c8aa9250c';

function identity(golden: GoldenMessage, zoomUuid: string) {
  if (golden.credentials === undefined) throw new Error('this golden message is not signed');
  return { zoomUuid, streamId, signature: rtmsSignature({ ...golden.credentials, zoomUuid, streamId }) };
}

it.each([
  ['signature computed', '4444AAAiAAAAAiAiAiiAii=='],
  ['a webinar signs', '/abc+DEF/ghi=='],
])('message 1: %s', (words, zoomUuid) => {
  const golden = goldenMessage('message-01-signaling-handshake-request', words);
  expect(JSON.parse(signalingHandshake(identity(golden, zoomUuid)))).toEqual(golden.frame);
});

it('message 3 with detection off names the language', () => {
  const golden = goldenMessage('message-03-media-handshake-request', 'detection off');
  const stream = identity(golden, '4444AAAiAAAAAiAiAiiAii==');
  const request = transcriptRequest({ mode: 'only', language: 'es' });
  expect(JSON.parse(mediaHandshake(stream, request))).toEqual(golden.frame);
});

it('message 3 with detection and no hint carries the default', () => {
  const golden = goldenMessage('message-03-media-handshake-request', 'transcript alone');
  const stream = identity(golden, '4444AAAiAAAAAiAiAiiAii==');
  const sent: unknown = JSON.parse(mediaHandshake(stream, transcriptRequest({ mode: 'auto' })));
  expect(sent).toMatchObject({ ...Object(golden.frame) });
  expect(sent).toHaveProperty('media_params.transcript', { content_type: 5, enable_lid: true });
});

it('message 3 with a hint keeps detection on', () => {
  expect(transcriptRequest({ mode: 'hint', language: 'es-MX' })).toEqual({
    sourceLanguage: 28,
    detectLanguage: true,
  });
});

it('message 3 leaves a language that Zoom does not know to detection', () => {
  const detected = { sourceLanguage: undefined, detectLanguage: true };
  expect(transcriptRequest({ mode: 'only', language: 'el' })).toEqual(detected);
});

it('message 5 subscribes to joins and leaves', () => {
  const golden = goldenMessage('message-05-event-subscription', 'joins and leaves');
  expect(JSON.parse(participantSubscription())).toEqual(golden.frame);
});

it('message 7 names the stream', () => {
  const golden = goldenMessage('message-07-client-ready-ack', 'after a good message 4');
  expect(JSON.parse(clientReady(streamId))).toEqual(golden.frame);
});

it('message 21 names the stream', () => {
  expect(JSON.parse(streamCloseRequest(streamId))).toEqual({ msg_type: 21, rtms_stream_id: streamId });
});
