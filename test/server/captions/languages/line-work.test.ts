/** Covers server/lib/cancelled.ts. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LineWork } from '../../../../server/captions/languages/line-work.ts';
import { CANCELLED } from '../../../../server/lib/cancelled.ts';
import { withResolvers } from '../../translation/stories.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('gives the result of a task, whose signal never aborts after it', async () => {
  const work = new LineWork();
  const results: string[] = [];
  let signal: AbortSignal | undefined;
  work.perform(
    async (given) => {
      signal = given;
      return 'translated';
    },
    (result) => results.push(result),
  );
  await vi.waitFor(() => expect(results).toEqual(['translated']));
  work.cancel();
  expect(signal?.aborted).toBe(false);
});

it('aborts a task under way with one shared reason, and drops its result', async () => {
  const work = new LineWork();
  const results: string[] = [];
  const task = withResolvers<string>();
  const signals: AbortSignal[] = [];
  for (const _ of ['first', 'second']) {
    work.perform(
      (signal) => {
        signals.push(signal);
        return task.promise;
      },
      (result) => results.push(result),
    );
    work.cancel();
  }
  task.resolve('late');
  await task.promise;
  await Promise.resolve();
  expect(signals.map(({ reason }) => reason)).toEqual([CANCELLED, CANCELLED]);
  expect(results).toEqual([]);
});

it('calls after its time, unless it was cancelled', () => {
  const work = new LineWork();
  const called: string[] = [];
  work.after(1_000, () => called.push('cancelled'));
  vi.advanceTimersByTime(999);
  work.cancel();
  work.after(1_000, () => called.push('due'));
  vi.advanceTimersByTime(1_000);
  expect(called).toEqual(['due']);
  expect(vi.getTimerCount()).toBe(0);
});

it('tells who waits when it is cancelled', async () => {
  const work = new LineWork();
  const ended = Promise.all([work.ended, work.ended]);
  work.cancel();
  expect(await ended).toHaveLength(2);
});
