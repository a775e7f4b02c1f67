import type { Kysely } from 'kysely';

/**
 * Frozen: a database that ran it once never runs it again. Changes are new migrations.
 *
 * Addresses that give a transcript once, for a minute: any node may be asked. The address itself is stored as a hash only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('export_tickets')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('uid', 'text')
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('export_tickets_by_expiry').on('export_tickets').column('expires_at').execute();
  await db.schema
    .createIndex('export_tickets_by_meeting')
    .on('export_tickets')
    .column('meeting_id')
    .execute();
}
