import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delay } from '../../../server/lib/delay.ts';

describe('a delay', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('resolves after its time', async () => {
    const done = vi.fn();
    void delay(1_000).then(done);
    await vi.advanceTimersByTimeAsync(999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toHaveBeenCalled();
  });

  it('resolves at once, and keeps no timer, when its signal aborts', async () => {
    const controller = new AbortController();
    const waiting = delay(1_000, controller.signal);
    controller.abort();
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may be one of many that share a signal', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    const controller = new AbortController();
    const waiting = Array.from({ length: 20 }, () => delay(1_000, controller.signal));
    controller.abort();
    await Promise.all(waiting);
    vi.useRealTimers();
    // A warning is emitted in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
  });

  it('resolves at once when its signal has aborted before', async () => {
    await delay(1_000, AbortSignal.abort());
    expect(vi.getTimerCount()).toBe(0);
  });
});
