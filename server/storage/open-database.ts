import type { Logger } from '../logger.ts';
import type { Database } from './database.ts';
import { openPostgres } from './postgres/postgres-database.ts';
import { migrate } from './schema/migrate.ts';
import { prepareTrigrams } from './search/trigrams.ts';
import { openSqlite } from './sqlite/sqlite-database.ts';

export const MEMORY_URL = 'sqlite::memory:';

/**
 * Opens and migrates what `DATABASE_URL` names: `sqlite:<path>`, `sqlite::memory:` or `postgres://…`.
 *
 * @throws {StorageError} whose message names `DATABASE_URL` and says what was tried.
 */
export async function openDatabase(url: string, logger: Logger): Promise<Database> {
  const database = url.startsWith('sqlite:')
    ? openSqlite(url.slice('sqlite:'.length))
    : await openPostgres(url, logger);
  try {
    await migrate(database.db, database.dialect);
    if (database.dialect === 'postgres') await prepareTrigrams(database.db, logger);
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
  return database;
}
