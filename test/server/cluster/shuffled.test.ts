import { expect, it } from 'vitest';
import { shuffled } from '../../../server/cluster/shuffled.ts';

it('keeps every item once, and leaves the list alone', () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const mixed = shuffled(items);
  expect(mixed).not.toEqual(items);
  expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
  expect(items[0]).toBe(0);
  expect(shuffled([])).toEqual([]);
});
