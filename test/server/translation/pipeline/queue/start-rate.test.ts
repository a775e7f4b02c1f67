import { expect, it } from 'vitest';
import { StartRate } from '../../../../../server/translation/pipeline/queue/start-rate.ts';

it('lets so many start within a second of the first', () => {
  const rate = new StartRate(2);
  expect(rate.waitMs(10_000)).toBe(0);
  rate.started(10_000);
  expect(rate.waitMs(10_400)).toBe(0);
  rate.started(10_400);
  expect(rate.waitMs(10_500)).toBe(500);
  expect(rate.waitMs(11_000)).toBe(0);
  rate.started(11_300);
  rate.started(11_400);
  expect(rate.waitMs(11_500)).toBe(800);
});

it('has no limit at an infinite rate', () => {
  const rate = new StartRate(Infinity);
  for (let start = 0; start < 1_000; start += 1) rate.started(0);
  expect(rate.waitMs(0)).toBe(0);
});
