import { vi } from 'vitest';

/** A busy machine with two cores is slow, not wrong: a condition gets longer than vitest's second to come true. */
const PATIENCE_MS = 15_000;

const { waitFor } = vi;
vi.waitFor = (condition, options = {}) => {
  const { timeout = PATIENCE_MS, interval } = typeof options === 'number' ? { timeout: options } : options;
  return waitFor(condition, { timeout, ...(interval === undefined ? {} : { interval }) });
};
