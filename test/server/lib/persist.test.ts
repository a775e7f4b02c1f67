import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { persist } from '../../../server/lib/persist.ts';
import { createLogger } from '../../../server/logger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const log: string[] = [];
  const logger = createLogger('info', { write: (line: string) => void log.push(line) });
  const stop = new AbortController();
  return { log, stop, options: { signal: stop.signal, logger, what: 'lines' } };
}

it('repeats a query with growing waits until the store answers', async () => {
  const { log, options } = stage();
  let attempts = 0;
  const result = persist(async () => {
    attempts += 1;
    if (attempts < 4) throw new Error('secret words');
    return 'stored';
  }, options);
  await vi.advanceTimersByTimeAsync(200 + 400 + 800);
  expect(await result).toBe('stored');
  expect(attempts).toBe(4);
  expect(log.join()).toContain('lines could not be stored');
  expect(log.join()).not.toContain('secret words');
});

it('rejects at once with an error that says no repetition helps', async () => {
  const { options } = stage();
  const final = Object.assign(new Error('gone'), { retryable: false });
  await expect(persist(() => Promise.reject(final), options)).rejects.toBe(final);
});

it('rejects with the last error when the signal aborts', async () => {
  const { stop, options } = stage();
  const rejected = expect(persist(() => Promise.reject(new Error('away')), options)).rejects.toThrow('away');
  await vi.advanceTimersByTimeAsync(100);
  stop.abort();
  await rejected;
});
