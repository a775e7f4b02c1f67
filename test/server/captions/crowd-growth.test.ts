/** Many speakers and many lines: each next one costs as much as the first. */
import { describe, expect, it } from 'vitest';
import { FeedLines } from '../../../server/captions/languages/feed-lines.ts';
import { LineWork } from '../../../server/captions/languages/line-work.ts';
import type { Segment } from '../../../server/captions/model/segment.ts';
import { Deadlines } from '../../../server/captions/sentences/deadlines.ts';
import { Transcript } from '../../../server/captions/sentences/transcript.ts';
import { growthAt, LARGEST_GROWTH } from '../../support/growth.ts';
import { spokenLine } from '../../support/spoken-line.ts';

function said(speaker: number, text: string, receivedAt: number): Segment {
  const id = String(speaker);
  return {
    meetingId: 'm',
    streamId: 's',
    speaker: { id, name: id },
    sourceLanguage: 'en',
    text,
    attribute: 'new',
    receivedAt,
  };
}

const people = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const CROWD = 1_500;

describe('a crowd', () => {
  it('costs time proportional to the number of speakers', () => {
    const talk = (crowd: readonly number[]) => {
      const book = new Transcript({ lastPosition: 0, drafts: [] }, 0);
      for (const one of crowd) {
        book.add(one, said(one, 'and then we', one));
        book.nextClose();
        book.revise(one, { ...said(one, 'and then they', one), attribute: 'update' }, []);
      }
      for (const one of crowd) book.close({ streamId: 's', speakerId: String(one) });
    };
    expect(growthAt(people, talk, CROWD)).toBeLessThanOrEqual(LARGEST_GROWTH);
  });

  it('keeps every open sentence, however many lines come after it', () => {
    const book = new Transcript({ lastPosition: 0, drafts: [] }, 0);
    const crowd = people(1_500);
    for (const one of crowd) book.add(one, said(one, 'and then we', 0));
    for (const one of crowd) book.add(10_000 + one, said(one, 'go.', 1));
    expect(book.nextClose()).toBeUndefined();
    const more = book.add(20_000, said(7, 'and so', 2));
    expect(more.map(({ position, state }) => [position, state])).toEqual([[1_501, 'draft']]);
  });

  it('closes every open sentence once when it is silent', () => {
    const book = new Transcript({ lastPosition: 0, drafts: [] }, 0);
    for (const one of people(1_500)) book.add(one, said(one, 'and then we', one));
    const closed = book.closeDue(20_000);
    expect(new Set(closed.map(({ id }) => id)).size).toBe(1_500);
    expect(closed.every(({ state }) => state === 'settled')).toBe(true);
    expect(book.closeDue(30_000)).toEqual([]);
  });
});

describe('the lines of a language', () => {
  it('costs time proportional to the lines that wait for a translation', () => {
    const take = (positions: readonly number[]) => {
      const lines = new FeedLines(() => false);
      for (const position of positions) {
        const attempt = { purpose: 'settled', corrects: false, retryAfterMs: 1 } as const;
        lines.add({
          state: { phase: 'translating', line: spokenLine(position), attempt },
          work: new LineWork(),
        });
        lines.contextBefore(spokenLine(position));
        lines.placeReady();
      }
    };
    expect(growthAt(people, take, CROWD)).toBeLessThanOrEqual(LARGEST_GROWTH);
  });
});

describe('deadlines', () => {
  it('cost time proportional to their number, and are due in order', () => {
    const work = (keys: readonly number[]) => {
      const deadlines = new Deadlines<number>();
      for (const round of [1, 2, 3])
        for (const key of keys) deadlines.set(key, (key * 7_919 * round) % 10_007);
      for (const key of keys) if (key % 5 === 0) deadlines.set(key, undefined);
      return deadlines.due(20_000);
    };
    const at = (key: number) => (key * 7_919 * 3) % 10_007;
    const due = work(people(500));
    expect(due).toHaveLength(400);
    expect(due.map(at)).toEqual(due.map(at).toSorted((a, b) => a - b));
    expect(growthAt(people, work, CROWD / 3)).toBeLessThanOrEqual(LARGEST_GROWTH);
  });

  it('are none for a key without one', () => {
    const deadlines = new Deadlines<string>();
    deadlines.set('a', 5);
    deadlines.set('b', 3);
    deadlines.set('b', undefined);
    expect(deadlines.next()).toBe(5);
    deadlines.set('a', 9);
    expect(deadlines.due(8)).toEqual([]);
    expect(deadlines.next()).toBe(9);
  });
});
