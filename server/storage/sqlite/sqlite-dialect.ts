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

/** A second process writes for milliseconds. Longer than this, and Zoom, which waits 3 s, should hear that it must ask again. */
const BUSY_LIMIT_MS = 2_500;
const BUSY_RETRY_MS = 20;

/** Kysely's SQLite, fit for a second process at the same file. */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #handle: SqliteDatabase;

  constructor(handle: SqliteDatabase) {
    super({ database: handle });
    this.#handle = handle;
  }

  override createDriver(): Driver {
    return new PatientSqliteDriver({ database: this.#handle });
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/** `begin immediate`: a transaction that reads first could not be turned into a writing one beside another process. */
class PatientSqliteDriver extends SqliteDriver {
  readonly #patience = createPatience();

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: <R>(query: CompiledQuery) => this.#patience(() => connection.executeQuery<R>(query)),
      streamQuery: <R>(query: CompiledQuery, chunkSize?: number) =>
        connection.streamQuery<R>(query, chunkSize),
    };
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Lets Kysely migrate in one transaction, which SQLite can and which two starting processes need. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * SQLite's own waiting would stop the whole process: a busy file is asked again in between other work. After somebody
 * has waited in vain, those who come next are refused at once for a while; else they would wait one after the other.
 */
function createPatience() {
  let impatientUntil = 0;
  return async <R>(ask: () => Promise<QueryResult<R>>): Promise<QueryResult<R>> => {
    const giveUpAt = Date.now() + BUSY_LIMIT_MS;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const now = Date.now();
        if (!isBusy(error) || now < impatientUntil) throw error;
        if (now > giveUpAt) {
          impatientUntil = now + BUSY_LIMIT_MS;
          throw error;
        }
        await wait(BUSY_RETRY_MS);
      }
    }
  };
}

/** SQLite did nothing: the same statement may be given again. */
function isBusy(error: unknown): boolean {
  return /^SQLITE_BUSY/.test(errorCode(error) ?? '');
}
