import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type {
  SearchedLine,
  SearchStore,
  SearchWindow,
  WindowSearch,
} from '../../record/search/search-store.ts';
import type { FoldedWords } from '../../record/search/search-words.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { trigramQuery } from './trigrams.ts';
import { windowLines } from './window-texts.ts';

/** Windows found by trigrams among all meetings: more of them, and the words are common ones. */
const RARE_WINDOWS = 400;
/** Rows of the trigram index that one statement walks through: some 10 ms for common trigrams. */
const ROWS_PER_STATEMENT = 20_000;
/** SQLite answers without a turn of the event loop: after this time others have one. */
const TURN_MS = 8;
/** Of a meeting, windows that were changed lately, the newest: enough for hours that wait for the index. */
const PENDING_AT_MOST = 64;

/** Where words stand in stored meetings. Every method may reject with a `StorageError`. */
export class SearchRepository implements SearchStore {
  readonly #database: Database;

  constructor(options: { readonly database: Database }) {
    this.#database = options.database;
  }

  search(words: FoldedWords): WindowSearch {
    const { db, dialect } = this.#database;
    let rare: Promise<readonly SearchWindow[] | undefined> | undefined;
    return {
      among: async (meetingIds) => {
        if (meetingIds.length === 0 || words.length === 0) return [];
        const pending = await pendingWindows(db, meetingIds);
        if (dialect === 'postgres') return [...pending, ...(await windowsWith(db, meetingIds, words))];
        rare ??= rareWindows(db, words);
        const found = await rare;
        if (found === undefined) return [...pending, ...(await scannedWindows(db, meetingIds, words))];
        const mine = new Set(meetingIds);
        return [...pending, ...found.filter(({ meetingId }) => mine.has(meetingId))];
      },
    };
  }

  async lines(meetingId: string, numbers: readonly number[]): Promise<readonly SearchedLine[]> {
    return await windowLines(this.#database.db, meetingId, numbers);
  }
}

/**
 * SQLite: all windows with the trigrams of the words, whosever they are; `undefined` when they are many, or the words have
 * no trigrams. The index holds everybody's meetings: one look at it costs less than the texts of one person's.
 */
async function rareWindows(
  db: Kysely<Schema>,
  words: FoldedWords,
): Promise<readonly SearchWindow[] | undefined> {
  const query = trigramQuery(words);
  if (query === undefined) return undefined;
  const newest = await db
    .selectFrom('search_windows')
    .select(({ fn }) => [fn.max('id').as('last'), fn.min('id').as('first')])
    .executeTakeFirst();
  const ids: number[] = [];
  for (let to = newest?.last ?? 0; to >= (newest?.first ?? 1); to -= ROWS_PER_STATEMENT) {
    const { rows } = await sql<{ id: number }>`
      select rowid as id from search_trigrams
      where search_trigrams match ${query} and rowid between ${to - ROWS_PER_STATEMENT + 1} and ${to}
      limit ${RARE_WINDOWS + 1 - ids.length}`.execute(db);
    ids.push(...rows.map(({ id }) => id));
    if (ids.length > RARE_WINDOWS) return undefined;
    await setImmediate();
  }
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('search_windows')
    .select(['meeting_id', 'number'])
    .where('id', 'in', ids)
    .where(hasAll(words))
    .execute();
  return rows.map(windowOfRow);
}

/** SQLite: reads the texts of these meetings, one after the other. */
async function scannedWindows(
  db: Kysely<Schema>,
  meetingIds: readonly string[],
  words: FoldedWords,
): Promise<readonly SearchWindow[]> {
  const found: SearchWindow[] = [];
  let turnBegan = performance.now();
  for (const meetingId of meetingIds) {
    found.push(...(await windowsWith(db, [meetingId], words)));
    if (performance.now() - turnBegan < TURN_MS) continue;
    await setImmediate();
    turnBegan = performance.now();
  }
  return found;
}

async function windowsWith(
  db: Kysely<Schema>,
  meetingIds: readonly string[],
  words: FoldedWords,
): Promise<readonly SearchWindow[]> {
  const rows = await db
    .selectFrom('search_windows')
    .select(['meeting_id', 'number'])
    .where('meeting_id', 'in', meetingIds)
    .where(hasAll(words))
    .execute();
  return rows.map(windowOfRow);
}

async function pendingWindows(
  db: Kysely<Schema>,
  meetingIds: readonly string[],
): Promise<readonly SearchWindow[]> {
  const rows = await db
    .selectFrom('search_pending')
    .select(['meeting_id', 'number'])
    .where('meeting_id', 'in', meetingIds)
    .orderBy('number', 'desc')
    .limit(PENDING_AT_MOST * meetingIds.length)
    .execute();
  return rows.map(windowOfRow);
}

/** Folded texts and folded words: `like` is enough, also where a database has another idea of upper and lower case. */
function hasAll(words: FoldedWords) {
  return sql<boolean>`${sql.join(
    words.map((word) => sql`search_windows.folded like ${likePattern(word)} escape '\\'`),
    sql` and `,
  )}`;
}

/** `%`, `_` and the escape stand for themselves. */
function likePattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

function windowOfRow(row: { readonly meeting_id: string; readonly number: number }): SearchWindow {
  return { meetingId: row.meeting_id, number: row.number };
}
