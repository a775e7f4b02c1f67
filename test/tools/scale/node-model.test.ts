import { expect, it } from 'vitest';
import { type Costs, type NodeLoad, simulateNode, spread } from './node-model.ts';

const costs: Costs = {
  lineMs: 2,
  translationMs: 1,
  callMs: 1,
  deliveryMs: 0.02,
  turnMs: 0,
  coldMs: 0,
  coldAfterMs: 1,
  coldReadersMs: 0,
  afterwardsShare: 0.25,
  receiptMs: 0,
};
const load: NodeLoad = {
  meetings: 20,
  readersPerMeeting: 10,
  languages: 3,
  readsOriginal: true,
  linesPerSecond: 0.25,
  arrivals: 'poisson',
  engine: { medianMs: 180, p95Ms: 600 },
};

it('delivers each line once to each reader', () => {
  const { lines, deliveries } = simulateNode(load, costs, { seed: 5, seconds: 60 });
  expect(lines).toBeGreaterThan(200);
  expect(deliveries).toBe(lines * 10);
});

it('is busy for what its lines, translations and deliveries cost', () => {
  const { cpuMsPerLine, loopUtilisation, lines } = simulateNode(load, costs, { seed: 5, seconds: 60 });
  expect(cpuMsPerLine).toBeCloseTo(2 + 2 * (1 + 1) + 10 * 0.02, 6);
  expect(loopUtilisation).toBeCloseTo((cpuMsPerLine * lines) / 60_000, 6);
});

it('gives the same figures for the same seed, and others for another', () => {
  const play = (seed: number) => simulateNode(load, costs, { seed, seconds: 20 });
  expect(play(5)).toEqual(play(5));
  expect(play(6).delayMs).not.toEqual(play(5).delayMs);
});

it('adds the latency of the engine to translations alone', () => {
  const play = (engine: NodeLoad['engine'] & object, readsOriginal: boolean) =>
    simulateNode({ ...load, languages: 1, engine, readsOriginal }, costs, { seed: 5, seconds: 60 }).delayMs;
  const slow = { medianMs: 500, p95Ms: 500 };
  expect(play(slow, true).p99).toBeLessThan(100);
  expect(play(slow, false).p50).toBeGreaterThan(500);
  expect(play(slow, false).p99).toBeLessThan(600);
});

it('holds readers back by transactions of a database, which carry more writes as more wait', () => {
  const commit = { transactionMs: 50, writeMs: 1 };
  const few = simulateNode({ ...load, commit }, costs, { seed: 5, seconds: 60 });
  const many = simulateNode({ ...load, meetings: 200, commit }, costs, { seed: 5, seconds: 60 });
  expect(few.delayMs.p50 - simulateNode(load, costs, { seed: 5, seconds: 60 }).delayMs.p50).toBeGreaterThan(
    50,
  );
  expect(many.transactionsPerSecond).toBeLessThan(20);
  expect(many.deliveries).toBe(many.lines * 10);
});

it('spreads readers over languages as equally as whole people can be', () => {
  expect(spread(10, 3)).toEqual([4, 3, 3]);
  expect(spread(2, 5)).toEqual([1, 1, 0, 0, 0]);
});
