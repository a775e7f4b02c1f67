/** The last row of each key: PostgreSQL refuses a statement that writes one row twice. */
export function lastByKey<T>(rows: readonly T[], keyOf: (row: T) => string | number): T[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** SQLite takes 32,766 variables in one statement, PostgreSQL 65,535; our widest row has 17. */
const ROWS_PER_STATEMENT = 500;

/** The rows in batches, each small enough for one statement. */
export function* inBatches<T>(rows: readonly T[], size = ROWS_PER_STATEMENT): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
