import type { Kysely } from 'kysely';

/** Frozen: a database that ran it once never runs it again. Changes are new migrations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await meetingTables(db);
  await spokenTables(db);
  await zoomTables(db);
  await personTables(db);
}

async function meetingTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meetings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('uuid', 'text', (column) => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('host_id', 'text')
    .addColumn('number', 'text')
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('state_since', 'bigint', (column) => column.notNull())
    .addColumn('state_reason', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('meetings_by_expiry').on('meetings').column('expires_at').execute();
  await db.schema.createIndex('meetings_by_host').on('meetings').column('host_id').execute();

  await db.schema
    .createTable('meeting_aliases')
    .addColumn('uuid', 'text', (column) => column.primaryKey())
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .execute();
  await db.schema
    .createIndex('meeting_aliases_by_meeting')
    .on('meeting_aliases')
    .column('meeting_id')
    .execute();

  await db.schema
    .createTable('meeting_members')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('uid', 'text', (column) => column.notNull())
    .addColumn('how', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('meeting_members_pk', ['meeting_id', 'uid'])
    .execute();
  await db.schema.createIndex('meeting_members_by_uid').on('meeting_members').column('uid').execute();
}

async function spokenTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('segments')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('stream_id', 'text', (column) => column.notNull())
    .addColumn('sentence_id', 'text')
    .addColumn('speaker_id', 'text', (column) => column.notNull())
    .addColumn('speaker_name', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('attribute', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('timestamp', 'bigint')
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('repeat_digest', 'text')
    .addColumn('line_ids', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('segments_pk', ['meeting_id', 'seq'])
    .execute();
  await db.schema
    .createIndex('segments_by_digest')
    .on('segments')
    .columns(['stream_id', 'repeat_digest'])
    .execute();
  await db.schema
    .createIndex('segments_by_sentence')
    .on('segments')
    .columns(['stream_id', 'sentence_id'])
    .execute();

  await db.schema
    .createTable('lines')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('stream_id', 'text')
    .addColumn('speaker_id', 'text')
    .addColumn('speaker_name', 'text')
    .addColumn('language', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('parts', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('corrected', 'integer', (column) => column.notNull())
    .addColumn('removed', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('length_ms', 'bigint')
    .addPrimaryKeyConstraint('lines_pk', ['meeting_id', 'id'])
    .execute();
  await db.schema
    .createIndex('lines_by_position')
    .on('lines')
    .columns(['meeting_id', 'position', 'id'])
    .execute();
  await db.schema.createIndex('lines_by_stream').on('lines').column('stream_id').execute();

  await db.schema
    .createTable('renderings')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('line_id', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('text_language', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('engine', 'text')
    .addColumn('via', 'text')
    .addColumn('corrected', 'integer', (column) => column.notNull())
    .addColumn('removed', 'integer', (column) => column.notNull())
    .addColumn('delay_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('renderings_pk', ['meeting_id', 'language', 'line_id'])
    .execute();
  await db.schema
    .createIndex('renderings_by_version')
    .on('renderings')
    .columns(['meeting_id', 'language', 'version'])
    .execute();

  await db.schema
    .createTable('rooms')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('reserved_through', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('rooms_pk', ['meeting_id', 'language'])
    .execute();
}

async function zoomTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('streams')
    .addColumn('stream_id', 'text', (column) => column.primaryKey())
    .addColumn('meeting_id', 'text', (column) => column.notNull())
    .addColumn('zoom_uuid', 'text', (column) => column.notNull())
    .addColumn('server_urls', 'text', (column) => column.notNull())
    .addColumn('operator_id', 'text')
    .addColumn('is_original_host', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('stop_reason', 'integer')
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('streams_by_meeting').on('streams').column('meeting_id').execute();
  await db.schema.createIndex('streams_by_phase').on('streams').columns(['phase', 'updated_at']).execute();

  await db.schema
    .createTable('webhooks')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('done', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('webhooks_by_done').on('webhooks').columns(['done', 'received_at']).execute();
}

async function personTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('grants')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('preferences')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('preferences', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}
