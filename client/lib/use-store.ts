import { useSyncExternalStore } from 'react';
import type { ReadonlyStore } from './store.ts';

/**
 * The state of a store, or a part of it; the component renders again when that part changes.
 * `select` returns a primitive or an object that the state holds: a new object each time would never come to rest.
 */
export function useStore<State>(store: ReadonlyStore<State>): State;
export function useStore<State, Part>(store: ReadonlyStore<State>, select: (state: State) => Part): Part;
export function useStore<State, Part>(
  store: ReadonlyStore<State>,
  select?: (state: State) => Part,
): State | Part {
  return useSyncExternalStore(store.subscribe, () =>
    select === undefined ? store.get() : select(store.get()),
  );
}
