/** What finds rare words among all windows: FTS5 in SQLite, `pg_trgm` in PostgreSQL where it may be had. */
import { type Kysely, sql } from 'kysely';
import type { Logger } from '../../logger.ts';
import type { FoldedWords } from '../../record/search/search-words.ts';
import type { Schema } from '../schema/schema.ts';
import { errorCode } from '../storage-error.ts';

/** Trigrams do not find shorter words. */
const TRIGRAM = 3;
/** Trigrams of one query: those of a long word hardly exclude anything the first ones do not. */
const MOST_TRIGRAMS = 12;
/** Leaf pages that one step merges: some 2 ms. */
const PAGES_PER_STEP = 16;
const POSTGRES_INDEX = 'search_windows_trigrams';

/** The expression that finds windows with all trigrams of the words; `undefined` when every word is too short. */
export function trigramQuery(words: FoldedWords): string | undefined {
  const trigrams = new Set(words.flatMap(trigramsOf));
  if (trigrams.size === 0) return undefined;
  const spread = Math.max(1, Math.ceil(trigrams.size / MOST_TRIGRAMS));
  return [...trigrams]
    .filter((_, index) => index % spread === 0)
    .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
    .join(' AND ');
}

/** Goes on with the merge of index segments that is due, one step; SQLite only. */
export async function mergeTrigrams(db: Kysely<Schema>): Promise<void> {
  await sql`insert into search_trigrams (search_trigrams, rank) values ('merge', ${PAGES_PER_STEP})`.execute(
    db,
  );
}

/**
 * Makes PostgreSQL's trigram index where there is none; PostgreSQL only. Without the right to create the extension,
 * searches read the texts of a person's meetings.
 */
export async function prepareTrigrams(db: Kysely<Schema>, logger: Pick<Logger, 'info'>): Promise<void> {
  try {
    if (await hasPostgresIndex(db)) return;
    const schema = (await extensionSchema(db)) ?? (await createExtension(db));
    if (schema === undefined) {
      logger.info(
        'search has no trigram index: the database offers no pg_trgm, or this role may not create it',
      );
      return;
    }
    await sql`
      create index if not exists ${sql.id(POSTGRES_INDEX)} on search_windows
      using gin (folded ${sql.id(schema, 'gin_trgm_ops')})`.execute(db);
  } catch (error) {
    // Another node makes it at this moment, or the statement took too long: searches work without.
    logger.info({ code: errorCode(error) }, 'search has no trigram index yet');
  }
}

function trigramsOf(word: string): readonly string[] {
  const letters = [...word.replaceAll('\0', '')];
  return letters.slice(TRIGRAM - 1).map((_, at) => letters.slice(at, at + TRIGRAM).join(''));
}

async function hasPostgresIndex(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_indexes
    where schemaname = current_schema() and indexname = ${POSTGRES_INDEX}`.execute(db);
  return rows.length > 0;
}

async function extensionSchema(db: Kysely<Schema>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select nspname as name from pg_extension
    join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'`.execute(db);
  return rows[0]?.name;
}

/** In `public`: an extension goes with its schema, and ours may be one of several in this database. */
async function createExtension(db: Kysely<Schema>): Promise<string | undefined> {
  try {
    await sql`create extension if not exists pg_trgm with schema public`.execute(db);
  } catch {
    // Not allowed, not to be had, or created by another process at this moment.
  }
  return extensionSchema(db);
}
