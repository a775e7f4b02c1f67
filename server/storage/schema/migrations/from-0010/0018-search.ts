import { type Kysely, sql } from 'kysely';

/**
 * Frozen: a database that ran it once never runs it again. Changes are new migrations.
 *
 * Sixteen positions of a meeting are a window. What is settled in a window, in every language, is searched as one text:
 * a row of `search_windows`, which is written when the window has rested. Until then the window stands in
 * `search_pending`, where triggers put it in the transaction that changes one of its lines; that removes its old text.
 * So a window's text is what its lines say now, or it is not there.
 */
export function up(dialect: 'sqlite' | 'postgres'): (db: Kysely<unknown>) => Promise<void> {
  return async (db) => {
    await tables(db, dialect);
    await (dialect === 'sqlite' ? sqliteTriggers(db) : postgresTriggers(db));
    await sql`
      insert into search_pending (meeting_id, number, marked_at)
      select distinct meeting_id, position / 16, 0 from lines where state = 'settled' and kind = 'caption'`.execute(
      db,
    );
    await sql`
      insert into meeting_languages (meeting_id, language)
      select distinct meeting_id, language from lines where kind = 'caption' and language is not null`.execute(
      db,
    );
  };
}

async function tables(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  await db.schema
    .createTable('search_windows')
    // The row of the trigram index, in SQLite.
    .addColumn('id', dialect === 'sqlite' ? 'integer' : 'bigserial', (column) => column.primaryKey())
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .addUniqueConstraint('search_windows_by_place', ['meeting_id', 'number'])
    .execute();
  await db.schema
    .createTable('search_pending')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('marked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_pending_pk', ['meeting_id', 'number'])
    .execute();
  await db.schema.createIndex('search_pending_by_age').on('search_pending').column('marked_at').execute();
  // What is spoken in a meeting, for its list: to look for it among all lines costs more than the list.
  await db.schema
    .createTable('meeting_languages')
    .addColumn('meeting_id', 'text', (column) =>
      column.notNull().references('meetings.id').onDelete('cascade'),
    )
    .addColumn('language', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('meeting_languages_pk', ['meeting_id', 'language'])
    .execute();
}

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  // Without the texts, which stand in `search_windows`, and without the places of trigrams in them.
  await sql`
    create virtual table search_trigrams using fts5(
      folded, content = '', contentless_delete = 1, detail = 'none', tokenize = 'trigram case_sensitive 1')`.execute(
    db,
  );
  // Merged in steps by the process (`server/storage/search/`): a merge of SQLite's own takes up to 100 ms.
  await sql`insert into search_trigrams (search_trigrams, rank) values ('automerge', 0)`.execute(db);
  await sql`insert into search_trigrams (search_trigrams, rank) values ('crisismerge', 200)`.execute(db);
  await sql`
    create trigger search_windows_added after insert on search_windows begin
      insert into search_trigrams (rowid, folded) values (new.id, new.folded);
    end`.execute(db);
  await sql`
    create trigger search_windows_removed after delete on search_windows begin
      delete from search_trigrams where rowid = old.id;
    end`.execute(db);
  await sql`
    create trigger search_pending_added after insert on search_pending begin
      delete from search_windows where meeting_id = new.meeting_id and number = new.number;
    end`.execute(db);
  const now = sql`cast(unixepoch('subsec') * 1000 as integer)`;
  // No `or ignore`: in a trigger, SQLite takes the conflict clause of the statement that fired it.
  const isMarked = sql`select 1 from search_pending
    where meeting_id = new.meeting_id and number = lines.position / 16`;
  const mark = (lineId: ReturnType<typeof sql>) => sql`
    insert into search_pending (meeting_id, number, marked_at)
    select new.meeting_id, lines.position / 16, ${now} from lines
    where lines.meeting_id = new.meeting_id and lines.id = ${lineId} and not exists (${isMarked});`;
  const markLine = mark(sql`new.id`);
  const markRendering = mark(sql`new.line_id`);
  const markLanguage = sql`
    insert into meeting_languages (meeting_id, language)
    select new.meeting_id, new.language where new.language is not null and not exists (
      select 1 from meeting_languages where meeting_id = new.meeting_id and language = new.language);`;
  await sql`
    create trigger lines_added after insert on lines
    when new.kind = 'caption' and new.state = 'settled' begin ${markLine} ${markLanguage} end`.execute(db);
  await sql`
    create trigger lines_changed after update on lines
    when new.kind = 'caption' and (new.state = 'settled' or old.state = 'settled')
      and (new.text is not old.text or new.state is not old.state or new.removed is not old.removed) begin
      ${markLine} ${markLanguage}
    end`.execute(db);
  await sql`
    create trigger renderings_added after insert on renderings
    when new.state = 'settled' and new.origin in ('machine', 'phrasebook', 'person') begin
      ${markRendering}
    end`.execute(db);
  await sql`
    create trigger renderings_changed after update on renderings
    when (new.state = 'settled' or old.state = 'settled')
      and (new.text is not old.text or new.state is not old.state or new.removed is not old.removed) begin
      ${markRendering}
    end`.execute(db);
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  // The lock is shared by all who change lines of the meeting, and excludes who writes the texts of its windows.
  const mark = sql`
    perform pg_advisory_xact_lock_shared(727301, hashtext(new.meeting_id));`;
  const now = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  await sql`
    create function search_pending_added() returns trigger language plpgsql as $$ begin
      delete from search_windows where meeting_id = new.meeting_id and number = new.number;
      return null;
    end $$`.execute(db);
  await sql`
    create function search_mark_line() returns trigger language plpgsql as $$ begin
      ${mark}
      insert into search_pending (meeting_id, number, marked_at)
      values (new.meeting_id, new.position / 16, ${now}) on conflict do nothing;
      if new.language is not null then
        insert into meeting_languages (meeting_id, language)
        values (new.meeting_id, new.language) on conflict do nothing;
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create function search_mark_rendering() returns trigger language plpgsql as $$ begin
      ${mark}
      insert into search_pending (meeting_id, number, marked_at)
      select new.meeting_id, lines.position / 16, ${now} from lines
      where lines.meeting_id = new.meeting_id and lines.id = new.line_id on conflict do nothing;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger search_pending_added after insert on search_pending
    for each row execute function search_pending_added()`.execute(db);
  await sql`
    create trigger lines_added after insert on lines for each row
    when (new.kind = 'caption' and new.state = 'settled') execute function search_mark_line()`.execute(db);
  await sql`
    create trigger lines_changed after update on lines for each row
    when (new.kind = 'caption' and (new.state = 'settled' or old.state = 'settled')
      and (new.text is distinct from old.text or new.state <> old.state or new.removed <> old.removed))
    execute function search_mark_line()`.execute(db);
  await sql`
    create trigger renderings_added after insert on renderings for each row
    when (new.state = 'settled' and new.origin in ('machine', 'phrasebook', 'person'))
    execute function search_mark_rendering()`.execute(db);
  await sql`
    create trigger renderings_changed after update on renderings for each row
    when ((new.state = 'settled' or old.state = 'settled')
      and (new.text is distinct from old.text or new.state <> old.state or new.removed <> old.removed))
    execute function search_mark_rendering()`.execute(db);
}
