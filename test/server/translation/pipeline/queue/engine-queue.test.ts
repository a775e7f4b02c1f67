/** Covers server/translation/pipeline/queue/engine-slots.ts, which the queue fills. */
import { describe, expect, it } from 'vitest';
import type { EngineLimits } from '../../../../../server/translation/engine.ts';
import { EngineQueue, type Job } from '../../../../../server/translation/pipeline/queue/engine-queue.ts';
import { TranslationError } from '../../../../../server/translation/translation-error.ts';
import { LIVE_BACKLOG } from '../../../../../server/translation/translation-limits.ts';
import { holdTimers } from '../../../../support/held-timers.ts';

const queueOf = (limits: EngineLimits, engine = 'libre') => new EngineQueue({ engine, limits, now: () => 0 });

function jobs(count: number, changes: Partial<Job> = {}): Job[] {
  return Array.from({ length: count }, (_value, at) => {
    const job: Job = {
      id: '',
      meetingId: 'a',
      targetLanguage: 'es',
      purpose: 'settled',
      signal: new AbortController().signal,
      drop: () => undefined,
      ...changes,
    };
    return { ...job, id: `${job.meetingId} ${job.targetLanguage} ${job.purpose} ${at}` };
  });
}

const never = new Promise<never>(() => undefined);

