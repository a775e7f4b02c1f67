import type { Kysely } from 'kysely';

/** Frozen: a database that ran it once never runs it again. Changes are new migrations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('streams').addColumn('good_until', 'bigint').execute();
  await db.schema
    .createTable('session_cutoffs')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('valid_from', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('revoked_sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}
