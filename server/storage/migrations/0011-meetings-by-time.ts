import type { Kysely } from 'kysely';

/** A person's meetings are read newest first, page by page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('meetings_by_time').on('meetings').columns(['created_at desc', 'id']).execute();
}
