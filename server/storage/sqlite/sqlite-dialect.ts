import { setTimeout as wait } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { errorCode } from '../storage-error.ts';

/** Zoom waits 3 s for the answer to a webhook: an earlier refusal lets it deliver again. */
export const BUSY_LIMIT_MS = 2_500;
const BUSY_RETRY_MS = 20;

/** Kysely's SQLite dialect for a file that a second process may write. */
export class RetryingSqliteDialect extends SqliteDialect {
  readonly #handle: SqliteDatabase;

  constructor(handle: SqliteDatabase) {
    super({ database: handle });
    this.#handle = handle;
  }

  override createDriver(): Driver {
    return new RetryingSqliteDriver({ database: this.#handle });
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/** `begin immediate` takes the write lock first: a read transaction fails to upgrade beside another writer. */
class RetryingSqliteDriver extends SqliteDriver {
  readonly #whileBusy = createBusyRetry();

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: <R>(query: CompiledQuery) => this.#whileBusy(() => connection.executeQuery<R>(query)),
      streamQuery: <R>(query: CompiledQuery, chunkSize?: number) =>
        connection.streamQuery<R>(query, chunkSize),
    };
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Lets Kysely migrate in one transaction, so that two starting processes migrate once. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Retries a statement while the file is busy; SQLite's own wait would stop the process. After one statement has run out
 * of time, the next ones fail at once for a while, because they would wait one after the other.
 */
function createBusyRetry() {
  let failAtOnceUntil = 0;
  return async <R>(ask: () => Promise<QueryResult<R>>): Promise<QueryResult<R>> => {
    const giveUpAt = Date.now() + BUSY_LIMIT_MS;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const now = Date.now();
        if (!isBusy(error) || now < failAtOnceUntil) throw error;
        if (now > giveUpAt) {
          failAtOnceUntil = now + BUSY_LIMIT_MS;
          throw error;
        }
        await wait(BUSY_RETRY_MS);
      }
    }
  };
}

/** SQLite changed nothing: the same statement may run again. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_BUSY/.test(errorCode(error) ?? '');
}
