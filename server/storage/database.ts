import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema/schema.ts';

/** `log`: empties the write-ahead log · `file`: also rewrites the file, without the copies that split pages leave. */
export type ScrubDepth = 'log' | 'file';

/** An open database, of either dialect. */
export interface Database extends AsyncDisposable {
  readonly db: Kysely<Schema>;
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * After rows were deleted or overwritten: leaves no trace of them in the files we own. `false`: another process was
   * reading, try again later. PostgreSQL reuses the space in its own time.
   */
  scrub(depth: ScrubDepth): Promise<boolean>;
}

/** One and the same, but with `RETENTION_HOURS=0`: then what was spoken has a database of its own, in memory. */
export interface Databases {
  /** Grants, preferences, streams, webhooks. */
  readonly disk: Database;
  /** Meetings, members, segments, lines, renderings. */
  readonly spoken: Database;
}

/** All or nothing; in two databases, the one on disk commits first and the one in memory cannot fail after it. */
export function inBoth<T>(
  { disk, spoken }: Databases,
  work: (disk: Transaction<Schema>, spoken: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  if (disk === spoken) return disk.db.transaction().execute((trx) => work(trx, trx));
  return spoken.db
    .transaction()
    .execute((spokenTrx) => disk.db.transaction().execute((diskTrx) => work(diskTrx, spokenTrx)));
}
