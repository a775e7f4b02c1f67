import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** An open database, of either dialect. */
export interface Database extends AsyncDisposable {
  readonly db: Kysely<Schema>;
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * After rows were deleted: leaves no trace of them in the files we own. `false`: another process was reading, try
   * again later. PostgreSQL reuses the space in its own time.
   */
  scrub(): Promise<boolean>;
}
