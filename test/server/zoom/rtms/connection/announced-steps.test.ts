import { describe, expect, it } from 'vitest';
import { Story } from './machine-story.ts';

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
