import type { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { createLogger } from '../../../../../server/logger.ts';
import { MEMORY_URL, openDatabase } from '../../../../../server/storage/open-database.ts';
import { rowStatements } from '../../../../../server/storage/repositories/captions/row-statement.ts';

interface Room {
  readonly meeting_id: string;
  readonly language: string;
  readonly reserved_through: number;
}

async function stage(columns: readonly (keyof Room)[]) {
  const database = await openDatabase(MEMORY_URL, createLogger('silent'));
  let compiled = 0;
  const statements = rowStatements<Room>(columns, (rows): CompiledQuery => {
    compiled += 1;
    return database.db
      .insertInto('rooms')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'language']).doUpdateSet({ reserved_through: 7 }),
      )
      .compile();
  });
  return {
    statements,
    compilations: () => compiled,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

const columns = ['meeting_id', 'language', 'reserved_through'] as const;
const room = (number: number): Room => ({
  meeting_id: `m${number}`,
  language: 'es',
  reserved_through: number,
});
const rooms = (count: number) => Array.from({ length: count }, (_, index) => room(index));

it('compiles a statement once for each number of rows', async () => {
  await using staged = await stage(columns);
  const [one] = staged.statements([room(1)]);
  const [other] = staged.statements([room(2)]);
  expect(staged.compilations()).toBe(1);
  expect(other?.sql).toBe(one?.sql);
  expect(one?.parameters).toEqual(['m1', 'es', 1, 7]);
  expect(other?.parameters).toEqual(['m2', 'es', 2, 7]);
});

it('writes any number of rows once each and in order, by few statements', async () => {
  await using staged = await stage(columns);
  for (const count of [0, 1, 3, 64, 127, 500]) {
    const statements = staged.statements(rooms(count));
    const written = statements.flatMap(({ parameters }) =>
      parameters.slice(0, -1).filter((_, index) => index % columns.length === 0),
    );
    expect(written).toEqual(rooms(count).map(({ meeting_id }) => meeting_id));
  }
  expect(staged.compilations()).toBeLessThanOrEqual(7);
});

it('takes the values by their columns, whatever the order of the keys', async () => {
  await using staged = await stage(columns);
  staged.statements([room(1)]);
  const [statement] = staged.statements([{ reserved_through: 2, language: 'fr', meeting_id: 'm2' }]);
  expect(statement?.parameters).toEqual(['m2', 'fr', 2, 7]);
});

it('refuses a statement that names other columns', async () => {
  await using staged = await stage(['language', 'meeting_id', 'reserved_through']);
  expect(() => staged.statements([room(1)])).toThrow('other columns');
});
