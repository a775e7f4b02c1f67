import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FADE_MS, ViewScreen } from '../../../../../client/app/views/screen/view-screen.ts';
import { CaptionFeed } from '../../../../../client/captions/feed/caption-feed.ts';
import type { Caption } from '../../../../../shared/caption.ts';
import { aBatch, aCaption, aWatchAnswer } from '../../../../support/caption-lines.ts';

const NOW = 1_800_000_100_000;
/** Spoken just now, by Zoom's clock. */
const spoken = (position: number, change: Partial<Caption> = {}) =>
  aCaption(position, { spokenAt: NOW, ...change });

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

function screenOf(captions: readonly Caption[], options: { drafts?: boolean; clearMs?: number } = {}) {
  const feed = new CaptionFeed();
  const screen = new ViewScreen({ feed, drafts: true, clearMs: 8_000, ...options });
  screen.start();
  let version = 0;
  feed.answerWatch(feed.beginWatch('es'), aWatchAnswer({ version, captions }));
  return {
    feed,
    say: (...upserts: Caption[]) => {
      feed.apply(aBatch(version, version + 1, { upserts }));
      version += 1;
    },
    texts: () => screen.state.get().captions.map(({ text }) => text),
    state: screen.state,
    close: () => screen.close(),
  };
}

describe('the screen of a view', () => {
  it('shows at once what was said last, and of an old meeting nothing', () => {
    expect(screenOf([spoken(1), spoken(2)]).texts()).toEqual(['frase 1', 'frase 2']);
    expect(screenOf([aCaption(1), aCaption(2)]).texts()).toEqual([]);
    expect(screenOf([aCaption(1), aCaption(2)], { clearMs: 0 }).texts()).toEqual(['frase 1', 'frase 2']);
  });

  it('fades after the silence that was asked for, and begins anew', () => {
    const screen = screenOf([spoken(1)]);
    vi.advanceTimersByTime(7_000);
    screen.say(spoken(2));
    vi.advanceTimersByTime(7_000);
    expect(screen.texts()).toEqual(['frase 1', 'frase 2']);
    vi.advanceTimersByTime(1_000);
    expect(screen.state.get()).toMatchObject({ fading: true });
    vi.advanceTimersByTime(FADE_MS);
    expect(screen.state.get()).toMatchObject({ captions: [], fading: false });
    screen.say(spoken(3));
    expect(screen.texts()).toEqual(['frase 3']);
    expect(screen.state.get().fading).toBe(false);
  });

  it('is replaced by what comes while it fades', () => {
    const screen = screenOf([spoken(1)]);
    vi.advanceTimersByTime(8_100);
    screen.say(spoken(2));
    expect(screen.texts()).toEqual(['frase 2']);
    vi.advanceTimersByTime(FADE_MS);
    expect(screen.texts()).toEqual(['frase 2']);
  });

  it('loses no sentence whose translation comes after the silence', () => {
    const pending = { state: 'draft', origin: 'pending', text: 'sentence 2' } as const;
    const screen = screenOf([spoken(1), spoken(2, pending)]);
    vi.advanceTimersByTime(8_000 + FADE_MS);
    expect(screen.texts()).toEqual([]);
    screen.say(spoken(2, { version: 9 }));
    expect(screen.texts()).toEqual(['frase 2']);
  });

  it('shows finished sentences alone where the address says so', () => {
    const screen = screenOf([spoken(1), spoken(2, { state: 'draft' })], { drafts: false });
    expect(screen.texts()).toEqual(['frase 1']);
    screen.say(spoken(2, { version: 9 }));
    expect(screen.texts()).toEqual(['frase 1', 'frase 2']);
  });

  it('never fades where the address says so', () => {
    const screen = screenOf([spoken(1)], { clearMs: 0 });
    vi.advanceTimersByTime(3_600_000);
    expect(screen.texts()).toEqual(['frase 1']);
  });

  it('keeps a few lines of a meeting of thousands, and forgets removed ones', () => {
    const screen = screenOf([]);
    for (let position = 1; position <= 5_000; position += 1) {
      screen.say(spoken(position));
      if (position % 3 === 0) screen.feed.apply(aBatch(position, position, {}));
    }
    expect(screen.feed.state.get().lines.length).toBeLessThanOrEqual(60);
    expect(screen.texts()).toHaveLength(12);
    expect(screen.texts().at(-1)).toBe('frase 5000');
  });
});
