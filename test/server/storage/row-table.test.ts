import { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { RowTable } from '../../../server/storage/row-table.ts';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly removed?: boolean;
}

/** A table whose only statement holds the texts of its rows. */
function texts(): RowTable<Row> {
  return new RowTable<Row>({
    keyOf: ({ id }) => id,
    statements: (rows) =>
      rows.length === 0
        ? []
        : [
            CompiledQuery.raw(
              'texts',
              rows.map(({ text }) => text),
            ),
          ],
    isFinal: ({ removed }) => removed === true,
  });
}

function taken(table: RowTable<Row>): readonly unknown[] {
  return table.take().map(({ parameters }) => parameters);
}

it('gathers the rows of several writes for one statement, and forgets them once they are taken', () => {
  const table = texts();
  table.write([{ id: 'a', text: 'Hello.' }]).add();
  table.write([{ id: 'b', text: 'Hi.' }]).add();
  expect(taken(table)).toEqual([['Hello.', 'Hi.']]);
  expect(taken(table)).toEqual([]);
});

it('writes the last of rows with one key, in the place of the first', () => {
  const table = texts();
  table
    .write([
      { id: 'a', text: 'Hel' },
      { id: 'b', text: 'Hi.' },
    ])
    .add();
  table.write([{ id: 'a', text: 'Hello.' }]).add();
  expect(taken(table)).toEqual([['Hello.', 'Hi.']]);
});

it('replaces no row that is final: a write that was under way does not restore removed words', () => {
  const table = texts();
  table.write([{ id: 'a', text: '', removed: true }]).add();
  table.write([{ id: 'a', text: 'Hello.' }]).add();
  expect(taken(table)).toEqual([['']]);
});

it('writes a row again whose statement has failed', () => {
  const table = texts();
  const write = table.write([{ id: 'a', text: 'Hello.' }]);
  write.add();
  table.take();
  write.add();
  expect(taken(table)).toEqual([['Hello.']]);
});
