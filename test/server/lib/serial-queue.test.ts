import { describe, expect, it } from 'vitest';
import { SerialQueue } from '../../../server/lib/serial-queue.ts';

describe('a serial queue', () => {
  it('lets sockets and timers have their turn between the tasks of a burst', async () => {
    const queue = new SerialQueue();
    const order: string[] = [];
    setImmediate(() => order.push('socket'));
    // As with SQLite, no task waits for anything outside.
    await Promise.all(['first', 'second', 'third'].map((name) => queue.run(async () => order.push(name))));
    expect(order).toEqual(['first', 'socket', 'second', 'third']);
  });

  it('goes on after a task that failed', async () => {
    const queue = new SerialQueue();
    const failed = queue.run(() => Promise.reject(new Error('no')));
    const next = queue.run(() => Promise.resolve('next'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('next');
  });
});
