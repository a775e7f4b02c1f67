/** A database as an older version left it: migrated so far, and written past the storage, which knows the newest tables only. */
import SqliteFile from 'better-sqlite3';
import { Client } from 'pg';
import { createLogger } from '../../../server/logger.ts';
import { openPostgres } from '../../../server/storage/postgres/postgres-database.ts';
import { migrate } from '../../../server/storage/schema/migrate.ts';
import { openSqlite } from '../../../server/storage/sqlite/sqlite-database.ts';

const SQLITE = 'sqlite:';

export async function migrateThrough(url: string, migration: string): Promise<void> {
  await using old = url.startsWith(SQLITE)
    ? openSqlite(url.slice(SQLITE.length))
    : await openPostgres(url, createLogger('silent'));
  await migrate(old.db, old.dialect, migration);
}

export async function execute(url: string, statement: string): Promise<void> {
  if (url.startsWith(SQLITE)) {
    const file = new SqliteFile(url.slice(SQLITE.length));
    file.exec(statement);
    file.close();
    return;
  }
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
