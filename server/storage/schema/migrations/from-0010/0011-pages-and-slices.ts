import { type Kysely, sql } from 'kysely';

/**
 * Frozen: a database that ran it once never runs it again. Changes are new migrations.
 *
 * A person's meetings are read page by page in the order of one index, so membership repeats when its meeting was made.
 * The other indexes are for deletions, which find their rows slice by slice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('meeting_members').addColumn('meeting_created_at', 'bigint').execute();
  await sql`
    update meeting_members set meeting_created_at =
      (select created_at from meetings where meetings.id = meeting_members.meeting_id)`.execute(db);
  await db.schema.dropIndex('meeting_members_by_uid').execute();
  await db.schema
    .createIndex('meeting_members_by_uid')
    .on('meeting_members')
    .columns(['uid', 'meeting_created_at', 'meeting_id'])
    .execute();
  await db.schema.createIndex('streams_by_operator').on('streams').column('operator_id').execute();
  await db.schema.createIndex('webhooks_by_age').on('webhooks').column('received_at').execute();
  await db.schema
    .createIndex('revoked_sessions_by_expiry')
    .on('revoked_sessions')
    .column('expires_at')
    .execute();
  await db.schema.createIndex('session_cutoffs_by_age').on('session_cutoffs').column('valid_from').execute();
}
