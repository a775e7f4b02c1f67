/** Writes of many meetings in one transaction: a commit costs more than the rows it stores. */
import type { CompiledQuery, QueryResult } from 'kysely';
import type { Database } from './database.ts';
import type { RowWrite } from './row-table.ts';
import { asStorageError } from './storage-error.ts';

/** What is stored of one meeting, whole or not at all. */
export interface MeetingWrite {
  readonly meetingId: string;
  /** Before the queries, by statements that other meetings share: each statement is a round trip to PostgreSQL. */
  readonly rows?: readonly RowWrite[];
  /** In this order. */
  readonly queries?: readonly CompiledQuery[];
}

/** The answers to the queries of one write, in their order. */
export type WriteResult = readonly QueryResult<unknown>[];

/** Says which meetings of a group may not be written, and why. The writes of those are rejected, the others are stored. */
export interface WriteGuard {
  /** The first statement of the transaction: what it answers stays true until the transaction ends. */
  query(meetingIds: readonly string[]): CompiledQuery;
  /** By its answer. */
  refused(meetingIds: readonly string[], rows: readonly unknown[]): ReadonlyMap<string, Error>;
}

export interface GroupCommitOptions {
  readonly database: Pick<Database, 'transactAtOnce'>;
  /** Absent: every meeting may be written. */
  readonly guard?: WriteGuard | undefined;
}

interface Entry extends MeetingWrite {
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Rows and statements of one transaction: SQLite executes them without a turn of the event loop, in some 20 µs each. */
const MOST_WRITTEN = 250;

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
    if (sizeOf(write) === 0) return Promise.resolve([]);
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
    let written = 0;
    const past = this.#waiting.findIndex((entry, index) => {
      written += sizeOf(entry);
      return index > 0 && written > MOST_WRITTEN;
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
  async #transaction(group: readonly Entry[]): Promise<readonly (() => void)[]> {
    const { database, guard } = this.#options;
    const { statements, answers } = planOf(group);
    if (guard === undefined) return answers(await database.transactAtOnce(statements));
    const meetingIds = [...new Set(group.map(({ meetingId }) => meetingId))];
    try {
      const results = await database.transactAtOnce([guard.query(meetingIds), ...statements], ([owners]) => {
        const refused = guard.refused(meetingIds, owners?.rows ?? []);
        if (refused.size > 0) throw new Refused(refused);
      });
      return answers(results.slice(1));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return await this.#withoutRefused(group, error.meetings);
    }
  }

  async #withoutRefused(
    group: readonly Entry[],
    refused: Refused['meetings'],
  ): Promise<readonly (() => void)[]> {
    const others = group.filter(({ meetingId }) => !refused.has(meetingId));
    const stored = others.length === 0 ? [] : await this.#transaction(others);
    const rejected = group.flatMap(({ meetingId, reject }) => {
      const error = refused.get(meetingId);
      return error === undefined ? [] : [() => reject(error)];
    });
    return [...stored, ...rejected];
  }
}

/** Some meetings of a group may not be written. */
class Refused extends Error {
  readonly meetings: ReadonlyMap<string, Error>;

  constructor(meetings: ReadonlyMap<string, Error>) {
    super('Some meetings may not be written.');
    this.meetings = meetings;
  }
}

interface Plan {
  readonly statements: readonly CompiledQuery[];
  /** What to tell each caller, by the results of the statements. */
  readonly answers: (results: WriteResult) => readonly (() => void)[];
}

/** The rows of all writes by table; a query comes after every row that was written before it. */
function planOf(group: readonly Entry[]): Plan {
  const statements: CompiledQuery[] = [];
  const open = new Set<RowWrite['table']>();
  const writeRows = () => {
    for (const table of open) statements.push(...table.take());
    open.clear();
  };
  const places = group.map(({ rows = [], queries = [] }) => {
    for (const write of rows) {
      write.add();
      open.add(write.table);
    }
    if (queries.length > 0) writeRows();
    const from = statements.length;
    statements.push(...queries);
    return { from, to: statements.length };
  });
  writeRows();
  const answers = (results: WriteResult) =>
    group.map(({ resolve }, index) => {
      const { from, to } = places[index] ?? { from: 0, to: 0 };
      return () => resolve(results.slice(from, to));
    });
  return { statements, answers };
}

function sizeOf({ rows = [], queries = [] }: MeetingWrite): number {
  return rows.reduce((sum, { count }) => sum + count, queries.length);
}
