/** Covers server/captions/sentences/pieces/habits.ts. */
import { describe, expect, it } from 'vitest';
import { isApart } from '../../../../../server/captions/sentences/pieces/apart.ts';
import { type Habits, patienceMs, withGap } from '../../../../../server/captions/sentences/pieces/habits.ts';
import { lineEnd } from '../../../../../server/captions/sentences/pieces/line-end.ts';

function apart(text: string, next: string, pauseMs: number, habits: Habits = {}): boolean {
  return isApart({ text, end: lineEnd(text, 'en'), language: 'en' }, next, pauseMs, habits);
}

const sentenceCase: Habits = { beginsWithCapital: true, goesOnInSmall: true };

describe('a piece after a line that has not ended', () => {
  it('goes on in small letters after a long pause', () => {
    expect(apart('we went home', 'and had dinner.', 6_000, sentenceCase)).toBe(false);
    expect(apart('we went home', 'and had dinner.', 7_000, sentenceCase)).toBe(true);
  });

  it('begins a sentence with a capital after a pause', () => {
    expect(apart('so I think we', "Let's begin.", 3_000)).toBe(true);
    expect(apart('so I think we', "Let's begin.", 500)).toBe(false);
    expect(apart('I went to the', 'The next point.', 3_000)).toBe(true);
  });

  it('begins one sooner where the transcriber writes small letters within sentences', () => {
    expect(apart('we went home', 'The next point is this', 400, sentenceCase)).toBe(true);
    expect(apart('we went home', 'The next point is this', 400)).toBe(false);
    expect(apart('we met', 'Paula at noon', 400, sentenceCase)).toBe(false);
  });

  it('goes on after a line that cannot end, whatever its letter', () => {
    expect(apart('I went to the', 'Paris office', 6_000)).toBe(false);
  });

  it('is of the same number within a second', () => {
    expect(apart('It rose by 3.', '7 percent', 900)).toBe(false);
    expect(apart('It rose by 3.', '7 percent', 1_100)).toBe(true);
    expect(apart('It rose by 3.', 'percent', 1_100)).toBe(false);
  });
});

describe('how long a line waits', () => {
  it('depends on whether it can end there', () => {
    expect(patienceMs('may-go-on', {})).toBe(2_000);
    expect(patienceMs('unmarked', {})).toBe(4_500);
    expect(patienceMs('unfinished', {})).toBe(6_500);
  });

  it('follows the speaker’s own gaps where it may end', () => {
    expect(patienceMs('unmarked', { meanGapMs: 400 })).toBe(3_500);
    expect(patienceMs('unmarked', { meanGapMs: 1_400 })).toBe(4_200);
    expect(patienceMs('unmarked', { meanGapMs: 9_000 })).toBe(5_000);
  });

  it('is short where the transcriber writes no end marks', () => {
    expect(patienceMs('unmarked', { meanGapMs: 1_900, unmarkedLines: 3 })).toBe(2_000);
  });

  it('learns from gaps, and nothing from a long silence', () => {
    expect(withGap({ meanGapMs: 1_000 }, 2_000)).toEqual({ meanGapMs: 1_300 });
    expect(withGap({ meanGapMs: 1_000 }, 60_000)).toEqual({ meanGapMs: 1_000 });
  });
});
