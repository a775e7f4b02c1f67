/**
 * Covers server/zoom/rtms/connection/announced-state.ts, server/zoom/rtms/wire/frames.ts,
 * server/zoom/rtms/wire/protocol.ts.
 */
import { describe, expect, it } from 'vitest';
import { announcedState } from '../../server/zoom/rtms/connection/announced-state.ts';
import { toSegment } from '../../server/zoom/rtms/content/to-segment.ts';
import { parseFrame } from '../../server/zoom/rtms/wire/protocol.ts';
import { keepAliveAnswer } from '../../server/zoom/rtms/wire/requests.ts';
import { goldenMessage, goldenMessages } from './rtms-golden.ts';

const context = { meetingId: 'm', streamId: 's', nameOf: () => undefined, receivedAt: 1 };

function transcript(words: string) {
  const frame = parseFrame(goldenMessage('message-17-transcript', words).wire);
  if (frame.type !== 'transcript') throw new Error(`taken for ${frame.type}`);
  return toSegment(frame.content, context);
}

function state(file: string, words: string) {
  const frame = parseFrame(goldenMessage(file, words).wire);
  if (frame.type !== 'stream-state' && frame.type !== 'session-state')
    throw new Error(`taken for ${frame.type}`);
  return announcedState(frame);
}

describe('message 2', () => {
  const read = (words: string) =>
    parseFrame(goldenMessage('message-02-signaling-handshake-response', words).wire);

  it('names the transcript server before the server for all media', () => {
    expect(read('all documented keys')).toEqual({
      type: 'signaling-answer',
      status: 0,
      reason: '',
      mediaUrls: ['wss://127.0.0.0:443', 'wss://127.0.0.0:443'],
    });
    expect(read('only transcript')).toMatchObject({ mediaUrls: ['wss://127.0.0.0:443'] });
    expect(read('only all')).toMatchObject({ mediaUrls: ['wss://127.0.0.0:443'] });
  });

  it('may carry the additional fields of V2', () => {
    expect(read('V2 extras')).toMatchObject({
      status: 0,
      mediaUrls: [expect.any(String), expect.any(String)],
    });
  });

  it('says so when its version is not the one that was asked for', () => {
    const answer = { msg_type: 2, status_code: 0, media_server: { server_urls: {} } };
    expect(parseFrame(JSON.stringify({ ...answer, protocol_version: 2 }))).toMatchObject({ otherVersion: 2 });
    expect(parseFrame(JSON.stringify({ ...answer, protocol_version: 1 }))).not.toHaveProperty('otherVersion');
  });

  it('carries the status and Zoom’s text of a refusal', () => {
    expect(read('current table')).toEqual({
      type: 'signaling-answer',
      status: 3,
      reason: 'STATUS_INVALID_SIGNATURE',
      mediaUrls: [],
    });
    for (const { wire } of goldenMessages('message-02-signaling-handshake-response')) {
      expect(parseFrame(wire).type).toBe('signaling-answer');
    }
  });
});

describe('message 4', () => {
  it('is read under either name of its encryption flag', () => {
    const frames = goldenMessages('message-04-media-handshake-response').map(({ wire }) => parseFrame(wire));
    expect(frames.length).toBeGreaterThan(1);
    for (const frame of frames)
      expect(frame).toMatchObject({ type: 'media-answer', status: expect.any(Number) });
  });
});

describe('message 6', () => {
  const read = (words: string) => parseFrame(goldenMessage('message-06-event-update', words).wire);

  it('names people by a string or a number', () => {
    const john = { id: '16778240', name: 'John Smith' };
    expect(read('as a string')).toEqual({ type: 'people-joined', people: [john] });
    expect(read('in practice')).toEqual({
      type: 'people-joined',
      people: [john, { id: '16779264', name: 'Ana' }],
    });
    expect(read('no name')).toEqual({ type: 'people-left', people: [{ id: '16778240', name: undefined }] });
  });

  it('reports lost media', () => {
    expect(read('MEDIA_CONNECTION_INTERRUPTED')).toMatchObject({ type: 'media-interrupted' });
  });

  it.each(['FIRST_PACKET', 'ACTIVE_SPEAKER', 'SHARING_START', 'VIDEO_ON', 'CHAT_GROUP', 'event_code'])(
    'of %s is ignored',
    (words) => {
      expect(read(words).type).toBe('ignored');
    },
  );
});

