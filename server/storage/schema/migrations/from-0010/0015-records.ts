import { type Kysely, sql } from 'kysely';

/**
 * Frozen: a database that ran it once never runs it again. Changes are new migrations.
 *
 * How long the host keeps a record, and for whom; deletions that were asked for, until they are done and their receipt is
 * no longer wanted; and which lines stand in the operator's text file. The last activity of older meetings is the time of
 * their state.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const meetings = () => db.schema.alterTable('meetings');
  await meetings().addColumn('retention_hours', 'bigint').execute();
  await meetings()
    .addColumn('active_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await meetings().addColumn('ended_at', 'bigint').execute();
  await meetings()
    .addColumn('restricted_to', 'text', (column) => column.notNull().defaultTo('members'))
    .execute();
  await sql`
    update meetings set active_at =
      case when state_since > created_at then state_since else created_at end`.execute(db);
  await db.schema
    .createTable('deletions')
    .addColumn('meeting_id', 'text', (column) => column.primaryKey())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .addColumn('scrubbed', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('deletions_by_person').on('deletions').column('asked_by').execute();
  await db.schema
    .createTable('deletion_counts')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('deletions.meeting_id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('deletion_counts_key', ['meeting_id', 'kind'])
    .execute();
  await db.schema
    .createTable('person_deletions')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .execute();
  // No foreign key: a row stays until its line is out of the file, also when its meeting is gone.
  await db.schema
    .createTable('copied_lines')
    .addColumn('meeting_id', 'text', (column) => column.notNull())
    .addColumn('line_id', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('file', 'integer', (column) => column.notNull())
    .addColumn('stale', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('copied_lines_key', ['meeting_id', 'line_id', 'digest'])
    .execute();
  await db.schema.createIndex('copied_lines_by_staleness').on('copied_lines').column('stale').execute();
}
