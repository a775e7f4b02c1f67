import type { Kysely } from 'kysely';

/** Frozen: a database that ran it once never runs it again. Changes are new migrations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meeting_glossaries')
    .addColumn('meeting_id', 'text', (column) =>
      column.primaryKey().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('terms', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('person_glossaries')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('terms', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}
