// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CaptionFeed } from '../../../client/captions/feed/caption-feed.ts';
import { Announcer, type AnnouncerProps } from '../../../client/speech/announcer.tsx';
import { aBatch, aCaption, aGap, aWatchAnswer } from '../../support/caption-lines.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('what a screen reader is told', () => {
  it('is each finished line, in the order in which they were finished', () => {
    const meeting = listening('settled');
    meeting.say(2);
    meeting.say(3);
    expect(told()).toEqual(['Ana Ruiz: frase 2', 'Ana Ruiz: frase 3']);
    expect(log().getAttribute('aria-live')).toBe('polite');
  });

  it('is also that something was not captured', () => {
    const meeting = listening('settled');
    meeting.say(2);
    meeting.miss(3);
    expect(told()).toEqual(['Ana Ruiz: frase 2', '6 s not captured']);
  });

  it('is nothing when it is switched off', () => {
    const meeting = listening('off');
    meeting.say(2);
    act(() => vi.advanceTimersByTime(20_000));
    expect(told()).toEqual([]);
    expect(log().getAttribute('aria-live')).toBe('off');
  });

  it('is all lines of ten seconds at once, for those who want it so', () => {
    const meeting = listening('digest');
    meeting.say(2);
    meeting.say(3);
    act(() => vi.advanceTimersByTime(9_900));
    expect(told()).toEqual([]);
    act(() => vi.advanceTimersByTime(100));
    expect(told()).toEqual(['Ana Ruiz: frase 2', 'Ana Ruiz: frase 3']);
  });

  it('is nothing of what was said before they came, nor twice after a switch of language', () => {
    const meeting = listening('settled');
    meeting.say(2);
    meeting.switchTo('de', [1, 2]);
    meeting.say(1, 'de');
    meeting.say(2, 'de');
    meeting.say(3, 'de');
    expect(told()).toEqual(['Ana Ruiz: frase 2', 'Ana Ruiz: frase 3']);
  });
});

/** A meeting in which one line was said before the reader came. */
function listening(announcing: AnnouncerProps['announcing']) {
  const feed = new CaptionFeed();
  let version = 1;
  const watch = (language: string, positions: readonly number[]) => {
    const captions = positions.map((position) =>
      aCaption(position, { version: 1, state: 'draft', origin: 'pending' }),
    );
    version = 1;
    feed.answerWatch(feed.beginWatch(language), aWatchAnswer({ language, version, captions }));
  };
  watch('es', [1]);
  render(<Announcer feed={feed} announcing={announcing} />);
  return {
    switchTo: (language: string, positions: readonly number[]) => act(() => watch(language, positions)),
    say: (position: number, language = 'es') =>
      act(() => {
        version += 1;
        feed.apply(aBatch(version - 1, version, { language, upserts: [aCaption(position, { version })] }));
      }),
    miss: (position: number) =>
      act(() => {
        version += 1;
        feed.apply(aBatch(version - 1, version, { upserts: [{ ...aGap(position, 6_000), version }] }));
      }),
  };
}

function log(): HTMLElement {
  return screen.getByRole('log');
}

function told(): (string | null)[] {
  return [...log().children].map(({ textContent }) => textContent);
}
