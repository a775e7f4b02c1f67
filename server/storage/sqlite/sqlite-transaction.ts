import { CompiledQuery, type Kysely, type QueryResult, type SqliteDatabase } from 'kysely';
import type { Schema } from '../schema/schema.ts';
import { isBusy } from './sqlite-dialect.ts';

export interface SqliteTransactionOptions {
  readonly db: Kysely<Schema>;
  /** The same file as `db`. */
  readonly handle: SqliteDatabase;
  /** Is a transaction open on the file? */
  readonly isOpen: () => boolean;
}

/**
 * Executes statements in one transaction, all or none of them, in one step of the event loop: Kysely's executor makes a
 * dozen promises for each statement, which costs more than the row.
 *
 * @param check sees the answers before the commit; what it throws rolls everything back.
 * @returns the answers in the order of the statements. @throws {StorageError}
 */
export async function transactAtOnce(
  options: SqliteTransactionOptions,
  queries: readonly CompiledQuery[],
  check?: (answers: readonly QueryResult<unknown>[]) => void,
): Promise<readonly QueryResult<unknown>[]> {
  const { db, handle, isOpen } = options;
  // Nothing else runs on the connection before the commit: it need not be taken from others.
  if (!isOpen() && hasBegun(handle)) return complete(options, queries, check);
  return await db.connection().execute(async (connection) => {
    // Kysely's way, which waits for another process that writes.
    await connection.executeQuery(CompiledQuery.raw(BEGIN));
    return complete(options, queries, check);
  });
}

const BEGIN = 'begin immediate';

/** `false`: another process writes. */
function hasBegun(handle: SqliteDatabase): boolean {
  try {
    handle.prepare(BEGIN).run([]);
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

function complete(
  { handle, isOpen }: SqliteTransactionOptions,
  queries: readonly CompiledQuery[],
  check?: (answers: readonly QueryResult<unknown>[]) => void,
): readonly QueryResult<unknown>[] {
  try {
    const answers = queries.map((query) => execute(handle, query));
    check?.(answers);
    handle.prepare('commit').run([]);
    return answers;
  } catch (error) {
    // After some errors, such as a full disk, SQLite has rolled back already.
    if (isOpen()) handle.prepare('rollback').run([]);
    throw error;
  }
}

function execute(handle: SqliteDatabase, { sql, parameters }: CompiledQuery): QueryResult<unknown> {
  const statement = handle.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) };
  const { changes } = statement.run(parameters);
  return { rows: [], numAffectedRows: BigInt(changes) };
}
