import { CompiledQuery, type Kysely, type QueryResult, type SqliteDatabase } from 'kysely';
import type { Schema } from '../schema/schema.ts';

export interface SqliteTransactionOptions {
  readonly db: Kysely<Schema>;
  /** The same file as `db`. */
  readonly handle: SqliteDatabase;
  /** Is a transaction open on the file? */
  readonly isOpen: () => boolean;
}

/**
 * Executes statements in one transaction, all or none of them, and returns their answers in their order. Kysely's executor
 * makes a dozen promises for each statement, which costs more than the row: here they run in one step.
 * @throws {StorageError}
 */
export async function transactAtOnce(
  { db, handle, isOpen }: SqliteTransactionOptions,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<unknown>[]> {
  // The connection is ours until this settles: no other transaction is open on it.
  return await db.connection().execute(async (connection) => {
    // Kysely's way, which waits for another process that writes.
    await connection.executeQuery(BEGIN);
    try {
      const answers = queries.map((query) => execute(handle, query));
      handle.prepare('commit').run([]);
      return answers;
    } catch (error) {
      // After some errors, such as a full disk, SQLite has rolled back already.
      if (isOpen()) handle.prepare('rollback').run([]);
      throw error;
    }
  });
}

const BEGIN = CompiledQuery.raw('begin immediate');

function execute(handle: SqliteDatabase, { sql, parameters }: CompiledQuery): QueryResult<unknown> {
  const statement = handle.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) };
  const { changes } = statement.run(parameters);
  return { rows: [], numAffectedRows: BigInt(changes) };
}
