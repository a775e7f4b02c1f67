import { type Kysely, sql } from 'kysely';

/**
 * Frozen: a database that ran it once never runs it again. Changes are new migrations.
 *
 * What a member read before presence was recorded stays theirs; what is spoken from now on needs a new context.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('meeting_members').addColumn('present_until', 'bigint').execute();
  await sql`update meeting_members set present_until = ${Date.now()}`.execute(db);
}
