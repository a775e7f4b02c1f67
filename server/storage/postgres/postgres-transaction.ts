import type { CompiledQuery, PostgresPool, PostgresQueryResult, QueryResult } from 'kysely';

/**
 * Executes statements in one transaction, all or none of them. The connection must be pipelined: they are sent together, and so a
 * transaction takes two round trips however many statements it has.
 *
 * @param check sees the answers before the commit; what it throws rolls everything back.
 * @returns the answers in the order of the statements. @throws {StorageError}
 */
export async function transactAtOnce(
  pool: PostgresPool,
  queries: readonly CompiledQuery[],
  check?: (answers: readonly QueryResult<unknown>[]) => void,
): Promise<readonly QueryResult<unknown>[]> {
  const connection = await pool.connect();
  try {
    const begun = connection.query('begin', []);
    const asked = queries.map(({ sql, parameters }) => connection.query(sql, parameters));
    const [, ...results] = await Promise.all([begun, ...asked]);
    const answers = results.map(answerOf);
    check?.(answers);
    await connection.query('commit', []);
    return answers;
  } catch (error) {
    // On a connection that is gone the server rolls back by itself.
    await connection.query('rollback', []).catch(() => undefined);
    throw error;
  } finally {
    connection.release();
  }
}

function answerOf({ rows, rowCount }: PostgresQueryResult<unknown>): QueryResult<unknown> {
  return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
}
