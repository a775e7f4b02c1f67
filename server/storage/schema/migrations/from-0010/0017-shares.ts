import type { Kysely } from 'kysely';

/**
 * Frozen: a database that ran it once never runs it again. Changes are new migrations.
 *
 * No foreign key from `shares`: with `RETENTION_HOURS=0` meetings are in another database. A label may name people, so it
 * is stored where the meeting is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shares')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('meeting_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('made_by', 'text')
    .addColumn('language', 'text')
    .addColumn('may_export', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('caught_up_lines', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('shares_of_meeting').on('shares').column('meeting_id').execute();
  await db.schema.createIndex('shares_of_person').on('shares').column('made_by').execute();
  await db.schema
    .createTable('share_labels')
    .addColumn('share_id', 'text', (column) => column.primaryKey())
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('label', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('share_labels_of_meeting').on('share_labels').column('meeting_id').execute();
}
