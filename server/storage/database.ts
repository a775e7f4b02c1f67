import type { Kysely } from 'kysely';
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
