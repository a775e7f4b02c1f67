import { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import { MeetingClock } from '../../../server/storage/deletion/meeting-clock.ts';
import { GroupCommit, type WriteGuard } from '../../../server/storage/group-commit.ts';
import { openDatabase } from '../../../server/storage/open-database.ts';
import { MeetingRepository } from '../../../server/storage/repositories/meetings/meeting-repository.ts';
import { RowTable } from '../../../server/storage/row-table.ts';
import { StorageError } from '../../../server/storage/storage-error.ts';
import type { DatabaseKind } from '../../support/databases.ts';
import { onEveryDatabase } from './stories.ts';

/** A database with two meetings, and what reserves versions of a language in them. */
async function stage(kind: DatabaseKind) {
  const temporary = await kind.create();
  const database = await openDatabase(temporary.url, createLogger('silent'));
  const { db } = database;
  const clock = new MeetingClock({ retentionHours: 24, now: Date.now });
  const members = new GroupCommit({ database });
  const scrub = { request: () => undefined };
  const meetings = new MeetingRepository({ db, disk: db, members, clock, scrub });
  const ids = [(await meetings.open({ uuid: 'a==' })).id, (await meetings.open({ uuid: 'b==' })).id];
  const reservation = (meetingId: string, language: string, through: number) =>
    db
      .insertInto('rooms')
      .values({ meeting_id: meetingId, language, reserved_through: through })
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'language']).doUpdateSet({ reserved_through: through }),
      )
      .returning('reserved_through')
      .compile();
  const statements: string[] = [];
  const rooms = new RowTable<{ meeting_id: string; language: string; reserved_through: number }>({
    keyOf: ({ meeting_id, language }) => `${meeting_id} ${language}`,
    statements: (rows) => {
      statements.push(
        rows
          .map((row) => `${row.language} ${row.reserved_through}`)
          .toSorted()
          .join(', '),
      );
      const statement = db
        .insertInto('rooms')
        .values([...rows])
        .onConflict((conflict) =>
          conflict
            .columns(['meeting_id', 'language'])
            .doUpdateSet(({ ref }) => ({ reserved_through: ref('excluded.reserved_through') })),
        );
      return [statement.compile()];
    },
  });
  return {
    db,
    database,
    /** The rows of each statement. */
    statements,
    rowsOf: (meetingId: string, language: string, through: number) => ({
      meetingId,
      rows: [rooms.write([{ meeting_id: meetingId, language, reserved_through: through }])],
    }),
    first: ids[0] ?? '',
    second: ids[1] ?? '',
    write: (meetingId: string, language: string, through = 1) => ({
      meetingId,
      queries: [reservation(meetingId, language, through)],
    }),
    stored: async () => {
      const rows = await db.selectFrom('rooms').selectAll().orderBy('language').execute();
      return rows.map(({ language, reserved_through }) => `${language} ${reserved_through}`);
    },
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      await temporary[Symbol.asyncDispose]();
    },
  };
}

const nobody: ReadonlyMap<string, Error> = new Map();
const nothing = CompiledQuery.raw('select 1 as one');

/** Counts transactions: the guard is asked once in each. */
function counted(): { readonly guard: WriteGuard; readonly transactions: (readonly string[])[] } {
  const transactions: (readonly string[])[] = [];
  const query = (meetingIds: readonly string[]) => {
    transactions.push(meetingIds);
    return nothing;
  };
  return { transactions, guard: { query, refused: () => nobody } };
}

