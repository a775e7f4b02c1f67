import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** The most at once, deleted in 5 to 10 ms: `secure_delete` rewrites a page for nearly each row of a long meeting. */
export const ROWS_PER_SLICE = 100;
/** Few enough for a machine of a fifth of the speed. */
const FIRST_ROWS = 25;
const FEWEST_ROWS = 5;
/** SQLite answers without a turn of the event loop, which must not stand still for 20 ms. */
const HELD_MS = 8;

/** How many rows a slice may have on this machine, under this load: follows how long the last ones held the event loop. */
export class SliceSize {
  #rows = FIRST_ROWS;

  get rows(): number {
    return this.#rows;
  }

  /** Does the work of one slice, and counts the time in which the event loop was not idle. */
  async measure<T>(slice: () => Promise<T>): Promise<T> {
    const before = performance.eventLoopUtilization();
    try {
      return await slice();
    } finally {
      this.#rows = rowsAfter(this.#rows, performance.eventLoopUtilization(before).active);
    }
  }
}

/** Pure. At most twice as many as before: a slice may have been quick because it found little. */
export function rowsAfter(rows: number, heldMs: number): number {
  const fitting = Math.floor(Math.min(2 * rows, (rows * HELD_MS) / Math.max(heldMs, 0.1)));
  return Math.max(FEWEST_ROWS, Math.min(fitting, ROWS_PER_SLICE));
}

/**
 * Repeats `slice`, one transaction each, with a turn of the event loop between them.
 * @param slice deletes at most so many rows and returns how many.
 * @returns how many rows were deleted in all.
 */
export async function inSlices(slice: (rows: number) => Promise<bigint>): Promise<number> {
  const size = new SliceSize();
  let total = 0;
  for (;;) {
    const { rows: limit } = size;
    const rows = Number(await size.measure(() => slice(limit)));
    total += rows;
    if (rows < limit) return total;
    await setImmediate();
  }
}

/**
 * Rows page by page, with a turn of the event loop between the pages.
 * @param page the first `limit` rows after the row `after`, in a fixed order.
 * @param limit a number, or the size of slices that are done with the pages
 */
export async function* inPages<T>(
  page: (after: T | undefined, limit: number) => Promise<readonly T[]>,
  limit: number | SliceSize = ROWS_PER_SLICE,
): AsyncGenerator<readonly T[]> {
  let last: T | undefined;
  for (;;) {
    const most = typeof limit === 'number' ? limit : limit.rows;
    const rows = await page(last, most);
    if (rows.length > 0) yield rows;
    if (rows.length < most) return;
    last = rows.at(-1);
    await setImmediate();
  }
}
