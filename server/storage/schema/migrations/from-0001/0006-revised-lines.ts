import type { Kysely } from 'kysely';

/** Frozen: a database that ran it once never runs it again. Changes are new migrations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('lines')
    .addColumn('edited', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('lines')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('renderings')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
