import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD_LIMIT_MS } from '../../../../client/captions/list/reading-lines.ts';
import { ShownLines } from '../../../../client/captions/list/shown-lines.ts';
import { createStore } from '../../../../client/lib/store.ts';
import type { Line } from '../../../../shared/caption.ts';
import type { Preferences } from '../../../../shared/panel-protocol.ts';
import { aCaption } from '../../../support/caption-lines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function shownLines(readingMode = false) {
  const feed = createStore<{ readonly lines: readonly Line[] }>({ lines: [] });
  const preferences = createStore<Preferences>({ display: { readingMode } });
  const shown = new ShownLines({ feed, preferences });
  shown.start();
  const ids = () => shown.state.get().lines.map(({ id }) => id);
  return { feed, preferences, shown, ids };
}

const open = aCaption(1, { state: 'draft' });

describe('the lines to draw', () => {
  it('are those of the feed', () => {
    const { feed, ids } = shownLines();
    feed.set({ lines: [open, aCaption(2)] });
    expect(ids()).toEqual(['c1', 'c2']);
  });

  it('are the finished ones in reading mode; one that waits for an earlier one appears when its time is over', () => {
    const { feed, ids } = shownLines(true);
    feed.set({ lines: [open, aCaption(2)] });
    expect(ids()).toEqual([]);
    vi.advanceTimersByTime(HOLD_LIMIT_MS);
    expect(ids()).toEqual(['c2']);
  });

  it('follow the setting at once', () => {
    const { feed, preferences, ids } = shownLines();
    feed.set({ lines: [aCaption(1), aCaption(2, { state: 'draft' })] });
    preferences.set({ display: { readingMode: true } });
    expect(ids()).toEqual(['c1']);
    preferences.set({ display: { readingMode: false } });
    expect(ids()).toEqual(['c1', 'c2']);
  });

  it('change neither with other preferences nor with other parts of the feed', () => {
    const { feed, preferences, shown } = shownLines();
    feed.set({ lines: [aCaption(1)] });
    const listener = vi.fn();
    shown.state.subscribe(listener);
    preferences.set({ language: 'de', display: { theme: 'dark' } });
    feed.set({ ...feed.get() });
    expect(listener).not.toHaveBeenCalled();
  });

  it('give people of one name different names', () => {
    const { feed, shown } = shownLines();
    const [one, other] = ['s1', 's2'].map((id) => ({ id, name: 'Alex' }));
    const speakers = [one, other, one].flatMap((speaker) => speaker ?? []);
    feed.set({ lines: speakers.map((speaker, index) => aCaption(index + 1, { speaker })) });
    const { lines } = shown.state.get();
    expect(lines.map(({ speaker }) => speaker?.name)).toEqual(['Alex', 'Alex (2)', 'Alex']);
  });

  it('stand still after the end, also when a held line is due', () => {
    const { feed, shown, ids } = shownLines(true);
    feed.set({ lines: [open, aCaption(2)] });
    shown.close();
    vi.advanceTimersByTime(HOLD_LIMIT_MS);
    feed.set({ lines: [aCaption(3)] });
    expect(ids()).toEqual([]);
  });
});
