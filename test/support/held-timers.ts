import { vi } from 'vitest';

/** Real time after which a condition that does not hold fails the test. */
const STUCK_AFTER_MS = 10_000;

export interface HeldTimers extends Disposable {
  /** Lets this much time pass, and runs the timers that are due. */
  advance(milliseconds: number): Promise<void>;
  /** Waits for real sockets and promises, while no time passes. */
  until(condition: () => boolean): Promise<void>;
}

/** Replaces `setTimeout` by a clock that the test advances, so that a deadline needs no real waiting. Sockets stay real. */
export function holdTimers(): HeldTimers {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return {
    advance: async (milliseconds) => {
      await vi.advanceTimersByTimeAsync(milliseconds);
    },
    until: async (condition) => {
      const began = performance.now();
      while (!condition()) {
        if (performance.now() - began > STUCK_AFTER_MS) throw new Error('The condition does not hold.');
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    [Symbol.dispose]: () => {
      vi.useRealTimers();
    },
  };
}
