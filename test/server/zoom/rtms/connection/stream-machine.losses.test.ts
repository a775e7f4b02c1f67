import { describe, expect, it } from 'vitest';
import { Story } from './machine-story.ts';

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
