import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../../server/zoom/rtms/turns.ts';

describe('turns', () => {
  it('do the work of one key in order, and let other keys pass', async () => {
    const turns = createTurns();
    const done: string[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = turns.take('a', async () => {
      await gate;
      done.push('a1');
    });
    const second = turns.take('a', async () => void done.push('a2'));
    await turns.take('b', async () => void done.push('b'));
    release();
    await Promise.all([first, second]);
    expect(done).toEqual(['b', 'a1', 'a2']);
  });

  it('go on after work that failed, and tell its caller', async () => {
    const turns = createTurns();
    const failing = turns.take('a', async () => {
      throw new Error('no');
    });
    const next = turns.take('a', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
    await turns.idle();
  });
});
