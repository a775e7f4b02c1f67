import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { Kysely, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { asStorageError, errorCode, StorageError } from '../storage-error.ts';
import { RetryingSqliteDialect } from './sqlite-dialect.ts';
import { ScrubThread } from './sqlite-scrub.ts';
import { transactAtOnce } from './sqlite-transaction.ts';
import { WalCheckpoints } from './wal-checkpoints.ts';

/** SQLite's own wait stops the process, which does nothing else while it opens; another one may migrate the file. */
const OPENING_TIMEOUT_MS = 5_000;
/** Prepared statements, one per text; batches of many sizes evict each other. */
const STATEMENTS_KEPT = 200;
/** About 250 MB: a commit empties the log itself only when the thread that does it has failed. */
const PAGES_OF_LONGEST_LOG = 60_000;
const MEMORY = ':memory:';

/**
 * Opens a file, or `:memory:`; makes the file (0600) and its directory (0700) where there is none.
 *
 * @throws {StorageError} naming `DATABASE_URL`.
 */
export function openSqlite(path: string): Database {
  const file = openFile(path);
  const statements = new LRUCache<string, SqliteStatement>({ max: STATEMENTS_KEPT });
  const thread = path === MEMORY ? undefined : new ScrubThread(path);
  const checkpoints =
    thread === undefined ? undefined : new WalCheckpoints({ path, checkpoint: () => thread.scrub('log') });
  const wrote = (rows: number) => checkpoints?.wrote(rows);
  const handle: SqliteDatabase = {
    close: () => file.close(),
    prepare: (text) => {
      const statement = statements.get(text) ?? guarded(() => guardedStatement(file.prepare(text), wrote));
      statements.set(text, statement);
      return statement;
    },
  };
  const db = new Kysely<Schema>({ dialect: new RetryingSqliteDialect(handle) });
  return {
    db,
    dialect: 'sqlite',
    transactAtOnce: (queries, check) =>
      transactAtOnce({ db, handle, isOpen: () => file.inTransaction }, queries, check),
    scrub: async (depth) => thread === undefined || (await thread.scrub(depth)),
    [Symbol.asyncDispose]: async () => {
      await checkpoints?.[Symbol.asyncDispose]();
      await thread?.[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}

function openFile(path: string): SqliteFile.Database {
  try {
    if (path !== MEMORY) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      // SQLite gives its journal files the mode of the file itself.
      closeSync(openSync(path, 'a', 0o600));
    }
    const file = new SqliteFile(path, { timeout: OPENING_TIMEOUT_MS });
    file.pragma('journal_mode = WAL');
    // With WAL, a crash of the process loses nothing; a power cut may lose the last commits, never the file.
    file.pragma('synchronous = NORMAL');
    file.pragma(`wal_autocheckpoint = ${PAGES_OF_LONGEST_LOG}`);
    file.pragma('foreign_keys = ON');
    file.pragma('secure_delete = ON');
    // Sorting and `vacuum` must not write spoken words into a temporary file.
    file.pragma('temp_store = MEMORY');
    // From here on the dialect retries, without stopping the process.
    file.pragma('busy_timeout = 0');
    return file;
  } catch (error) {
    const reason = errorCode(error) ?? 'unknown reason';
    throw new StorageError(
      `DATABASE_URL: the SQLite file ${path} cannot be opened for writing (${reason}).`,
      {
        retryable: asStorageError(error).retryable,
        cause: error,
      },
    );
  }
}

function guardedStatement(statement: SqliteFile.Statement, wrote: (rows: number) => void): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => guarded(() => statement.all(parameters)),
    run: (parameters) => {
      const done = guarded(() => statement.run(parameters));
      wrote(done.changes);
      return done;
    },
    iterate: (parameters) => guarded(() => statement.iterate(parameters)),
  };
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error);
  }
}
