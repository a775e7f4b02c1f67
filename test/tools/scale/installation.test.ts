import { describe, expect, it } from 'vitest';
import {
  type Arrangement,
  fullest,
  installationOf,
  limitOf,
  type Model,
  playNode,
  sharesOf,
} from './installation.ts';

const call = { redisMicros: 10, nodeCpuMicros: 10, wallMicros: 20 };
const writes = {
  groups: [
    { writes: 1, milliseconds: 2, nodeCpuMsPerWrite: 0.5 },
    { writes: 100, milliseconds: 40, nodeCpuMsPerWrite: 0.3 },
  ],
  bytesPerLine: 2_000,
  logBytesPerLine: 4_000,
  mark: { wallMicros: 10 },
  openMeeting: { wallMicros: 2, nodeCpuMicros: 1 },
};
const model: Model = {
  usage: { readersPerMeeting: 10, languages: 3, linesPerSecond: 0.25, joinsPerReaderHour: 2 },
  costs: {
    lineMs: 2,
    translationMs: 1,
    callMs: 1,
    deliveryMs: 0.02,
    turnMs: 0,
    coldMs: 0,
    coldAfterMs: 1,
    coldReadersMs: 0,
    afterwardsShare: 0.2,
    receiptMs: 0,
  },
  lineAtWorkMs: 6,
  joinMs: 3,
  services: {
    machine: 'none',
    redis: { exchange: call, renewedLease: call, askedLease: { ...call, nodeCpuMicros: 1 }, publish: call },
    postgres: writes,
    sqlite: { ...writes, groups: [{ writes: 100, milliseconds: 4, nodeCpuMsPerWrite: 0.04 }] },
  },
  capacity: { loopShare: 0.5, postgresCores: 16, mostNodes: 5_000 },
};
const asItIs: Arrangement = { name: 'as it is', panelsAtOwner: false, everyNodeLooks: true };
const led: Arrangement = { name: 'led', panelsAtOwner: true, everyNodeLooks: false };

describe('an installation', () => {
  it('asks nothing of Redis with one node', () => {
    expect(sharesOf(100, 1, asItIs, model)).toMatchObject({ redisCallsPerSecond: 0, rowsReadPerSecond: 0 });
  });

  it('has the fewest nodes that keep their event loops below their share', () => {
    const { nodes, shares } = installationOf(2_000, led, model);
    expect(shares['event loop of a node']).toBeLessThanOrEqual(0.5);
    expect(sharesOf(2_000, nodes - 1, led, model).shares['event loop of a node']).toBeGreaterThan(0.5);
  });

  it('reads all open meetings on every node each second, or on one', () => {
    expect(sharesOf(1_000, 8, asItIs, model).rowsReadPerSecond).toBe(8_000);
    expect(sharesOf(1_000, 8, led, model).rowsReadPerSecond).toBe(1_000);
  });

  it('costs Redis less where panels are led to the owner of their meeting', () => {
    const redis = (arrangement: Arrangement) =>
      sharesOf(1_000, 8, arrangement, model).shares['Redis, one thread'];
    expect(redis(led)).toBeLessThan(redis({ ...led, panelsAtOwner: false }));
  });

  it('divides meetings among shards, each as busy as an installation of its size', () => {
    const sharded = installationOf(10_000, { ...asItIs, shardMeetings: 2_000 }, model);
    const one = installationOf(2_000, asItIs, model);
    expect(sharded).toMatchObject({ shards: 5, nodes: one.nodes, shares: one.shares });
  });

  it('is full where its busiest part is', () => {
    const { meetings, part } = limitOf(led, model);
    expect(fullest(installationOf(2 * meetings, led, model))[1]).toBeGreaterThan(1);
    expect(part).toBe(fullest(installationOf(2 * meetings, led, model))[0]);
  });

  it('plays its nodes: readers wait for the engine and for the database', () => {
    const { delayMs, lines, deliveries } = playNode(installationOf(1_000, led, model), model);
    expect(deliveries).toBe(lines * 10);
    expect(delayMs.p99).toBeGreaterThan(600);
  });
});
