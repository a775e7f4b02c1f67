/** `npm run backup -- <file>`: a copy of the SQLite database, while the server runs. */
import { resolve } from 'node:path';
import { loadDatabaseUrl, readEnvironment } from '../config/config.ts';
import { explainToOperator } from '../operator-faults.ts';
import { backUpSqlite } from '../storage/sqlite/sqlite-backup.ts';

const SQLITE = 'sqlite:';

function main(): number {
  const [destination, ...others] = process.argv.slice(2);
  if (destination === undefined || others.length > 0)
    return refuse('Name the file to write: npm run backup -- /path/to/backup.db');
  const url = loadDatabaseUrl(readEnvironment());
  if (!url.startsWith(SQLITE))
    return refuse('DATABASE_URL names a PostgreSQL server: pg_dump backs it up, see docs/deployment.md.');
  backUpSqlite(url.slice(SQLITE.length), resolve(destination));
  process.stdout.write(`${resolve(destination)} is complete.\n`);
  return 0;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

try {
  process.exitCode = main();
} catch (error) {
  process.exitCode = refuse(
    explainToOperator(error) ?? (error instanceof Error ? error.message : String(error)),
  );
}
