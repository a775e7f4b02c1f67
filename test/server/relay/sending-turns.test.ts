import { expect, it } from 'vitest';
import { SendingTurns } from '../../../server/relay/sending-turns.ts';

const turn = () => new Promise(setImmediate);

it('sends small broadcasts at once', () => {
  const turns = new SendingTurns({ onFailure: () => undefined });
  const sent: number[] = [];
  for (let number = 0; number < 20; number += 1) turns.run(10, () => sent.push(number));
  expect(sent).toHaveLength(20);
});

it('spreads large broadcasts over turns, in the order of the calls', async () => {
  const turns = new SendingTurns({ onFailure: () => undefined });
  const sent: string[] = [];
  const send = (name: string, deliveries: number) => turns.run(deliveries, () => sent.push(name));
  for (const language of ['es', 'fr', 'de']) send(language, 600);
  send('small', 1);
  expect(sent).toEqual(['es']);
  await turn();
  expect(sent).toEqual(['es', 'fr']);
  send('late', 1);
  await turn();
  expect(sent).toEqual(['es', 'fr', 'de']);
  await turn();
  expect(sent).toEqual(['es', 'fr', 'de', 'small', 'late']);
});

it('counts each turn anew', async () => {
  const turns = new SendingTurns({ onFailure: () => undefined });
  const sent: number[] = [];
  for (const number of [1, 2, 3]) {
    turns.run(600, () => sent.push(number));
    expect(sent).toHaveLength(number);
    await turn();
  }
});

it('goes on after a broadcast that failed, and tells of one that nobody waits for', async () => {
  const failures: unknown[] = [];
  const turns = new SendingTurns({ onFailure: (error) => failures.push(error) });
  const sent: number[] = [];
  const failure = new Error('no');
  const fails = () => {
    throw failure;
  };
  expect(() => turns.run(600, fails)).toThrow(failure);
  turns.run(1, fails);
  turns.run(1, () => sent.push(1));
  await turn();
  expect([sent, failures]).toEqual([[1], [failure]]);
});