describe('the backlog of an engine', () => {
  it('holds a whole burst when the engine is fast', async () => {
    const queue = queueOf({ concurrency: 4 });
    const burst = jobs(10 * LIVE_BACKLOG).map((job) => queue.run(job, () => Promise.resolve('done')));
    expect(new Set(await Promise.all(burst))).toEqual(new Set(['done']));
  });

  it('holds no more than the engine answers in time at its measured pace', async () => {
    const queue = queueOf({ concurrency: 4, perSecond: 20 }, 'google');
    const refused: Promise<unknown>[] = [];
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

describe('the slots of an engine', () => {
  /** Which jobs have started, and a way to end one. */
  function slots(limits: EngineLimits = { concurrency: 4 }) {
    const queue = queueOf(limits);
    const started: string[] = [];
    const ends = new Map<string, (error?: TranslationError) => void>();
    const add = (all: readonly Job[]) => {
      for (const job of all) {
        const work = () => {
          started.push(job.id);
          return new Promise<void>((resolve, reject) =>
            ends.set(job.id, (error) => (error === undefined ? resolve() : reject(error))),
          );
        };
        queue.run(job, work).catch(() => undefined);
      }
    };
    return { queue, started, add, end: (id: string, error?: TranslationError) => ends.get(id)?.(error) };
  }

  it('are all for one language while no other is in use', () => {
    const { add, started } = slots();
    add(jobs(9));
    expect(started).toHaveLength(4);
  });

  it('are never all for one language while another is in use, so that a hanging one leaves room', async () => {
    const { queue, add, end, started } = slots();
    add(jobs(1));
    end('a es settled 0');
    await expect.poll(() => queue.running).toBe(0);
    for (const meetingId of ['b', 'c']) add(jobs(9, { meetingId, targetLanguage: 'fr' }));
    expect(started).toEqual(['a es settled 0', 'b fr settled 0', 'b fr settled 1']);
    add(jobs(1, { meetingId: 'd' }));
    expect(started.at(-1)).toBe('d es settled 0');
    end('b fr settled 0');
    await expect.poll(() => started.at(-1)).toMatch(/^[bc] fr/);
  });

  it('become more while answers are steady and texts wait, up to the ceiling', async () => {
    const { queue, add, end, started } = slots({ concurrency: 4, ceiling: 10 });
    add(jobs(40));
    for (let at = 0; at < 4; at += 1) end(`a es settled ${at}`);
    await expect.poll(() => queue.running).toBe(8);
    for (let at = 4; at < 12; at += 1) end(`a es settled ${at}`);
    await expect.poll(() => started.length).toBe(22);
    expect(queue.running).toBe(10);
  });

  it('are half as many after a refusal or a time-out, and as many after any other failure', async () => {
    const { queue, add, end } = slots({ concurrency: 8, ceiling: 16 });
    const ended = async (id: number, kind: TranslationError['kind'], running: number) => {
      end(`a es settled ${id}`, new TranslationError('libre', kind, 'failed'));
      await expect.poll(() => queue.running).toBe(running);
    };
    add(jobs(8));
    await ended(0, 'network', 7);
    await ended(1, 'rate-limited', 6);
    add(jobs(9, { meetingId: 'b' }));
    // Four slots since the refusal.
    for (let at = 2; at < 5; at += 1) end(`a es settled ${at}`);
    await expect.poll(() => queue.running).toBe(4);
  });

  it('are half for one language also when they have become more', async () => {
    const { queue, add, end, started } = slots({ concurrency: 4, ceiling: 8 });
    add(jobs(1));
    add(jobs(40, { targetLanguage: 'fr' }));
    end('a es settled 0');
    end('a fr settled 0');
    await expect.poll(() => started.length).toBe(4);
    end('a fr settled 1');
    await expect.poll(() => started.length).toBe(6);
    expect(queue.running).toBe(3);
    add(jobs(1, { meetingId: 'd' }));
    expect(queue.running).toBe(4);
  });

  it('are free again when a hanging call is aborted', async () => {
    const { queue, add, started } = slots();
    add(jobs(1));
    const hanging = new AbortController();
    add(jobs(2, { targetLanguage: 'fr', signal: hanging.signal }));
    add(jobs(1, { meetingId: 'z', targetLanguage: 'fr' }));
    expect(started.at(-1)).toBe('a fr settled 1');
    hanging.abort(new Error('given up'));
    await expect.poll(() => started.at(-1)).toBe('z fr settled 0');
    expect(queue.waiting).toBe(0);
  });

  it('are not for a job that was aborted before it started: it fails with the reason', async () => {
    const queue = queueOf({ concurrency: 1 });
    const caller = new AbortController();
    for (const job of jobs(1, { targetLanguage: 'fr' })) queue.run(job, () => never).catch(() => undefined);
    const [waiting] = jobs(1, { signal: caller.signal });
    if (waiting === undefined) throw new Error('There is no job.');
    const outcome = queue.run(waiting, () => Promise.resolve('done'));
    expect(queue.waiting).toBe(1);
    caller.abort(new Error('given up'));
    await expect(outcome).rejects.toThrow('given up');
    expect(queue.waiting).toBe(0);
    await expect(queue.run(waiting, () => Promise.resolve('done'))).rejects.toThrow('given up');
  });

  it('open again a second after so many starts as the engine takes in one', async () => {
    using timers = holdTimers();
    let now = 0;
    const limits = { concurrency: 4, perSecond: 2 };
    const queue = new EngineQueue({ engine: 'google', limits, now: () => now });
    const started: string[] = [];
    for (const job of jobs(5))
      void queue.run(job, async () => {
        started.push(job.id);
      });
    await timers.until(() => queue.running === 0);
    expect(started).toHaveLength(2);
    now = 1_000;
    await timers.advance(1_000);
    expect(started).toHaveLength(4);
    now = 2_000;
    await timers.advance(1_000);
    expect(started).toHaveLength(5);
  });

  it('are at most half for the past, so that live text starts at once', () => {
    const { add, started } = slots();
    add(jobs(50, { meetingId: 'past', purpose: 'catch-up' }));
    expect(started).toHaveLength(2);
    add(jobs(1));
    expect(started.at(-1)).toBe('a es settled 0');
  });

  it('are for the past, too, where an engine has only one', () => {
    const queue = queueOf({ concurrency: 1 });
    for (const job of jobs(2, { purpose: 'catch-up' })) queue.run(job, () => never).catch(() => undefined);
    expect([queue.running, queue.waiting]).toEqual([1, 1]);
  });

  it('go to languages of one meeting in turn', async () => {
    const { add, end, started } = slots();
    add(jobs(4, { targetLanguage: 'de' }));
    add(jobs(4, { targetLanguage: 'fr' }));
    add(jobs(4));
    end('a de settled 0');
    await expect.poll(() => started.length).toBe(5);
    expect(started.at(-1)).toBe('a fr settled 0');
  });

  it('of a full queue go to other meetings and languages before the one with the most texts', async () => {
    const queue = queueOf({ concurrency: 1, backlog: 3 });
    const dropped: string[] = [];
    for (const job of jobs(4, { targetLanguage: 'fr' })) {
      queue.run({ ...job, drop: () => dropped.push(job.id) }, () => never).catch(() => undefined);
    }
    for (const job of jobs(1)) queue.run(job, () => never).catch(() => undefined);
    expect(dropped).toEqual(['a fr settled 1']);
  });
});
