// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepAwake } from '../../../../../client/app/views/room/keep-awake.ts';

class Lock extends EventTarget {
  released = false;
  readonly type = 'screen';
  async release(): Promise<void> {
    if (this.released) return;
    this.released = true;
    this.dispatchEvent(new Event('release'));
  }
}

let locks: Lock[];
let refusals: number;
let visibility: DocumentVisibilityState;

beforeEach(() => {
  vi.useFakeTimers();
  locks = [];
  refusals = 0;
  visibility = 'visible';
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
  Object.defineProperty(navigator, 'wakeLock', {
    configurable: true,
    value: {
      request: async () => {
        if (refusals > 0) {
          refusals -= 1;
          throw new DOMException('the battery is low', 'NotAllowedError');
        }
        const lock = new Lock();
        locks.push(lock);
        return lock;
      },
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(document, 'visibilityState');
  Reflect.deleteProperty(navigator, 'wakeLock');
});

const held = () => locks.filter(({ released }) => !released).length;

async function becomes(state: DocumentVisibilityState): Promise<void> {
  visibility = state;
  // Browsers release the lock of a page that is hidden.
  if (state === 'hidden') await Promise.all(locks.map((lock) => lock.release()));
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
}

describe('the screen of a room', () => {
  it('is kept awake while it is seen, again after it was hidden, and let go at the end', async () => {
    const end = keepAwake();
    await vi.advanceTimersByTimeAsync(0);
    expect(held()).toBe(1);
    await becomes('hidden');
    expect(held()).toBe(0);
    await becomes('visible');
    expect(held()).toBe(1);
    expect(locks).toHaveLength(2);
    end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(held()).toBe(0);
    await becomes('visible');
    expect(held()).toBe(0);
  });

  it('is asked to stay awake again when the system refused', async () => {
    refusals = 1;
    const end = keepAwake();
    await vi.advanceTimersByTimeAsync(0);
    expect(held()).toBe(0);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(held()).toBe(1);
    end();
  });

  it('does without where browsers have no such lock', () => {
    Reflect.deleteProperty(navigator, 'wakeLock');
    expect(() => keepAwake()()).not.toThrow();
  });
});
