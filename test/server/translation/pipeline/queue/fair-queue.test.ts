import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../../../../server/translation/pipeline/queue/fair-queue.ts';

function queueOf(...jobs: [id: string, turn: string, priority: number][]) {
  const queue = new FairQueue();
  const order: string[] = [];
  const add = (id: string, turn: string, priority: number, mayStart = () => true) =>
    queue.add({ id, turn, priority, mayStart, start: () => order.push(id) });
  for (const [id, turn, priority] of jobs) add(id, turn, priority);
  return {
    queue,
    add,
    drain: () => {
      for (let job = queue.next(); job !== undefined; job = queue.next()) job.start();
      return order.splice(0).join(' ');
    },
  };
}

describe('FairQueue', () => {
  it('serves by priority, and in turn within one', () => {
    const { drain } = queueOf(
      ['a1', 'a', 1],
      ['a2', 'a', 1],
      ['a3', 'a', 1],
      ['b1', 'b', 1],
      ['c1', 'c', 1],
      ['c2', 'c', 2],
    );
    expect(drain()).toBe('c2 a1 b1 c1 a2 a3');
  });

  it('lets a job be raised, and ignores one that has left', () => {
    const { queue, drain } = queueOf(['a1', 'a', 0], ['a2', 'a', 0]);
    queue.setPriority('a2', 2);
    queue.setPriority('gone', 2);
    expect(drain()).toBe('a2 a1');
  });

  it('removes what was cancelled', () => {
    const { queue, drain } = queueOf(['a1', 'a', 0], ['b1', 'b', 0]);
    expect(queue.remove('a1')?.id).toBe('a1');
    expect(queue.remove('a1')).toBeUndefined();
    expect(drain()).toBe('b1');
  });

  it('passes over what must not start yet', () => {
    const { add, drain } = queueOf(['a1', 'a', 1], ['b1', 'b', 0]);
    let isFree = false;
    add('held', 'c', 2, () => isFree);
    expect(drain()).toBe('a1 b1');
    isFree = true;
    expect(drain()).toBe('held');
  });
});
