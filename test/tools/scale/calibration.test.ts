import { expect, it } from 'vitest';
import { calibrate, deviation, fitCosts, simulateMeetings, simulateReaders } from './calibration.ts';
import type { Measured, ReadersPoint } from './measured.ts';
import type { Costs } from './node-model.ts';

const costs: Costs = {
  lineMs: 2,
  translationMs: 0.8,
  callMs: 1.5,
  deliveryMs: 0.02,
  turnMs: 0.3,
  coldMs: 6,
  coldAfterMs: 80,
  coldReadersMs: 3,
  afterwardsShare: 0.3,
  receiptMs: 0.015,
};
const bare: Costs = { ...costs, lineMs: 0.7, translationMs: 0, callMs: 0, turnMs: 0, afterwardsShare: 0 };

/** A benchmark of the simulation itself. */
function played(): Measured {
  const points = [
    [10, 1, 20],
    [10, 5, 2],
    [10, 5, 10],
    [10, 5, 40],
    [100, 5, 2],
    [300, 5, 2],
    [1_000, 5, 2],
  ] as const;
  const readers = points.map(([viewers, languages, linesPerSecond]): ReadersPoint => {
    const empty = {
      viewers,
      languages,
      linesPerSecond,
      cpuMsPerLine: 0,
      delayP50Ms: 0,
      bare: { cpuMsPerLine: 0, delayP50Ms: 0 },
      receiptMs: costs.receiptMs,
    };
    const product = simulateReaders(empty, costs);
    const baseline = simulateReaders(empty, bare);
    return {
      ...empty,
      cpuMsPerLine: product.cpuMsPerLine,
      delayP50Ms: product.delayMs.p50,
      bare: { cpuMsPerLine: baseline.cpuMsPerLine, delayP50Ms: baseline.delayMs.p50 },
    };
  });
  const meetings = [50, 100, 400].map((count) => {
    const point = {
      meetings: count,
      engineMs: 5,
      cpuMsPerLine: 0,
      delayP50Ms: 0,

      untranslated: 0,
    };
    const { cpuMsPerLine, delayMs } = simulateMeetings(point, { costs, bare, transitMs: 2 });
    return { ...point, cpuMsPerLine, delayP50Ms: delayMs.p50 };
  });
  const call = { redisMicros: 1, nodeCpuMicros: 1, wallMicros: 1 };
  const none = {
    groups: [],
    bytesPerLine: 0,
    logBytesPerLine: 0,
    mark: { wallMicros: 0 },
    openMeeting: { wallMicros: 0, nodeCpuMicros: 0 },
  };
  const redis = { exchange: call, renewedLease: call, askedLease: call, publish: call };
  return {
    machines: [],
    readers,
    meetings,
    joinMs: 1,
    bytesPerViewer: 1,
    services: { machine: '', redis, postgres: none, sqlite: none },
  };
}

it('finds the service times that a benchmark was played with, and reproduces the points it did not use', () => {
  const measured = played();
  const fitted = fitCosts(measured);
  expect(fitted.costs.deliveryMs).toBeCloseTo(costs.deliveryMs, 2);
  expect(Math.abs(fitted.costs.translationMs / costs.translationMs - 1)).toBeLessThan(0.15);
  expect(Math.abs(fitted.costs.callMs / costs.callMs - 1)).toBeLessThan(0.15);
  const judged = calibrate(measured, fitted).filter(({ isFitted }) => !isFitted);
  expect(judged.length).toBeGreaterThan(10);
  expect(judged.filter((row) => Math.abs(deviation(row)) > 0.1)).toEqual([]);
});

it('names the point that a recording lacks', () => {
  const measured = played();
  const readers = measured.readers.filter(({ viewers }) => viewers !== 1_000);
  expect(() => fitCosts({ ...measured, readers })).toThrow('1000 viewers, 5 languages, 2 lines a second');
});
