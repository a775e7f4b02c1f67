import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HandshakeQueue } from '../../../server/relay/handshake-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const queue = new HandshakeQueue({ burst: 2, perSecond: 10, maxWaitingPerAddress: 3, maxWaiting: 4 });
  const begun: string[] = [];
  const enter = (name: string, address = 'a') => queue.enter(address, () => void begun.push(name));
  return { queue, begun, enter };
}

describe('handshakes of one address', () => {
  it('begin at once in a burst, the rest in order as time goes on', () => {
    const { queue, begun, enter } = stage();
    for (const name of ['1', '2', '3', '4']) enter(name);
    expect(begun).toEqual(['1', '2']);
    expect(queue.waiting).toBe(2);
    vi.advanceTimersByTime(100);
    expect(begun).toEqual(['1', '2', '3']);
    vi.advanceTimersByTime(100);
    expect(begun).toEqual(['1', '2', '3', '4']);
    expect(queue.waiting).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('do not overtake those that wait', () => {
    const { begun, enter } = stage();
    for (const name of ['1', '2', '3']) enter(name);
    vi.setSystemTime(Date.now() + 10_000);
    enter('4');
    expect(begun).toEqual(['1', '2']);
    vi.advanceTimersByTime(100);
    expect(begun).toEqual(['1', '2', '3', '4']);
  });

  it('are refused when too many wait, of one address or in all', () => {
    const { enter } = stage();
    const isTaken = (name: string, address: string) => enter(name, address) !== undefined;
    expect(['1', '2', '3', '4', '5', '6'].map((name) => isTaken(name, 'a'))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    // Two at once, one waits as the fourth of all; there is no fifth.
    expect(['1', '2', '3', '4'].map((name) => isTaken(name, 'b'))).toEqual([true, true, true, false]);
  });

  it('give their place up when the client goes away', () => {
    const { queue, begun, enter } = stage();
    for (const name of ['1', '2']) enter(name);
    const leave = enter('gone');
    enter('4');
    leave?.();
    leave?.();
    expect(queue.waiting).toBe(1);
    vi.advanceTimersByTime(100);
    expect(begun).toEqual(['1', '2', '4']);
  });

  it('that were followed by a token do not count', () => {
    const { queue, begun, enter } = stage();
    for (const name of ['1', '2', '3', '4', '5', '6']) {
      enter(name);
      queue.proven('a');
    }
    expect(begun).toHaveLength(6);
  });

  it('are forgotten when the server stops', () => {
    const { queue, begun, enter } = stage();
    for (const name of ['1', '2', '3']) enter(name);
    queue[Symbol.dispose]();
    expect(vi.getTimerCount()).toBe(0);
    expect(begun).toEqual(['1', '2']);
  });
});
