import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingConnections } from '../../../server/relay/pending-connections.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const pending = new PendingConnections({ perAddress: 2, total: 3, lifetimeMs: 5_000 });
  const cut: string[] = [];
  const connections = new Map<string, object>();
  const add = (name: string, address: string) => {
    const connection = {};
    connections.set(name, connection);
    pending.add(connection, address, () => cut.push(name));
  };
  const settle = (name: string) => pending.settle(connections.get(name) ?? {});
  return { pending, cut, add, settle };
}

describe('connections without a token', () => {
  it('are closed when their time is over', () => {
    const { pending, cut, add } = stage();
    add('slow', 'a');
    vi.advanceTimersByTime(4_999);
    expect(cut).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(cut).toEqual(['slow']);
    expect(pending.count).toBe(0);
  });

  it('of one address give their places to newer ones of the same address', () => {
    const { pending, cut, add } = stage();
    add('innocent', 'b');
    for (const name of ['1', '2', '3', '4']) add(name, 'a');
    expect(cut).toEqual(['1', '2']);
    expect(pending.count).toBe(3);
  });

  it('of all addresses give the oldest place to the newest', () => {
    const { cut, add } = stage();
    for (const address of ['a', 'b', 'c', 'd']) add(address, address);
    expect(cut).toEqual(['a']);
  });

  it('that show a token are never closed for it, and free their place', () => {
    const { pending, cut, add, settle } = stage();
    add('panel', 'a');
    expect(settle('panel')).toBe('a');
    expect(settle('panel')).toBeUndefined();
    for (const name of ['1', '2']) add(name, 'a');
    expect(cut).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(cut).toEqual(['1', '2']);
    expect(pending.count).toBe(0);
  });

  it('leave no timer behind when the server stops', () => {
    const { pending, cut, add } = stage();
    add('1', 'a');
    pending[Symbol.dispose]();
    expect(vi.getTimerCount()).toBe(0);
    expect(cut).toEqual([]);
  });
});
