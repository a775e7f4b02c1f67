import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import type { Logger } from '../../logger.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { asStorageError, errorCode, StorageError } from '../storage-error.ts';
import { transactAtOnce } from './postgres-transaction.ts';

/** Few, because a statement takes about a millisecond and several nodes may share one server. */
const CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 5_000;
/** Captions are live: a slower statement is cancelled and tried again. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** A server that is cut off without an error does not cancel: its connection is given up. */
const ANSWER_LIMIT_MS = 12_000;
/** A node that is stopped in a transaction must not hold up the one that takes its meetings over. */
const IDLE_TRANSACTION_MS = 3_000;
const INT8 = 20;

/** @throws {StorageError} naming `DATABASE_URL` when the server does not answer or refuses the connection. */
export async function openPostgres(
  url: string,
  logger: Logger,
  { answerLimitMs = ANSWER_LIMIT_MS }: { readonly answerLimitMs?: number } = {},
): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: answerLimitMs,
    keepAlive: true,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    application_name: 'zoom-translated-captions',
    // The statements of a transaction are sent together.
    pipeline: true,
    // Milliseconds, positions and versions are far below 2^53.
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)) },
  });
  // Without a listener, a broken idle connection ends the process. The next statement opens another one.
  pool.on('error', (error) => logger.warn({ code: errorCode(error) }, 'an idle database connection broke'));
  // The pool listens to idle connections only; the statement that used this one fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined));
  await firstAnswer(pool, url);
  const guarded = guardedPool(pool);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded }) });
  return {
    db,
    dialect: 'postgres',
    transactAtOnce: (queries, check) => transactAtOnce(guarded, queries, check),
    scrub: async () => true,
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

async function firstAnswer(pool: Pool, url: string): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    const reason = errorCode(error) ?? 'no answer in time';
    throw new StorageError(
      `DATABASE_URL: the PostgreSQL server ${serverOf(url)} cannot be used (${reason}).`,
      {
        retryable: asStorageError(error).retryable,
        cause: error,
      },
    );
  }
}

/** Host, port and database, without the password. */
function serverOf(url: string): string {
  if (!URL.canParse(url)) return 'it names';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function guardedPool(pool: Pool): PostgresPool {
  return {
    connect: async () => guardedClient(await pool.connect().catch(rethrow)),
    end: () => pool.end(),
  };
}

/** A connection whose server is silent carries nothing any more, and does not return to the pool. */
function guardedClient(client: PoolClient): PostgresPoolClient {
  let silent: StorageError | undefined;
  function query<R>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(statement: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof statement !== 'string') throw new TypeError('Cursors are not used.');
    if (silent !== undefined) return Promise.reject(silent);
    return client.query(statement, parameters.map(withoutNul)).catch((error: unknown) => {
      if (error instanceof Error && error.message === 'Query read timeout') silent = asStorageError(error);
      return rethrow(error);
    });
  }
  return { query, release: () => client.release(silent !== undefined) };
}

/** PostgreSQL stores no NUL character, and a display name may hold one. */
function withoutNul(parameter: unknown): unknown {
  return typeof parameter === 'string' ? parameter.replaceAll('\0', '') : parameter;
}

function rethrow(error: unknown): never {
  throw asStorageError(error);
}
