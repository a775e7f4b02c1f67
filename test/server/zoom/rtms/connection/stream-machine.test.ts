/**
 * Covers server/zoom/rtms/connection/announced-steps.ts, server/zoom/rtms/connection/connection-state.ts,
 * server/zoom/rtms/connection/connection-steps.ts.
 */
import { describe, expect, it } from 'vitest';
import {
  type ConnectionState,
  publicState,
} from '../../../../../server/zoom/rtms/connection/connection-state.ts';
import type { ConnectionCommand, Step } from '../../../../../server/zoom/rtms/connection/connection-steps.ts';
import { protocolTimes } from '../../../../../server/zoom/rtms/connection/protocol-times.ts';
import {
  begin,
  type ConnectionEvent,
  step,
} from '../../../../../server/zoom/rtms/connection/stream-machine.ts';

const times = protocolTimes(10_000, 1);

/** A machine with a clock, and what it last commanded. */
class Story {
  now = 1_000_000;
  state: ConnectionState;
  commands: readonly ConnectionCommand[];

  constructor(resumed = false) {
    ({ state: this.state, commands: this.commands } = begin(
      { url: 'wss://one', others: ['wss://spare'] },
      resumed,
      this.context,
    ));
  }

  get context() {
    return { now: this.now, random: 0.5, times };
  }

  get phase() {
    return this.state.phase;
  }

  get told() {
    return publicState(this.state);
  }

  /** The number of a link in use. */
  link(kind: 'signaling' | 'media'): number {
    const { state } = this;
    if (kind === 'media') return 'media' in state ? state.media : Number.NaN;
    if ('signaling' in state) return state.signaling;
    return state.phase === 'backing-off' && state.resume.what === 'media'
      ? state.resume.signaling
      : Number.NaN;
  }

  on(event: ConnectionEvent): this {
    const next: Step = step(this.state, event, this.context);
    this.state = next.state;
    this.commands = next.commands;
    return this;
  }

  after(ms: number): this {
    this.now += ms;
    return this;
  }

  signalingAccepted(): this {
    const mediaAt = { url: 'wss://media', others: ['wss://all'] };
    return this.on({ type: 'signaling-accepted', link: this.link('signaling'), mediaAt });
  }

  mediaAccepted(): this {
    return this.on({ type: 'media-accepted', link: this.link('media') });
  }

  refused(kind: 'signaling' | 'media', status: number, reason = ''): this {
    return this.on({ type: 'refused', link: this.link(kind), status, reason });
  }

  lost(kind: 'signaling' | 'media', goodUntil = this.now): this {
    return this.on({ type: 'link-lost', link: this.link(kind), goodUntil });
  }

  /** The webhook about a loss of signaling at that moment. */
  interrupted(at = this.now, heardAt?: number): this {
    return this.on({ type: 'interrupted', at, heardAt });
  }

  /** Lets the wait before the next attempt pass. */
  waited(): this {
    const later = this.commands.find((command) => command.type === 'retry-later');
    if (later === undefined) throw new Error('nothing to wait for');
    return this.after(later.delayMs).on({ type: 'retry-due', retry: later.retry });
  }

  /** Streaming, for long enough to count as stable. */
  static live(): Story {
    return new Story().signalingAccepted().mediaAccepted().after(30_000);
  }

  opened(kind: 'signaling' | 'media'): number {
    return this.commands.filter((command) => command.type === 'open' && command.kind === kind).length;
  }
}

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

