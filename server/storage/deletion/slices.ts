import { setImmediate } from 'node:timers/promises';

/**
 * Deleted in 5 to 10 ms, because `secure_delete` rewrites a page for nearly each row of a long meeting. SQLite answers
 * without a turn of the event loop.
 */
export const ROWS_PER_SLICE = 100;

/**
 * Repeats `slice`, one transaction each, with a turn of the event loop between them.
 * @param slice deletes at most `ROWS_PER_SLICE` rows and returns how many.
 * @returns how many rows were deleted in all.
 */
export async function inSlices(slice: () => Promise<bigint>): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = Number(await slice());
    total += rows;
    if (rows < ROWS_PER_SLICE) return total;
    await setImmediate();
  }
}

/**
 * Rows page by page, with a turn of the event loop between the pages.
 * @param page the first `limit` rows after the row `after`, in a fixed order.
 */
export async function* inPages<T>(
  page: (after: T | undefined, limit: number) => Promise<readonly T[]>,
  limit = ROWS_PER_SLICE,
): AsyncGenerator<readonly T[]> {
  let last: T | undefined;
  for (;;) {
    const rows = await page(last, limit);
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    last = rows.at(-1);
    await setImmediate();
  }
}
