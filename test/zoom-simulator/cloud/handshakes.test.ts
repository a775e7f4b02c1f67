import { describe, expect, it } from 'vitest';
import { golden } from './golden.ts';
import { checkMediaHandshake, checkSignalingHandshake } from './handshakes.ts';
import { isObject, type JsonObject } from './json.ts';
import { rtmsSignature } from './signatures.ts';

function goldenFrame(name: string, index = 0): JsonObject {
  const frame = golden(name)[index]?.frame;
  if (!isObject(frame)) throw new Error(`${name}[${index}] has no frame`);
  return frame;
}

function clientOf(frame: JsonObject) {
  const meetingUuid = String(frame.meeting_uuid);
  const streamId = String(frame.rtms_stream_id);
  return {
    meetingUuid,
    streamId,
    signature: rtmsSignature('golden-client-id', 'golden-client-secret', meetingUuid, streamId),
  };
}

const signalingRequests = golden('message-01-signaling-handshake-request');
const mediaRequests = golden('message-03-media-handshake-request');

describe('the signaling handshake', () => {
  it.each(signalingRequests)('accepts the documented message 1 ($source)', ({ frame }) => {
    if (!isObject(frame)) throw new Error('no frame');
    expect(checkSignalingHandshake(frame, clientOf(frame))).toEqual({ status: 0 });
  });

  it.each([
    ['another message', { msg_type: 7 }, 1],
    ['a name instead of a number', { msg_type: 'SIGNALING_HAND_SHAKE_REQ' }, 1],
    ['no protocol version', { protocol_version: undefined }, 4],
    ['a sequence from 0', { sequence: 0 }, 4],
    ['no sequence', { sequence: undefined }, 4],
    ['a buffer_data that is text', { buffer_data: 'false' }, 4],
    ['another stream', { rtms_stream_id: 'other' }, 2],
    ['another meeting', { meeting_uuid: 'other' }, 4],
    ['another signature', { signature: 'ab'.repeat(32) }, 3],
    [
      'an upper-case signature',
      { signature: String(goldenFrame('message-01-signaling-handshake-request').signature).toUpperCase() },
      3,
    ],
  ])('refuses %s', (_what, change, status) => {
    const good = goldenFrame('message-01-signaling-handshake-request');
    expect(checkSignalingHandshake({ ...good, ...change }, clientOf(good)).status).toBe(status);
  });

  it('refuses what is no object', () => {
    const good = goldenFrame('message-01-signaling-handshake-request');
    expect(checkSignalingHandshake(undefined, clientOf(good)).status).toBe(1);
  });
});

describe('the media handshake', () => {
  it.each(mediaRequests)('accepts the documented message 3 ($note)', ({ frame }) => {
    if (!isObject(frame)) throw new Error('no frame');
    expect(checkMediaHandshake(frame, clientOf(frame), 'all').status).toBe(0);
  });

  it('echoes the parameters with the defaults that apply', () => {
    const { media_params: _, ...bare } = goldenFrame('message-03-media-handshake-request');
    expect(checkMediaHandshake(bare, clientOf(bare), 'transcript')).toMatchObject({
      request: {
        mediaType: 8,
        mediaParams: { transcript: { content_type: 5, src_language: 9, enable_lid: true } },
      },
    });
  });

  it.each([
    ['another message', { msg_type: 1 }, 1],
    ['no sequence', { sequence: undefined }, 4],
    ['a wrong signature', { signature: '' }, 3],
    ['media_type as text', { media_type: '8' }, 7],
    ['audio', { media_type: 1 }, 9],
    ['chat', { media_type: 16 }, 13],
    ['combined media types', { media_type: 24 }, 14],
    ['all media on the transcript address', { media_type: 32 }, 14],
    ['parameters that are no object', { media_params: 5 }, 17],
    ['a transcript parameter that is no object', { media_params: { transcript: true } }, 36],
    ['another content type', { media_params: { transcript: { content_type: 2 } } }, 37],
    ['a language of no table', { media_params: { transcript: { content_type: 5, src_language: 99 } } }, 43],
    ['a language as text', { media_params: { transcript: { content_type: 5, src_language: 'es' } } }, 43],
    ['enable_lid as a number', { media_params: { transcript: { content_type: 5, enable_lid: 1 } } }, 36],
  ])('refuses %s', (_what, change, status) => {
    const good = goldenFrame('message-03-media-handshake-request');
    expect(checkMediaHandshake({ ...good, ...change }, clientOf(good), 'transcript').status).toBe(status);
  });
});
