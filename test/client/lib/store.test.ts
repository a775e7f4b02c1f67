import { describe, expect, it, vi } from 'vitest';
import { createStore } from '../../../client/lib/store.ts';

describe('a store', () => {
  it('calls its listeners after each change, with the new state in place', () => {
    const store = createStore(1);
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.get()));
    store.set(2);
    store.set(3);
    expect(seen).toEqual([2, 3]);
  });

  it('takes the same value for no change', () => {
    const state = { lines: [] };
    const store = createStore(state);
    const listener = vi.fn();
    store.subscribe(listener);
    store.set(state);
    expect(listener).not.toHaveBeenCalled();
  });

  it('holds functions as values', () => {
    const [one, other] = [() => 'one', () => 'other'];
    const store = createStore(one);
    store.set(other);
    expect(store.get()).toBe(other);
  });

  it('calls the other listeners when one ends its subscription, or adds one, while it is called', () => {
    const store = createStore(0);
    const later = vi.fn();
    const end = store.subscribe(() => {
      end();
      store.subscribe(later);
    });
    const other = vi.fn();
    store.subscribe(other);
    store.set(1);
    expect(other).toHaveBeenCalledTimes(1);
    expect(later).not.toHaveBeenCalled();
    store.set(2);
    expect(later).toHaveBeenCalledTimes(1);
  });
});
