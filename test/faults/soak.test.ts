/** A short soak: see `test/tools/soak/`. The long one is `npm run soak`. */
import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { whyRedisIsMissing } from '../support/redis.ts';
import { runSoak, type SoakReport } from '../tools/soak/run-soak.ts';

const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));
const whyNoNodes = postgres?.missing ?? (await whyRedisIsMissing());

/** Some seconds of meetings; memory and idle meetings need the long one. */
function short(nodes: number): Promise<SoakReport> {
  return runSoak({
    minutes: 0.15,
    seed: 14,
    nodes,
    meetings: 3,
    readers: 8,
    meetingMs: [5_000, 7_000],
    untilIdle: false,
    progress: () => undefined,
  });
}

describe('some seconds of meetings under random faults', () => {
  it('leave every sentence once at every reader of one node', async () => {
    const { violations, counts } = await short(1);
    expect(violations).toEqual([]);
    expect(counts.sentences).toBeGreaterThan(20);
    expect(counts['meetings compared']).toBe(counts['meetings ended']);
  });

  it.skipIf(whyNoNodes !== undefined)(
    'leave every sentence once at every reader of three nodes',
    { tags: ['postgresql', 'redis'] },
    async () => {
      const { violations, counts } = await short(3);
      expect(violations).toEqual([]);
      expect(counts.sentences).toBeGreaterThan(20);
      expect(counts['meetings compared']).toBe(counts['meetings ended']);
    },
  );
});
