import { expect, it } from 'vitest';
import { inBatches } from '../../../server/storage/batches.ts';

it('batches hold every row once and in order, and at most as many as a statement takes', () => {
  const rows = Array.from({ length: 1_201 }, (_, index) => index);
  const batches = [...inBatches(rows)];
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 201]);
  expect(batches.flat()).toEqual(rows);
});

it('no rows make no batch', () => {
  expect([...inBatches([])]).toEqual([]);
});
