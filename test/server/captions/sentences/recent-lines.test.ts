import { expect, it } from 'vitest';
import { LIVE_WINDOW_LINES } from '../../../../server/captions/caption-limits.ts';
import { RecentLines } from '../../../../server/captions/sentences/recent-lines.ts';
import { spokenLine } from '../../../support/spoken-line.ts';

function lineOf(position: number, segments: readonly number[] = [position]) {
  return spokenLine(position, { parts: segments.map((segment) => ({ segment, text: 'Yes.' })) });
}

it('finds lines by a segment that they hold now, not by one that they held', () => {
  const lines = new RecentLines(() => false);
  lines.remember(lineOf(1, [1, 2]));
  lines.remember(lineOf(2, [2]));
  expect(lines.holding(2).map(({ id }) => id)).toEqual(['l1', 'l2']);
  lines.remember(lineOf(1, [1]));
  lines.forget('l2');
  expect(lines.holding(2)).toEqual([]);
  expect(lines.get('l1')?.parts).toHaveLength(1);
});

it('forgets the oldest settled lines, and keeps a line whose sentence is open', () => {
  const lines = new RecentLines((id) => id === 'l1');
  for (let position = 1; position <= LIVE_WINDOW_LINES + 10; position += 1) lines.remember(lineOf(position));
  expect(lines.get('l1')).toBeDefined();
  expect(lines.get('l2')).toBeUndefined();
  expect(lines.holding(2)).toEqual([]);
  expect(lines.get(`l${LIVE_WINDOW_LINES + 10}`)).toBeDefined();
});
