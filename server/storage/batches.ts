/** SQLite takes 32,766 variables in one statement, PostgreSQL 65,535; our widest row has 17. */
const ROWS_PER_STATEMENT = 500;

/** The rows in batches, each small enough for one statement. */
export function* inBatches<T>(rows: readonly T[], size = ROWS_PER_STATEMENT): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
