import { describe, expect, it } from 'vitest';
import { KeyedQueue } from '../../../server/lib/keyed-queue.ts';

describe('a keyed queue', () => {
  it('runs the tasks of one key in order, and those of other keys beside them', async () => {
    const queue = new KeyedQueue();
    const done: string[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = queue.run('a', async () => {
      await gate;
      done.push('a1');
    });
    const second = queue.run('a', async () => void done.push('a2'));
    await queue.run('b', async () => void done.push('b'));
    release();
    await Promise.all([first, second]);
    expect(done).toEqual(['b', 'a1', 'a2']);
  });

  it('goes on after a task that failed, and rejects for its caller', async () => {
    const queue = new KeyedQueue();
    const failing = queue.run('a', async () => {
      throw new Error('no');
    });
    const next = queue.run('a', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
    await queue.idle();
  });
});
