import { expect, it } from 'vitest';
import { inBatches, lastByKey } from '../../../server/storage/batches.ts';

it('batches hold every row once and in order, and at most as many as a statement takes', () => {
  const rows = Array.from({ length: 1_201 }, (_, index) => index);
  const batches = [...inBatches(rows)];
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 201]);
  expect(batches.flat()).toEqual(rows);
});

it('no rows make no batch', () => {
  expect([...inBatches([])]).toEqual([]);
});

it('of rows with one key the last is kept, in the place of the first', () => {
  const rows = [
    { id: 'a', text: 'Hel' },
    { id: 'b', text: 'Hi.' },
    { id: 'a', text: 'Hello.' },
  ];
  expect(lastByKey(rows, ({ id }) => id)).toEqual([rows[2], rows[1]]);
});
