import { describe, expect, it } from 'vitest';
import { EngineQueue, type Job } from '../../../server/translation/engine-queue.ts';
import { LIVE_BACKLOG } from '../../../server/translation/translation-limits.ts';

function jobs(count: number): Job[] {
  return Array.from({ length: count }, (_value, at) => ({
    id: String(at),
    meetingId: 'a',
    purpose: 'settled',
    signal: new AbortController().signal,
    drop: () => undefined,
  }));
}

describe('what waits for an engine', () => {
  it('is a whole burst when the engine is fast', async () => {
    const queue = new EngineQueue({ engine: 'libre', limits: { concurrency: 4 } });
    const burst = jobs(10 * LIVE_BACKLOG).map((job) => queue.run(job, () => Promise.resolve('done')));
    expect(new Set(await Promise.all(burst))).toEqual(new Set(['done']));
  });

  it('is no more than the engine answers in time, once it has shown its pace', async () => {
    const queue = new EngineQueue({ engine: 'google', limits: { concurrency: 4, perSecond: 20 } });
    const refused: Promise<unknown>[] = [];
    const never = new Promise<never>(() => undefined);
    for (const job of jobs(2 * LIVE_BACKLOG)) {
      refused.push(queue.run(job, () => never).catch((error: unknown) => error));
    }
    // 20 a second for 4 s: 80 may wait, and 4 run.
    expect(queue.waiting).toBe(80);
    expect(await Promise.all(refused.slice(84))).toEqual(
      Array(16).fill(expect.objectContaining({ kind: 'overloaded' })),
    );
  });
});
