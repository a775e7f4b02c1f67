import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema/schema.ts';

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
