import { expect, it } from 'vitest';
import { TurnMemo } from '../../../../server/http/auth/turn-memo.ts';

function counted() {
  let asked = 0;
  return async () => {
    asked += 1;
    return asked;
  };
}

it('asks once for all who ask within one turn, each question apart', async () => {
  const [memo, find] = [new TurnMemo<number>(), counted()];
  expect(await Promise.all(['a', 'b', 'a'].map((question) => memo.ask(question, find)))).toEqual([1, 2, 1]);
  expect(await memo.ask('a', find)).toBe(1);
});

it('asks anew in the next turn, also after a failure', async () => {
  const [memo, find] = [new TurnMemo<number>(), counted()];
  await expect(memo.ask('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  await new Promise(setImmediate);
  expect(await memo.ask('a', find)).toBe(1);
  await new Promise(setImmediate);
  expect(await memo.ask('a', find)).toBe(2);
});
