import { expect, it } from 'vitest';
import { percentileOf } from '../../../server/observability/histogram-percentile.ts';

const buckets = new Map([
  [1, 10],
  [2, 50],
  [4, 90],
  [Infinity, 100],
]);

it('takes values to be spread evenly within a bucket', () => {
  expect(percentileOf(buckets, 0.05)).toBe(0.5);
  expect(percentileOf(buckets, 0.3)).toBe(1.5);
  expect(percentileOf(buckets, 0.7)).toBe(3);
});

it('says the last bound for what is beyond it, and nothing of nothing', () => {
  expect(percentileOf(buckets, 0.99)).toBe(4);
  expect(percentileOf(new Map(), 0.5)).toBe(0);
  expect(percentileOf(new Map([[Infinity, 3]]), 0.5)).toBe(0);
});

it('does not depend on the order of the buckets', () => {
  expect(percentileOf(new Map([...buckets].reverse()), 0.3)).toBe(1.5);
});
