import { expect, it } from 'vitest';
import { OldestFirst } from '../../../server/lib/oldest-first.ts';

function stage(isNeeded: (value: number) => boolean) {
  const collection = new Map<string, number>();
  const forgotten: number[] = [];
  const window = new OldestFirst(collection, {
    limit: 3,
    isNeeded,
    onForgotten: (value) => forgotten.push(value),
  });
  const add = (value: number) => {
    window.trim();
    collection.set(String(value), value);
  };
  return { collection, forgotten, add };
}

it('forgets the oldest entry for each that comes beyond the limit', () => {
  const { collection, forgotten, add } = stage(() => false);
  for (let value = 1; value <= 5; value += 1) add(value);
  expect([...collection.values()]).toEqual([3, 4, 5]);
  expect(forgotten).toEqual([1, 2]);
});

it('keeps entries that are needed beyond the limit, and shrinks again once they are not', () => {
  const needed = new Set([1, 2, 3, 4, 5, 6]);
  const { collection, add } = stage((value) => needed.has(value));
  for (let value = 1; value <= 6; value += 1) add(value);
  expect(collection.size).toBe(6);
  needed.clear();
  for (let value = 7; value <= 20; value += 1) add(value);
  expect(collection.size).toBe(3);
});
