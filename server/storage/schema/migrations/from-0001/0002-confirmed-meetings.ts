import type { Kysely } from 'kysely';

/** Frozen: a database that ran it once never runs it again. Changes are new migrations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('confirmed_meetings')
    .addColumn('meeting_id', 'text', (column) => column.primaryKey())
    .addColumn('confirmed_at', 'bigint', (column) => column.notNull())
    .execute();
}
