import { stat } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import type { StorageReport } from '../../shared/reports/operator-report.ts';
import type { Database, Databases } from './database.ts';
import { DELETED } from './deletion/meeting-clock.ts';
import type { Schema } from './schema/schema.ts';

/** Sizes and counts that cost next to nothing: an index, and what the database knows of itself. */
export async function storageFacts({ disk, spoken }: Databases, databaseUrl: string): Promise<StorageReport> {
  const [sizes, records, walBytes] = await Promise.all([
    sizesOf(disk),
    recordsOf(spoken.db),
    walBytesOf(databaseUrl),
  ]);
  return {
    kind: disk.dialect,
    ...sizes,
    ...(walBytes === undefined ? {} : { walBytes }),
    ...(disk === spoken ? {} : { inMemory: true }),
    ...records,
  };
}

async function sizesOf({ db, dialect }: Database): Promise<Pick<StorageReport, 'version' | 'bytes'>> {
  const statement =
    dialect === 'sqlite'
      ? sql<Sizes>`select sqlite_version() as version, page_count * page_size as bytes
          from pragma_page_count(), pragma_page_size()`
      : sql<Sizes>`select current_setting('server_version') as version,
          pg_database_size(current_database()) as bytes`;
  const [row] = (await statement.execute(db)).rows;
  return { version: row?.version ?? '', bytes: Number(row?.bytes ?? 0) };
}

interface Sizes {
  readonly version: string;
  readonly bytes: number;
}

/** By the index of expiries alone. */
async function recordsOf(db: Kysely<Schema>): Promise<Pick<StorageReport, 'records' | 'oldestExpiry'>> {
  const row = await db
    .selectFrom('meetings')
    .select((eb) => [eb.fn.countAll<number>().as('records'), eb.fn.min('expires_at').as('oldest')])
    .where('expires_at', '>', DELETED)
    .executeTakeFirstOrThrow();
  const oldestExpiry: number | null = row.oldest;
  return { records: row.records, ...(oldestExpiry === null ? {} : { oldestExpiry }) };
}

async function walBytesOf(databaseUrl: string): Promise<number | undefined> {
  const path = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  if (path === undefined || path === ':memory:') return undefined;
  // Emptied logs are removed when the last connection closes.
  return (await stat(`${path}-wal`).catch(() => undefined))?.size ?? 0;
}
