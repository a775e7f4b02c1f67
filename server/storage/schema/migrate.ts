import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { asStorageError, errorCode } from '../storage-error.ts';
import { up as firstTables } from './migrations/from-0001/0001-first-tables.ts';
import { up as confirmedMeetings } from './migrations/from-0001/0002-confirmed-meetings.ts';
import { up as cutoffsAndMarks } from './migrations/from-0001/0003-cutoffs-and-marks.ts';
import { up as glossaries } from './migrations/from-0001/0004-glossaries.ts';
import { up as meters } from './migrations/from-0001/0005-meters.ts';
import { up as revisedLines } from './migrations/from-0001/0006-revised-lines.ts';
import { up as stopTimes } from './migrations/from-0001/0007-stop-times.ts';
import { up as reasonCodes } from './migrations/from-0010/0010-reason-codes.ts';
import { up as pagesAndSlices } from './migrations/from-0010/0011-pages-and-slices.ts';
import { up as presence } from './migrations/from-0010/0012-presence.ts';
import { up as lateLines } from './migrations/from-0010/0013-late-lines.ts';
import { up as fences } from './migrations/from-0010/0014-fences.ts';
import { up as records } from './migrations/from-0010/0015-records.ts';
import { up as exportTickets } from './migrations/from-0010/0016-export-tickets.ts';
import { up as shares } from './migrations/from-0010/0017-shares.ts';
import { up as search } from './migrations/from-0010/0018-search.ts';
import { up as marks } from './migrations/from-0010/0019-marks.ts';
import type { Schema } from './schema.ts';

/** Kysely runs them in the order of their names, and knows them by name: a name never changes. */
const migrations = (dialect: 'sqlite' | 'postgres'): Readonly<Record<string, Migration>> => ({
  '0001-first-tables': { up: firstTables },
  '0002-confirmed-meetings': { up: confirmedMeetings },
  '0003-cutoffs-and-marks': { up: cutoffsAndMarks },
  '0004-glossaries': { up: glossaries },
  '0005-meters': { up: meters },
  '0006-revised-lines': { up: revisedLines },
  '0007-stop-times': { up: stopTimes },
  '0010-reason-codes': { up: reasonCodes },
  '0011-pages-and-slices': { up: pagesAndSlices },
  '0012-presence': { up: presence },
  '0013-late-lines': { up: lateLines },
  '0014-fences': { up: fences },
  '0015-records': { up: records },
  '0016-export-tickets': { up: exportTickets },
  '0017-shares': { up: shares },
  '0018-search': { up: search(dialect) },
  '0019-marks': { up: marks },
});

/**
 * Migrates the database to the newest schema. Processes that start together migrate one after the other: PostgreSQL has
 * an advisory lock, and in SQLite the whole migration is one immediate transaction.
 *
 * @param through the last migration to run; the newest one when it is absent.
 * @throws {StorageError}
 */
export async function migrate(
  db: Kysely<Schema>,
  dialect: 'sqlite' | 'postgres',
  through?: string,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations(dialect) }) },
    // Without it, Kysely reads the migration table of any schema of the same database.
    ...(dialect === 'postgres' ? { migrationTableSchema: await currentSchema(db) } : {}),
  });
  for (let attempt = 1; ; attempt += 1) {
    const { error } = await (through === undefined
      ? migrator.migrateToLatest()
      : migrator.migrateTo(through));
    if (error === undefined) return;
    if (attempt === ATTEMPTS || !passing.has(errorCode(error) ?? '')) throw asStorageError(error);
  }
}

/**
 * Kysely reads the schemas of the whole database, and fails when another client drops one meanwhile: no such schema,
 * table or column. A node of an older version that writes meanwhile takes its locks in another order: a deadlock, after
 * which nothing of the migration has happened.
 */
const passing: ReadonlySet<string> = new Set(['3F000', '42P01', '42703', '40P01']);
const ATTEMPTS = 5;

async function currentSchema(db: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? 'public';
}
