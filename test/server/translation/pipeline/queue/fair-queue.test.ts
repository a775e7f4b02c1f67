import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../../../../server/translation/pipeline/queue/fair-queue.ts';

function queueOf(...jobs: [id: string, turn: string, priority: number][]) {
  const queue = new FairQueue();
  const order: string[] = [];
  for (const [id, turn, priority] of jobs) {
    queue.enqueue(
      async () => {
        order.push(id);
      },
      { id, turn, priority },
    );
  }
  return {
    queue,
    drain: () => {
      for (let run = queue.dequeue(); run !== undefined; run = queue.dequeue()) void run();
      return order.join(' ');
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

  it('removes what was cancelled and counts what is left', () => {
    const { queue, drain } = queueOf(['a1', 'a', 0], ['b1', 'b', 0]);
    queue.remove('a1');
    queue.remove('a1');
    expect(queue.size).toBe(1);
    expect(drain()).toBe('b1');
    expect(queue.size).toBe(0);
  });

  it('passes over what must not start yet, and is empty while that is all', () => {
    const { queue, drain } = queueOf(['a1', 'a', 1], ['b1', 'b', 0]);
    const order: string[] = [];
    let isFree = false;
    const run = async () => {
      order.push('held');
    };
    queue.enqueue(run, { id: 'held', turn: 'c', priority: 2, mayStart: () => isFree });
    expect(queue.size).toBe(3);
    expect(drain()).toBe('a1 b1');
    expect(queue.size).toBe(0);
    isFree = true;
    expect(queue.size).toBe(1);
    drain();
    expect(order).toEqual(['held']);
  });
});
