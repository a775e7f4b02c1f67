import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import type { ConnectionState } from '../../../../server/zoom/rtms/connection/connection-state.ts';
import { protocolTimes } from '../../../../server/zoom/rtms/connection/protocol-times.ts';
import { begin, type ConnectionEvent } from '../../../../server/zoom/rtms/connection/stream-machine.ts';
import { newStreamCounters } from '../../../../server/zoom/rtms/stream-counters.ts';
import { createFrameReader } from '../../../../server/zoom/rtms/stream-frames.ts';

const times = protocolTimes(10_000, 1);
const { state: connecting } = begin({ url: 'wss://one', others: [] }, false, { now: 0, random: 0, times });

function stoppedWith(stopReason: number): ConnectionState {
  return { phase: 'ended', end: { type: 'stopped', stopReason }, memory: connecting.memory };
}

/** A reader whose link 1 is in use, and what its frames caused. */
function scene(state = connecting) {
  const events: ConnectionEvent[] = [];
  const sent: string[] = [];
  const content: string[] = [];
  const counters = newStreamCounters();
  const read = createFrameReader({
    connection: { current: () => state, apply: (event) => void events.push(event) },
    links: { has: (id) => id === 1, send: (_id, text) => void sent.push(text), accepted: () => undefined },
    content: {
      subscribed: () => undefined,
      sessionChanged: (session) => void content.push(`session ${session}`),
      accept: (frame, isEnding) => void content.push(`${frame.type} ${isEnding}`),
    },
    allowedHosts: ['.zoom.us'],
    counters,
    log: createLogger('silent'),
  });
  return {
    events,
    sent,
    content,
    counters,
    signaling: (frame: object, id = 1) => read({ kind: 'signaling', id }, JSON.stringify(frame)),
    media: (frame: object, id = 1) => read({ kind: 'media', id }, JSON.stringify(frame)),
  };
}

const transcript = { msg_type: 17, content: { user_id: 7, data: 'Hello.' } };

describe('a frame', () => {
  it('of a keep-alive is answered with its timestamp', () => {
    const { sent, signaling } = scene();
    signaling({ msg_type: 12, timestamp: 99 });
    expect(sent).toEqual(['{"msg_type":13,"timestamp":99}']);
  });

  it('of an accepted handshake carries the allowed media address', () => {
    const { events, signaling } = scene();
    const server_urls = { transcript: 'wss://evil.example', all: 'wss://media.zoom.us' };
    signaling({ msg_type: 2, status_code: 0, media_server: { server_urls } });
    const mediaAt = { url: 'wss://media.zoom.us', others: [] };
    expect(events).toEqual([{ type: 'signaling-accepted', link: 1, mediaAt }]);
  });

  it('of an answer to the other kind of handshake has no effect', () => {
    const { events, signaling, media } = scene();
    signaling({ msg_type: 4, status_code: 0 });
    media({ msg_type: 2, status_code: 0 });
    expect(events).toEqual([]);
  });

  it('of a refused handshake is counted', () => {
    const { events, counters, media } = scene();
    media({ msg_type: 4, status_code: 12, reason: 'TEXT' });
    expect(events).toEqual([{ type: 'refused', link: 1, status: 12, reason: 'TEXT' }]);
    expect(counters.refusals).toBe(1);
  });

  it('of a transcript is an event of its link, and content', () => {
    const { events, content, media } = scene();
    media(transcript);
    expect([events, content]).toEqual([[{ type: 'speech', link: 1 }], ['transcript false']]);
  });

  it('of a session state is told to the content', () => {
    const { content, signaling } = scene();
    signaling({ msg_type: 9, state: 5 });
    expect(content).toEqual(['session 5']);
  });

  it('of unknown type or shape is counted', () => {
    const { counters, media } = scene();
    media({ msg_type: 99 });
    media({});
    expect(counters).toMatchObject({ ignoredFrames: 1, malformedFrames: 1 });
  });
});

describe('a frame of a link that was left', () => {
  it('is content when it is a transcript, and has no effect otherwise', () => {
    const { events, sent, content, media, signaling } = scene();
    signaling({ msg_type: 12, timestamp: 99 }, 2);
    signaling({ msg_type: 8, state: 4, reason: 6 }, 2);
    media(transcript, 2);
    expect([events, sent, content]).toEqual([[{ type: 'speech', link: 2 }], [], ['transcript false']]);
  });

  it.each([
    ['the meeting ended', 6, 1],
    ['the stream was revoked', 8, 0],
    ['this app closed the stream', 20, 0],
  ])('brings transcripts only where they may be kept: %s', (_why, stopReason, count) => {
    const { content, media } = scene(stoppedWith(stopReason));
    media(transcript, 2);
    expect(content).toHaveLength(count);
  });
});