describe('losing media', () => {
  it('restores media alone, and sends ready again', () => {
    const story = Story.live().lost('media');
    expect(story.told.state).toBe('reconnecting');
    story.waited();
    expect(story.commands).toEqual([
      { type: 'open', kind: 'media', link: expect.any(Number), url: 'wss://media' },
    ]);
    story.mediaAccepted();
    expect(story.commands).toEqual([{ type: 'send-ready', link: 1 }]);
  });

  it('reconnects once for event 7 and state 2 of one loss', () => {
    const story = Story.live().on({ type: 'media-interrupted', sign: 'event' });
    expect(story.commands).toEqual([
      { type: 'drop', link: 2 },
      { type: 'open', kind: 'media', link: 3, url: 'wss://media' },
    ]);
    expect(story.on({ type: 'media-interrupted', sign: 'state' }).commands).toEqual([]);
  });

  it('counts the second sign to the same loss when media is back already', () => {
    const story = Story.live().on({ type: 'media-interrupted', sign: 'state' }).mediaAccepted().after(100);
    expect(story.on({ type: 'media-interrupted', sign: 'event' }).commands).toEqual([]);
    expect(story.phase).toBe('streaming');
  });

  it('counts late signs to the loss of the closed socket', () => {
    const story = Story.live().lost('media').waited().mediaAccepted().after(500);
    expect(story.on({ type: 'media-interrupted', sign: 'event' }).commands).toEqual([]);
    expect(story.on({ type: 'media-interrupted', sign: 'state' }).commands).toEqual([]);
  });

  it('reconnects at the next loss', () => {
    const story = Story.live().on({ type: 'media-interrupted', sign: 'event' }).mediaAccepted().after(30_000);
    expect(story.on({ type: 'media-interrupted', sign: 'event' }).opened('media')).toBe(1);
  });

  it('backs off up to 30 s while media closes repeatedly, and does not end', () => {
    const story = Story.live();
    const openedAt: number[] = [];
    for (let loss = 0; loss < 20; loss += 1) {
      story.lost('media').waited();
      openedAt.push(story.now);
      story.mediaAccepted();
    }
    const waits = openedAt.slice(1).map((at, index) => at - (openedAt[index] ?? 0));
    expect(waits.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(new Set(waits.slice(5))).toEqual(new Set([30_000]));
    expect(story.told).toEqual({ state: 'live' });
  });

  it.each(['announced by Zoom', 'after speech'])('restores media within a second each time, %s', (which) => {
    const story = Story.live();
    const waits: number[] = [];
    for (let loss = 0; loss < 20; loss += 1) {
      story.after(300);
      const lostAt = story.now;
      if (which === 'after speech') story.on({ type: 'speech', link: story.link('media') });
      story.lost('media').after(5);
      if (which === 'announced by Zoom') story.on({ type: 'media-interrupted', sign: 'event' });
      story.waited().mediaAccepted();
      waits.push(story.now - lostAt);
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
    expect(story.told.state).toBe('live');
  });

  it('shortens the wait when Zoom announces the loss', () => {
    const story = Story.live().lost('media').waited().mediaAccepted().after(100).lost('media').waited();
    story.mediaAccepted().after(100).lost('media');
    expect(story.commands).toContainEqual(expect.objectContaining({ type: 'retry-later', delayMs: 2_000 }));
    story.after(20).on({ type: 'media-interrupted', sign: 'state' });
    expect(story.commands).toContainEqual(expect.objectContaining({ type: 'retry-later', delayMs: 880 }));
  });

  it('counts a repeated sign to one loss', () => {
    const story = Story.live().on({ type: 'media-interrupted', sign: 'event', at: 5_000 }).mediaAccepted();
    expect(story.after(300).on({ type: 'media-interrupted', sign: 'event' }).commands).toEqual([]);
    expect(story.after(9_000).on({ type: 'media-interrupted', sign: 'event', at: 5_000 }).commands).toEqual(
      [],
    );
    expect(story.on({ type: 'media-interrupted', sign: 'event', at: 15_000 }).opened('media')).toBe(1);
  });

  it('uses the next media address of message 2 when one does not answer', () => {
    const story = new Story().signalingAccepted().lost('media').waited();
    expect(story.commands).toEqual([
      { type: 'open', kind: 'media', link: expect.any(Number), url: 'wss://all' },
    ]);
    expect(story.lost('media').waited().commands).toMatchObject([{ url: 'wss://media' }]);
  });
});

describe('losing signaling', () => {
  it('restores both at once', () => {
    const story = Story.live().lost('signaling');
    expect(story.commands).toEqual([
      { type: 'drop', link: 2 },
      { type: 'open', kind: 'signaling', link: 3, url: 'wss://one' },
    ]);
    story.signalingAccepted();
    expect(story.commands[0]).toEqual({ type: 'subscribe', link: 3 });
    expect(story.mediaAccepted().told.state).toBe('live');
  });

  it('restores both once when media closes first and signaling follows', () => {
    const story = Story.live().lost('media');
    expect(story.opened('media')).toBe(0);
    story.after(10).lost('signaling');
    expect([story.opened('signaling'), story.opened('media')]).toEqual([1, 0]);
  });

  it('restores both once when signaling closes first', () => {
    const story = Story.live();
    const media = story.link('media');
    story.lost('signaling');
    expect(story.on({ type: 'link-lost', link: media, goodUntil: story.now }).commands).toEqual([]);
  });

  it('reconnects to the stored address at the webhook', () => {
    const story = Story.live().interrupted();
    expect(story.commands).toEqual([
      { type: 'drop', link: 2 },
      { type: 'drop', link: 1 },
      { type: 'open', kind: 'signaling', link: 3, url: 'wss://one' },
    ]);
  });

  it('keeps a restored connection when the webhook about its loss is late', () => {
    const story = Story.live();
    const lostAt = story.now;
    story.lost('signaling').after(10).signalingAccepted().mediaAccepted();
    expect(story.after(800).interrupted(lostAt).commands).toEqual([]);
    expect(story.after(12_000).interrupted(lostAt).commands).toEqual([]);
    expect(story.interrupted().opened('signaling')).toBe(1);
  });

  it('ignores a webhook about a loss after which signaling delivered frames', () => {
    const story = Story.live();
    const lostAt = story.now;
    story.after(12_000);
    expect(story.interrupted(lostAt, lostAt + 11_000).commands).toEqual([]);
    expect(story.interrupted(lostAt, lostAt + 1_000).opened('signaling')).toBe(1);
  });

  it('uses the addresses of a server in turn while they do not answer', () => {
    const story = Story.live().lost('signaling');
    const urls: string[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      urls.push(...story.commands.flatMap((command) => (command.type === 'open' ? [command.url] : [])));
      story.lost('signaling').waited();
    }
    expect(urls).toEqual(['wss://one', 'wss://spare', 'wss://one']);
  });

  it('retries immediately at the webhook instead of after the backoff', () => {
    const story = Story.live().lost('signaling').lost('signaling');
    expect(story.phase).toBe('backing-off');
    expect(story.interrupted().opened('signaling')).toBe(1);
  });
});

describe('moving to another server', () => {
  it('closes both sockets and connects immediately', () => {
    const story = Story.live().on({ type: 'moved', signalingAt: { url: 'wss://two', others: [] } });
    expect(story.commands).toEqual([
      { type: 'drop', link: 2 },
      { type: 'drop', link: 1 },
      { type: 'open', kind: 'signaling', link: 3, url: 'wss://two' },
    ]);
  });

  it('does not wait for a backoff', () => {
    const story = Story.live().lost('signaling').lost('signaling');
    const old = story.commands.find((command) => command.type === 'retry-later');
    expect(
      story.on({ type: 'moved', signalingAt: { url: 'wss://two', others: [] } }).opened('signaling'),
    ).toBe(1);
    expect(story.on({ type: 'retry-due', retry: old?.retry ?? 0 }).commands).toEqual([]);
  });

  it('ignores answers of the old server', () => {
    const story = new Story().on({ type: 'moved', signalingAt: { url: 'wss://two', others: [] } });
    expect(
      story.on({ type: 'signaling-accepted', link: 1, mediaAt: { url: 'wss://old', others: [] } }).commands,
    ).toEqual([]);
    expect(story.on({ type: 'refused', link: 1, status: 3, reason: '' }).phase).toBe('connecting-signaling');
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

describe('pausing', () => {
  it('is shown, and changes no socket', () => {
    const story = Story.live().on({ type: 'pause-announced' });
    expect([story.told.state, story.commands]).toEqual(['paused', []]);
    expect(story.on({ type: 'pause-announced' }).told.state).toBe('paused');
    story.on({ type: 'resume-announced' });
    expect([story.told.state, story.commands]).toEqual(['live', []]);
  });

  it('outlasts a reconnect', () => {
    const story = Story.live().on({ type: 'pause-announced' }).lost('media').waited().mediaAccepted();
    expect(story.told.state).toBe('paused');
  });

  it('is not ended by late speech on the paused link', () => {
    const story = Story.live().on({ type: 'pause-announced' });
    expect(story.on({ type: 'speech', link: story.link('media') }).told.state).toBe('paused');
  });

  it('ends with speech on a new link, without an announcement', () => {
    const story = Story.live()
      .on({ type: 'pause-announced' })
      .lost('signaling')
      .signalingAccepted()
      .mediaAccepted();
    expect(story.on({ type: 'speech', link: story.link('media') }).told.state).toBe('live');
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
