import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import type { ScrubDepth } from '../../../../server/storage/database.ts';
import { DiskScrub } from '../../../../server/storage/deletion/disk-scrub.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A disk whose scrubs take `takesMs` on the fake clock. */
function stage({ takesMs = 10 } = {}) {
  const began: ScrubDepth[] = [];
  const disk = { takesMs, isBusy: false };
  const scrub = new DiskScrub({
    disk: {
      scrub: async (depth) => {
        began.push(depth);
        await new Promise((resolve) => setTimeout(resolve, disk.takesMs));
        return !disk.isBusy;
      },
    },
    logger: createLogger('silent'),
    now: () => Date.now(),
  });
  return { scrub, began, disk };
}

it('serves deletions during a scrub by one further scrub', async () => {
  const { scrub, began } = stage();
  const ended: number[] = [];
  const ask = (which: number) => scrub.done().then(() => ended.push(which));
  const first = ask(1);
  await vi.advanceTimersByTimeAsync(5);
  const rest = [ask(2), ask(3), ask(4)];
  await vi.advanceTimersByTimeAsync(6);
  await first;
  // The first scrub may have passed their rows already.
  expect(ended).toEqual([1]);
  await vi.advanceTimersByTimeAsync(20);
  await Promise.all(rest);
  expect(ended).toEqual([1, 2, 3, 4]);
  expect(began).toEqual(['file', 'file']);
});

it('serves values overwritten in succession by one scrub, a second later', async () => {
  const { scrub, began } = stage();
  for (let time = 0; time < 100; time += 1) {
    scrub.request();
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(began).toEqual([]);
  await vi.advanceTimersByTimeAsync(600);
  expect(began).toEqual(['file']);
});

it('spends at most one hundredth of the time on background scrubs', async () => {
  const { scrub, began } = stage({ takesMs: 100 });
  for (let time = 0; time < 100_000; time += 100) {
    scrub.request();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(began.length).toBeGreaterThan(5);
  expect(began.length).toBeLessThanOrEqual(12);
});

it('rewrites a large file for deletions only, and empties the log for overwritten values', async () => {
  const { scrub, began } = stage({ takesMs: 2_000 });
  const deletion = scrub.done();
  await vi.advanceTimersByTimeAsync(2_001);
  await deletion;
  scrub.request();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(began).toEqual(['file', 'log']);
});

it('reports a file that another process holds, and tries again', async () => {
  const { scrub, began, disk } = stage();
  disk.isBusy = true;
  const deletion = scrub.done();
  await vi.advanceTimersByTimeAsync(11);
  expect(await deletion).toBe(false);
  disk.isBusy = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(began).toEqual(['file', 'file']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(began).toHaveLength(2);
});

it('runs the scrub that is due before it closes', async () => {
  const { scrub, began } = stage();
  scrub.request();
  const closing = scrub[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(20);
  await closing;
  expect(began).toEqual(['file']);
});
