import { afterEach, beforeEach, expect, vi } from 'vitest';

/**
 * A fault of a component is caught by the nearest boundary and logged: what is on the screen may look right without it.
 * A test in which one is logged fails.
 */
const faults: unknown[] = [];

beforeEach(() => {
  faults.length = 0;
  // biome-ignore lint/suspicious/noConsole: it is what components log their faults to
  const log = console.error;
  vi.spyOn(console, 'error').mockImplementation((...logged: unknown[]) => {
    faults.push(...logged.filter((value) => value instanceof TypeError || value instanceof ReferenceError));
    log(...logged);
  });
});

afterEach(() => {
  expect(faults).toEqual([]);
});
