import { describe, expect, it } from 'vitest';
import { HOLD_LIMIT_MS, readingLines } from '../../../../client/captions/list/reading-lines.ts';
import { unreadSince } from '../../../../client/captions/list/use-stick-to-live.ts';
import { aCaption, aGap } from '../../../support/caption-lines.ts';

describe('reading mode', () => {
  it('shows finished lines only', () => {
    const lines = [aCaption(1), aCaption(2, { state: 'draft' })];
    expect(readingLines(lines, new Map(), 0).lines).toEqual([aCaption(1)]);
  });

  it('holds a line back while an earlier one is open, at most for the hold limit', () => {
    const lines = [aCaption(1, { state: 'draft' }), aCaption(2)];
    const first = readingLines(lines, new Map(), 1_000);
    expect(first).toMatchObject({ lines: [], nextInMs: HOLD_LIMIT_MS });
    expect(readingLines(lines, first.finished, 1_000 + HOLD_LIMIT_MS)).toMatchObject({
      lines: [aCaption(2)],
      nextInMs: undefined,
    });
  });

  it('shows both in order when the earlier one is finished in time', () => {
    const { finished } = readingLines([aCaption(1, { state: 'draft' }), aCaption(2)], new Map(), 0);
    expect(readingLines([aCaption(1), aCaption(2)], finished, 500).lines).toEqual([aCaption(1), aCaption(2)]);
  });

  it('keeps a finished line as it was while it is translated into another language', () => {
    const { finished } = readingLines([aCaption(1), aCaption(2)], new Map(), 0);
    const pending = [1, 2].map((position) => aCaption(position, { state: 'draft', origin: 'pending' }));
    const switched = readingLines(pending, finished, 5_000);
    expect(switched.lines).toEqual([aCaption(1), aCaption(2)]);
    const german = aCaption(2, { language: 'de', text: 'Satz 2' });
    expect(readingLines([...pending.slice(0, 1), german], switched.finished, 5_100).lines).toEqual([
      aCaption(1),
      german,
    ]);
  });

  it('forgets lines that are removed', () => {
    const { finished } = readingLines([aCaption(1), aCaption(2)], new Map(), 0);
    expect(readingLines([], finished, 0).finished.size).toBe(0);
  });

  it('changes nothing of what it is given', () => {
    const before = readingLines([aCaption(1)], new Map(), 0).finished;
    readingLines([aCaption(1), aCaption(2)], before, 500);
    expect([...before.keys()]).toEqual(['c1']);
  });
});

describe('the number of new lines', () => {
  it('counts captions after the line where the reader left', () => {
    const lines = [aCaption(1), aCaption(2), aGap(3, 6_000), aCaption(4)];
    expect(unreadSince(lines, aCaption(1))).toBe(2);
    expect(unreadSince(lines, aCaption(4))).toBe(0);
  });
});
