import type { Logger } from '../logger.ts';
import { delay } from './delay.ts';
import { errorName, isFinal } from './errors.ts';

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;

/**
 * Repeats a write, or a read before one, until the store takes it: what was spoken waits for a database that is away, in order, and is not
 * sent before it is stored. Ends with the store's error when `signal` aborts, or when it says that no repetition helps.
 * @param what for the log, in the plural.
 */
export async function persist<T>(
  ask: () => Promise<T>,
  { signal, logger, what = 'captions' }: { signal: AbortSignal; logger: Logger; what?: string },
): Promise<T> {
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(LONGEST_RETRY_MS, wait * 2)) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error;
      logger.error({ retryInMs: wait, error: errorName(error) }, `${what} could not be stored; retrying`);
      await delay(wait, signal);
    }
  }
}
