import type { Kysely } from 'kysely';

/** Frozen: a database that ran it once never runs it again. Changes are new migrations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('meetings').addColumn('budget', 'bigint').execute();
  await db.schema
    .createTable('meters')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('engine', 'text', (column) => column.notNull())
    .addColumn('characters', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('meters_pk', ['meeting_id', 'language', 'engine'])
    .execute();
}
