import type { CompiledQuery, Kysely, QueryResult, Transaction } from 'kysely';
import type { Schema } from './schema/schema.ts';

/** `log`: empties the write-ahead log · `file`: also rewrites the file, which drops the copies that page splits leave. */
export type ScrubDepth = 'log' | 'file';

/** An open database, of either dialect. */
export interface Database extends AsyncDisposable {
  readonly db: Kysely<Schema>;
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * One transaction of these statements, which costs less than through `db`: a step of SQLite, two round trips to PostgreSQL.
   * @param check sees the answers before the commit; what it throws rolls everything back.
   * @returns the answers in the order of the statements. @throws {StorageError}
   */
  transactAtOnce(
    queries: readonly CompiledQuery[],
    check?: (answers: readonly QueryResult<unknown>[]) => void,
  ): Promise<readonly QueryResult<unknown>[]>;
  /**
   * Removes deleted and overwritten rows from the database's files. `false`: another process holds them, the scrub is
   * due again. PostgreSQL's files belong to its operator: nothing is done.
   */
  scrub(depth: ScrubDepth): Promise<boolean>;
}

/** The same database twice, except with `RETENTION_HOURS=0`: then `spoken` is a database in memory. */
export interface Databases {
  /** Grants, preferences, streams, webhooks. */
  readonly disk: Database;
  /** Meetings, members, segments, lines, renderings. */
  readonly spoken: Database;
}

/** One transaction, or two that nest: the one on disk commits first, and the one in memory cannot fail after it. */
export function inBoth<T>(
  { disk, spoken }: Databases,
  work: (disk: Transaction<Schema>, spoken: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  if (disk === spoken) return disk.db.transaction().execute((trx) => work(trx, trx));
  return spoken.db
    .transaction()
    .execute((spokenTrx) => disk.db.transaction().execute((diskTrx) => work(diskTrx, spokenTrx)));
}