onEveryDatabase((kind) => {
  it('stores the writes of one turn in one transaction, and answers each', async () => {
    await using stored = await stage(kind);
    const { first, second, write } = stored;
    const { guard, transactions } = counted();
    await using commits = new GroupCommit({ database: stored.database, guard });
    const answers = await Promise.all([
      commits.write(write(first, 'es', 3)),
      commits.write(write(second, 'fr', 4)),
      commits.write(write(first, 'de', 5)),
    ]);
    expect(answers.map(([result]) => result?.rows)).toEqual([
      [{ reserved_through: 3 }],
      [{ reserved_through: 4 }],
      [{ reserved_through: 5 }],
    ]);
    expect(transactions.map((meetingIds) => meetingIds.toSorted())).toEqual([[first, second].toSorted()]);
    expect(await stored.stored()).toEqual(['de 5', 'es 3', 'fr 4']);
  });

  it('stores nothing before the commit, and everything when a caller is told', async () => {
    await using stored = await stage(kind);
    let during: unknown;
    const guard: WriteGuard = {
      query: () => stored.db.selectFrom('rooms').selectAll().compile(),
      refused: (_meetingIds, rows) => {
        during = rows;
        return nobody;
      },
    };
    await using commits = new GroupCommit({ database: stored.database, guard });
    const told = commits.write(stored.write(stored.first, 'es')).then(() => stored.stored());
    expect(await told).toEqual(['es 1']);
    expect(during).toEqual([]);
  });

  it('fails a write that the database refuses, whole, and no other', async () => {
    await using stored = await stage(kind);
    const { first, second, write } = stored;
    await using commits = new GroupCommit({ database: stored.database });
    const refused = {
      meetingId: first,
      queries: [...write(first, 'half').queries, ...write('no-such-meeting', 'xx').queries],
    };
    const outcomes = await Promise.allSettled([
      commits.write(write(first, 'es')),
      commits.write(refused),
      commits.write(write(second, 'fr')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { name: 'StorageError', retryable: false } });
    expect(await stored.stored()).toEqual(['es 1', 'fr 1']);
  });

  it('fails every write of a transaction that may succeed soon, and stores none of them', async () => {
    await using stored = await stage(kind);
    const { first, second, write } = stored;
    let isAway = true;
    const guard: WriteGuard = {
      query: () => write(first, 'guard').queries[0] ?? nothing,
      refused: () => {
        if (isAway) throw new StorageError('The database is away.', { retryable: true });
        return nobody;
      },
    };
    await using commits = new GroupCommit({ database: stored.database, guard });
    const writes = () => [commits.write(write(first, 'es')), commits.write(write(second, 'fr'))];
    const outcomes = await Promise.allSettled(writes());
    expect(outcomes).toMatchObject(Array(2).fill({ status: 'rejected', reason: { retryable: true } }));
    expect(await stored.stored()).toEqual([]);
    isAway = false;
    await Promise.all(writes());
    expect(await stored.stored()).toEqual(['es 1', 'fr 1', 'guard 1']);
  });

  it('rejects the writes of a meeting that the guard refuses, and stores those of others', async () => {
    await using stored = await stage(kind);
    const { first, second, write } = stored;
    const stale = new StorageError('Another node owns the meeting.', { retryable: false });
    await using commits = new GroupCommit({
      database: stored.database,
      guard: {
        query: () => nothing,
        refused: (meetingIds) => new Map(meetingIds.filter((id) => id === first).map((id) => [id, stale])),
      },
    });
    const outcomes = await Promise.allSettled([
      commits.write(write(first, 'es')),
      commits.write(write(second, 'fr')),
      commits.write(write(first, 'de')),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: stale },
      { status: 'fulfilled' },
      { status: 'rejected', reason: stale },
    ]);
    expect(await stored.stored()).toEqual(['fr 1']);
  });

  it('applies the writes of one meeting in the order of the calls', async () => {
    await using stored = await stage(kind);
    const { first, second, write } = stored;
    await using commits = new GroupCommit({ database: stored.database });
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(
      numbers.flatMap((through) => [
        commits.write(write(second, 'fr', through)),
        commits.write(write(first, 'es', through)),
      ]),
    );
    expect(await stored.stored()).toEqual(['es 20', 'fr 20']);
  });

  it('stores many writes in several transactions, with a turn of the event loop between them', async () => {
    await using stored = await stage(kind);
    const { guard, transactions } = counted();
    await using commits = new GroupCommit({ database: stored.database, guard });
    const turnsAt: number[] = [];
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await Promise.all(
      Array.from({ length: 600 }, async (_, index) => {
        await commits.write(stored.write(stored.first, `l${index}`));
        turnsAt.push(turns);
      }),
    );
    isOver = true;
    expect(transactions).toHaveLength(3);
    expect(new Set(turnsAt).size).toBe(3);
    expect(await stored.stored()).toHaveLength(600);
  });

  it('stores the rows of all meetings by one statement, and a query after the rows written before it', async () => {
    await using stored = await stage(kind);
    const { first, second, write, rowsOf, statements } = stored;
    await using commits = new GroupCommit({ database: stored.database });
    const answers = await Promise.all([
      commits.write(rowsOf(first, 'es', 1)),
      commits.write(rowsOf(second, 'fr', 2)),
      commits.write(rowsOf(first, 'es', 3)),
    ]);
    expect(answers).toEqual([[], [], []]);
    expect(statements).toEqual(['es 3, fr 2']);
    expect(await stored.stored()).toEqual(['es 3', 'fr 2']);

    const [, answer] = await Promise.all([
      commits.write(rowsOf(first, 'es', 4)),
      commits.write(write(first, 'es', 5)),
      commits.write(rowsOf(first, 'de', 6)),
    ]);
    expect(answer[0]?.rows).toEqual([{ reserved_through: 5 }]);
    expect(await stored.stored()).toEqual(['de 6', 'es 5', 'fr 2']);
  });

  it('fails the rows of a meeting that is gone, and stores those of the others', async () => {
    await using stored = await stage(kind);
    const { first, second, rowsOf } = stored;
    await using commits = new GroupCommit({ database: stored.database });
    const outcomes = await Promise.allSettled([
      commits.write(rowsOf(first, 'es', 1)),
      commits.write(rowsOf('no-such-meeting', 'xx', 1)),
      commits.write(rowsOf(second, 'fr', 2)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await stored.stored()).toEqual(['es 1', 'fr 2']);
  });

  it('stores nothing, in no transaction, for a write of nothing', async () => {
    await using stored = await stage(kind);
    const { guard, transactions } = counted();
    await using commits = new GroupCommit({ database: stored.database, guard });
    expect(await commits.write({ meetingId: stored.first })).toEqual([]);
    expect(transactions).toEqual([]);
  });

  it('commits a write that comes at any step after the one before', async () => {
    await using stored = await stage(kind);
    await using commits = new GroupCommit({ database: stored.database });
    for (let steps = 0; steps < 20; steps += 1) {
      await commits.write(stored.write(stored.first, 'es', steps));
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
    }
    expect(await stored.stored()).toEqual(['es 19']);
  });

  it('commits what was written when it ends', async () => {
    await using stored = await stage(kind);
    const commits = new GroupCommit({ database: stored.database });
    const written = commits.write(stored.write(stored.first, 'es'));
    await commits[Symbol.asyncDispose]();
    expect(await stored.stored()).toEqual(['es 1']);
    await written;
  });
});
