import { setMaxListeners } from 'node:events';

/** Resolves after `milliseconds`, or as soon as `signal` aborts; never rejects. The caller asks the signal which it was. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    // The global timer, not `timers/promises`: tests and the evaluation replace it by a virtual clock.
    const timer = setTimeout(done, milliseconds);
    if (signal !== undefined) {
      // Everything of a meeting that waits for a database shares its signal; each listener is removed.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', done);
    }
    if (signal?.aborted === true) done();
  });
}
