import { expect, it, vi } from 'vitest';
import { within } from '../../../../server/cluster/redis/within.ts';

it('gives an answer that comes in time, and its failure', async () => {
  expect(await within(1_000, Promise.resolve('answer'))).toBe('answer');
  await expect(within(1_000, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

it('does not wait longer for one that is late', async () => {
  vi.useFakeTimers();
  const late = expect(within(1_000, new Promise(() => undefined))).rejects.toThrow('no answer in time');
  await vi.advanceTimersByTimeAsync(1_000);
  await late;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
