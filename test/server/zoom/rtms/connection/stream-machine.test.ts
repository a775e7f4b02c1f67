/** Covers server/zoom/rtms/connection/connection-state.ts, server/zoom/rtms/connection/connection-steps.ts. */
import { describe, expect, it } from 'vitest';
import { Story } from './machine-story.ts';

describe('connecting', () => {
  it('opens signaling, subscribes, opens media, and sends ready on signaling', () => {
    const story = new Story();
    expect(story.commands).toEqual([{ type: 'open', kind: 'signaling', link: 1, url: 'wss://one' }]);
    expect(story.told.state).toBe('connecting');
    story.signalingAccepted();
    expect(story.commands).toEqual([
      { type: 'subscribe', link: 1 },
      { type: 'open', kind: 'media', link: 2, url: 'wss://media' },
    ]);
    story.mediaAccepted();
    expect(story.commands).toEqual([{ type: 'send-ready', link: 1 }]);
    expect(story.told).toEqual({ state: 'live' });
  });

  it('shows reconnecting after a restart of the server', () => {
    expect(new Story(true).told.state).toBe('reconnecting');
  });

  it.each([2, 3, 12, 14, 36, 43])('ends at the fatal status %i, with the reason', (status) => {
    const story = new Story().refused('signaling', status);
    expect(story.told).toMatchObject({ state: 'ended', reason: { handshake: { status } } });
    expect(story.commands).toEqual([{ type: 'drop', link: 1 }]);
  });

  it('ends when media is refused as fatal, and closes signaling too', () => {
    const story = new Story().signalingAccepted().refused('media', 12);
    expect(story.phase).toBe('ended');
    expect(story.commands).toEqual([
      { type: 'drop', link: 2 },
      { type: 'drop', link: 1 },
    ]);
  });

  it('retries after a duplicate, and shows the reason meanwhile', () => {
    const story = new Story().refused('signaling', 8);
    expect(story.told).toMatchObject({ state: 'connecting', reason: { handshake: { status: 8 } } });
    story.waited().signalingAccepted().mediaAccepted();
    expect(story.told).toEqual({ state: 'live' });
  });

  it('ends when the window is over, with the last reason', () => {
    const story = new Story().refused('signaling', 45);
    let attempts = 0;
    while (story.phase === 'backing-off') {
      story.waited();
      attempts += story.opened('signaling');
      story.refused('signaling', 45);
    }
    expect(attempts).toBeLessThan(10);
    expect(story.told).toMatchObject({
      state: 'ended',
      reason: { code: 'media-error', handshake: { status: 45 } },
    });
  });

  it('retries media alone after a transient refusal of media', () => {
    const story = new Story().signalingAccepted().refused('media', 16);
    expect(story.commands[0]).toEqual({ type: 'drop', link: 2 });
    story.waited();
    expect([story.opened('media'), story.opened('signaling')]).toEqual([1, 0]);
  });

  it('ends when Zoom offers no server for transcripts', () => {
    const story = new Story();
    story.on({ type: 'signaling-accepted', link: 1, mediaAt: undefined });
    expect(story.told).toMatchObject({ state: 'ended', reason: { code: 'no-transcripts' } });
  });

  it('backs off when the connection fails in the handshake', () => {
    const story = new Story().lost('signaling');
    expect(story.opened('signaling')).toBe(1);
    story.lost('signaling');
    expect(story.commands).toEqual([{ type: 'retry-later', retry: expect.any(Number), delayMs: 1_000 }]);
  });
});

describe('gaps', () => {
  it('are reported once, with their length, when media is back', () => {
    const story = Story.live()
      .lost('signaling')
      .after(5_000)
      .signalingAccepted()
      .after(1_000)
      .mediaAccepted();
    expect(story.commands).toContainEqual({ type: 'report-gap', lengthMs: 6_000 });
  });

  it('begin with the last frame of a silent socket', () => {
    const story = Story.live();
    story
      .lost('media', story.now - 30_000)
      .waited()
      .mediaAccepted();
    expect(story.commands).toContainEqual({ type: 'report-gap', lengthMs: 30_050 });
  });

  it('begin with the first of several losses', () => {
    const story = Story.live().lost('media').after(1_000).lost('signaling').after(3_000);
    story.signalingAccepted().mediaAccepted();
    expect(story.commands).toContainEqual({ type: 'report-gap', lengthMs: 4_000 });
  });

  it('of under two seconds are not reported', () => {
    const story = Story.live().lost('signaling').after(1_900).signalingAccepted().mediaAccepted();
    expect(story.commands).toEqual([{ type: 'send-ready', link: story.link('signaling') }]);
  });

  it('do not exist before the first connection', () => {
    const story = new Story().after(30_000).signalingAccepted().mediaAccepted();
    expect(story.commands).toEqual([{ type: 'send-ready', link: 1 }]);
  });

  it('do not exist in a pause', () => {
    const story = Story.live().on({ type: 'pause-announced' }).lost('signaling').after(9_000);
    story.signalingAccepted().mediaAccepted();
    expect(story.commands).toEqual([{ type: 'send-ready', link: story.link('signaling') }]);
  });
});

describe('ending', () => {
  it('by a terminated state closes both sockets and is final', () => {
    const story = Story.live().on({ type: 'finished', end: { type: 'stopped', stopReason: 6 } });
    expect(story.told).toEqual({ state: 'ended', reason: { code: 'meeting-ended' } });
    expect(story.commands).toEqual([
      { type: 'drop', link: 2 },
      { type: 'drop', link: 1 },
    ]);
    expect(story.on({ type: 'moved', signalingAt: { url: 'wss://two', others: [] } }).commands).toEqual([]);
  });

  it('does not reopen a link that closes after the end was announced', () => {
    const story = Story.live().on({ type: 'end-announced' }).lost('media');
    expect([story.phase, story.commands]).toEqual(['ended', [{ type: 'drop', link: 1 }]]);
  });

  it('cancels a waiting retry', () => {
    const story = Story.live().lost('signaling').lost('signaling');
    const waiting = story.commands.find((command) => command.type === 'retry-later');
    story.on({ type: 'finished', end: { type: 'stopped', stopReason: 1 } });
    expect(story.on({ type: 'retry-due', retry: waiting?.retry ?? 0 }).commands).toEqual([]);
  });

  it('follows when the window is over, with its reason', () => {
    const story = Story.live().lost('signaling');
    while (story.lost('signaling').phase === 'backing-off') story.waited();
    expect(story.told.reason).toEqual({ code: 'not-restored' });
  });
});
