/** Writes of many meetings in one transaction: a commit costs more than the rows it stores. */
import type { CompiledQuery, QueryResult, Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema/schema.ts';
import { asStorageError } from './storage-error.ts';

/** What is stored of one meeting, whole or not at all. */
export interface MeetingWrite {
  readonly meetingId: string;
  /** In this order. */
  readonly queries: readonly CompiledQuery[];
}

/** The answers to the queries of one write, in their order. */
export type WriteResult = readonly QueryResult<unknown>[];

/**
 * Says which meetings of a group may not be written, and why, by the statements of the same transaction. The writes of
 * those are rejected, the others are stored.
 */
export type WriteGuard = (
  trx: Transaction<Schema>,
  meetingIds: readonly string[],
) => Promise<ReadonlyMap<string, Error>>;

export interface GroupCommitOptions {
  readonly database: Pick<Database, 'db' | 'transactAtOnce'>;
  /** Absent: every meeting may be written. */
  readonly guard?: WriteGuard | undefined;
}

interface Entry extends MeetingWrite {
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements of one transaction: SQLite executes them without a turn of the event loop, in some 20 µs each. */
const MOST_QUERIES = 250;

/**
 * Stores all writes of one turn of the event loop in one transaction; what comes while one is under way is stored by the
 * next. Writes of one meeting take effect in the order of the calls.
 */
export class GroupCommit implements AsyncDisposable {
  readonly #options: GroupCommitOptions;
  #waiting: Entry[] = [];
  #committing: Promise<void> | undefined;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the write is committed.
   * @throws {StorageError} when it is not; then nothing of it is stored.
   */
  write(write: MeetingWrite): Promise<WriteResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...write, resolve, reject });
      this.#committing ??= this.#commitAll();
    });
  }

  /** Settles when everything written so far is committed or refused. */
  async [Symbol.asyncDispose](): Promise<void> {
    while (this.#committing !== undefined) await this.#committing;
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // The writes of this turn gather, and sockets are served between two transactions.
      await new Promise(setImmediate);
      await this.#commitGroup(this.#nextGroup());
    }
    // In the same step as the last look: a write that comes after it begins anew.
    this.#committing = undefined;
  }

  /** By meeting, so that two processes lock rows in the same order and never wait for each other. */
  #nextGroup(): readonly Entry[] {
    let queries = 0;
    const past = this.#waiting.findIndex((entry, index) => {
      queries += entry.queries.length;
      return index > 0 && queries > MOST_QUERIES;
    });
    const group = this.#waiting.splice(0, past === -1 ? this.#waiting.length : past);
    return group.sort((a, b) => (a.meetingId < b.meetingId ? -1 : a.meetingId > b.meetingId ? 1 : 0));
  }

  /** A write that the database refuses must not fail the others: each is then stored alone. */
  async #commitGroup(group: readonly Entry[]): Promise<void> {
    try {
      const settle = await this.#transaction(group);
      for (const done of settle) done();
    } catch (error) {
      if (group.length > 1 && !asStorageError(error).retryable) {
        for (const entry of group) await this.#commitGroup([entry]);
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  }

  /** What to tell each caller after the commit. */
  #transaction(group: readonly Entry[]): Promise<readonly (() => void)[]> {
    const { database, guard } = this.#options;
    const { db, transactAtOnce } = database;
    if (guard === undefined && transactAtOnce !== undefined) return atOnce(transactAtOnce, group);
    return db.transaction().execute(async (trx) => {
      const refused = await guard?.(trx, [...new Set(group.map(({ meetingId }) => meetingId))]);
      const settle: (() => void)[] = [];
      for (const { meetingId, queries, resolve, reject } of group) {
        const error = refused?.get(meetingId);
        if (error !== undefined) {
          settle.push(() => reject(error));
          continue;
        }
        const results: QueryResult<unknown>[] = [];
        for (const query of queries) results.push(await trx.executeQuery(query));
        settle.push(() => resolve(results));
      }
      return settle;
    });
  }
}

async function atOnce(
  transact: NonNullable<Database['transactAtOnce']>,
  group: readonly Entry[],
): Promise<readonly (() => void)[]> {
  const results = await transact(group.flatMap(({ queries }) => queries));
  let answered = 0;
  return group.map(({ queries, resolve }) => {
    const own = results.slice(answered, answered + queries.length);
    answered += queries.length;
    return () => resolve(own);
  });
}
