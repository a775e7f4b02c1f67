/** Writes the texts of windows that have rested, in steps of some milliseconds, away from the road of captions. */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import { delay } from '../../lib/delay.ts';
import type { Logger } from '../../logger.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { asStorageError } from '../storage-error.ts';
import { mergeTrigrams } from './trigrams.ts';
import { foldedWindow, windowLines } from './window-texts.ts';

/** A window of a meeting that goes on is full, and its translations have come, when its first line is this old. */
const REST_MS = 60_000;
/** Windows that rest are looked for this often. */
const LOOK_EVERY_MS = 5_000;
/** Windows of one meeting in one transaction. */
const WINDOWS_AT_ONCE = 4;
/** Some 2 ms of the trigram index; a window that is longer alone is one transaction. */
const CHARACTERS_AT_ONCE = 6_000;
/** What rests at a time is written over about a minute, as it came: at once it would take readers' time for seconds. */
const SPREAD_MS = 60_000;
/** A backlog, as after an update, takes at most this share of the time, and as long as it needs. */
const SHARE_OF_TIME = 0.2;
/** More windows are no other pace. */
const MOST_COUNTED = 10_000;
/** A lock class of our own, as in the triggers. */
const LOCK_CLASS = 727_301;

export interface SearchIndexerOptions {
  readonly database: Database;
  readonly logger: Pick<Logger, 'warn'>;
  readonly restMs?: number;
}

export class SearchIndexer implements AsyncDisposable {
  readonly #options: SearchIndexerOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  readonly #closing = new AbortController();

  constructor(options: SearchIndexerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#runInBackground(), LOOK_EVERY_MS).unref();
  }

  /** Writes the texts of the windows that were changed at least `restMs` ago; 0: of all, without a rest. */
  async indexRested(restMs = this.#options.restMs ?? REST_MS): Promise<void> {
    let after = { marked_at: -1, meeting_id: '' };
    const steps = restMs === 0 ? Infinity : await this.#stepsOf(Date.now() - restMs);
    for (let step = 0; step < steps && !this.#closing.signal.aborted; step += 1) {
      const beganAt = performance.now();
      const next = await this.#nextRested(Date.now() - restMs, after);
      if (next === undefined) return;
      // Windows that another node writes, or that are changed right now, are looked for again later.
      const written = await this.#write(next.meeting_id, next.numbers);
      if (written < next.numbers.length && written === 0) after = next;
      const tookMs = performance.now() - beganAt;
      const pauseMs = Math.max(tookMs / SHARE_OF_TIME, SPREAD_MS / steps) - tookMs;
      await (restMs === 0 ? setImmediate() : delay(pauseMs, this.#closing.signal));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#timer);
    await this.#running;
  }

  #runInBackground(): void {
    this.#running ??= this.indexRested()
      .catch((error) => {
        const { message, retryable } = asStorageError(error);
        this.#options.logger.warn({ error: message, retryable }, 'the search index is behind');
      })
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** How many steps write what rests. */
  async #stepsOf(before: number): Promise<number> {
    const { count } = await this.#options.database.db
      .selectFrom(({ selectFrom }) =>
        selectFrom('search_pending')
          .select('number')
          .where('marked_at', '<=', before)
          .limit(MOST_COUNTED)
          .as('rested'),
      )
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Math.ceil(count / WINDOWS_AT_ONCE);
  }

  async #nextRested(before: number, after: { readonly marked_at: number; readonly meeting_id: string }) {
    const rows = await this.#options.database.db
      .selectFrom('search_pending')
      .select(['meeting_id', 'number', 'marked_at'])
      .where('marked_at', '<=', before)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('marked_at', 'meeting_id'), '>', tuple(after.marked_at, after.meeting_id)),
      )
      .orderBy('marked_at')
      .orderBy('meeting_id')
      .orderBy('number')
      .limit(WINDOWS_AT_ONCE)
      .execute();
    const [first] = rows;
    if (first === undefined) return undefined;
    const { meeting_id, marked_at } = first;
    const numbers = rows.filter((row) => row.meeting_id === meeting_id).map(({ number }) => number);
    return { meeting_id, marked_at, numbers };
  }

  /** How many of the windows are written; 0 when somebody changes lines of the meeting right now. */
  async #write(meetingId: string, numbers: readonly number[]): Promise<number> {
    const { database } = this.#options;
    return await database.db.transaction().execute(async (trx) => {
      if (!(await excludesWriters(trx, database.dialect, meetingId))) return 0;
      let count = 0;
      let characters = 0;
      for (const number of numbers) {
        const folded = foldedWindow(await windowLines(trx, meetingId, [number]));
        characters += folded.length;
        if (count > 0 && characters > CHARACTERS_AT_ONCE) break;
        await writeWindow(trx, { meeting_id: meetingId, number, folded });
        count += 1;
      }
      if (database.dialect === 'sqlite') await mergeTrigrams(trx);
      return count;
    });
  }
}

/** In SQLite a transaction is alone; in PostgreSQL the triggers share this lock, so that no change is overlooked. */
async function excludesWriters(
  trx: Transaction<Schema>,
  dialect: Database['dialect'],
  meetingId: string,
): Promise<boolean> {
  if (dialect === 'sqlite') return true;
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${meetingId})) as taken`.execute(trx);
  return rows[0]?.taken === true;
}

async function writeWindow(
  trx: Kysely<Schema>,
  window: { readonly meeting_id: string; readonly number: number; readonly folded: string },
): Promise<void> {
  const { meeting_id, number, folded } = window;
  // First: what is inserted while a window is pending would be removed.
  await trx
    .deleteFrom('search_pending')
    .where('meeting_id', '=', meeting_id)
    .where('number', '=', number)
    .execute();
  if (folded === '') return;
  await trx
    .insertInto('search_windows')
    .columns(['meeting_id', 'number', 'folded'])
    .expression((eb) =>
      eb
        .selectFrom('meetings')
        .select(({ val }) => ['meetings.id', val(number).as('number'), val(folded).as('folded')])
        .where('meetings.id', '=', meeting_id),
    )
    .onConflict((conflict) => conflict.columns(['meeting_id', 'number']).doNothing())
    .execute();
}