describe('messages 8 and 9', () => {
  it('report a stream that is active, interrupted, terminating, and terminated', () => {
    expect(state('message-08-stream-state-update', 'documented example')).toBeUndefined();
    expect(state('message-08-stream-state-update', 'reason 14')).toMatchObject({
      type: 'media-interrupted',
      sign: 'state',
    });
    expect(state('message-08-stream-state-update', 'terminating')).toEqual({ type: 'end-announced' });
    expect(state('message-08-stream-state-update', 'terminated, the meeting')).toMatchObject({
      type: 'finished',
      end: { type: 'stopped', stopReason: 6 },
    });
    expect(state('message-08-stream-state-update', 'revoked')).toMatchObject({
      type: 'finished',
      end: { type: 'stopped', stopReason: 8 },
    });
  });

  it('report sessions that pause and resume', () => {
    expect(state('message-09-session-state-update', 'paused')).toEqual({ type: 'pause-announced' });
    expect(state('message-09-session-state-update', 'resumed')).toEqual({ type: 'resume-announced' });
    expect(state('message-09-session-state-update', 'started')).toEqual({ type: 'resume-announced' });
  });

  it('carry the reason of a stopped session under either name, and end no stream', () => {
    for (const words of ['as in the example', 'as in the field table']) {
      const { wire } = goldenMessage('message-09-session-state-update', words);
      expect(parseFrame(wire)).toMatchObject({ type: 'session-state', state: 5, reason: 6 });
      expect(state('message-09-session-state-update', words)).toBeUndefined();
    }
  });

  it('revoke the stream in a session state too', () => {
    const frame = { type: 'session-state', state: 5, reason: 8, at: undefined } as const;
    expect(announcedState(frame)).toEqual({ type: 'finished', end: { type: 'stopped', stopReason: 8 } });
  });
});

describe('message 12', () => {
  it('is answered with exactly its timestamp', () => {
    const answers = goldenMessages('message-13-keep-alive-response');
    goldenMessages('message-12-keep-alive-request').forEach(({ wire }, index) => {
      const frame = parseFrame(wire);
      if (frame.type !== 'keep-alive') throw new Error(`taken for ${frame.type}`);
      expect(keepAliveAnswer(frame.timestamp)).toBe(answers[index]?.wire);
    });
  });

  it.each(['9999999999999999', '12345678901234567890', '"1727384349123"'])(
    'keeps %s unchanged',
    (timestamp) => {
      const frame = parseFrame(`{"msg_type":12,"timestamp": ${timestamp}}`);
      if (frame.type !== 'keep-alive') throw new Error(`taken for ${frame.type}`);
      expect(keepAliveAnswer(frame.timestamp)).toBe(`{"msg_type":13,"timestamp":${timestamp}}`);
    },
  );
});

describe('message 17', () => {
  it('is read as documented', () => {
    expect(transcript('documented example')).toEqual({
      meetingId: 'm',
      streamId: 's',
      speaker: { id: '19778240', name: 'John Smith' },
      sourceLanguage: 'en',
      text: 'Hello everyone.',
      attribute: 'new',
      startedAt: 1_727_384_100_000,
      endedAt: 1_727_384_310_000,
      timestamp: 1_727_384_349_000,
      receivedAt: 1,
    });
  });

  it('of a live meeting has microseconds and no start time', () => {
    const segment = transcript('real frame');
    expect(segment?.timestamp).toBe(1_750_791_055_005);
    expect(segment).not.toHaveProperty('startedAt');
    expect(transcript('start and end in microseconds')?.startedAt).toBe(1_750_791_055_005);
    expect(transcript('times in seconds')?.startedAt).toBe(1_694_204_592_000);
  });

  it('updates and deletes sentences', () => {
    expect(transcript('no user; NEW')).toMatchObject({ attribute: 'new', sentenceId: '18' });
    expect(transcript('no user; NEW')?.speaker).toEqual({ id: 'channel:channel-9f4b', name: '' });
    expect(transcript('attribute 2')).toMatchObject({ attribute: 'update', sentenceId: '18' });
    expect(transcript('attribute 3')).toMatchObject({ attribute: 'delete', sentenceId: '18' });
  });

  it.each([
    ['language 0', 'ar'],
    ['language -1', 'und'],
    ['language 28', 'es'],
    ['language 99', 'und'],
    ['language missing', 'und'],
    ['numeric string', 'en'],
  ])('with %s is %s', (words, tag) => {
    expect(transcript(words)?.sourceLanguage).toBe(tag);
  });

  it('without a name or user, or with unknown fields, is a segment', () => {
    expect(transcript('user_name empty')?.speaker).toEqual({ id: '16779264', name: '' });
    expect(transcript('neither user nor channel')?.speaker.id).toBe('unknown');
    expect(transcript('is_final')?.text).toBe('The words are here.');
    expect(transcript('nobody knows')).toMatchObject({ text: 'Fields of tomorrow.', attribute: 'new' });
  });
});

describe('every other message', () => {
  it('is ignored or malformed, without an exception', () => {
    const types = goldenMessages('frames-to-ignore').map(({ wire }) => parseFrame(wire).type);
    expect(types.length).toBeGreaterThan(8);
    for (const type of types) expect(['ignored', 'malformed']).toContain(type);
  });

  it.each([
    'message-11-session-state-response',
    'message-20-stream-state-response',
    'message-22-stream-close-response',
  ])('%s is ignored', (file) => {
    for (const { wire } of goldenMessages(file)) expect(parseFrame(wire).type).toBe('ignored');
  });
});
