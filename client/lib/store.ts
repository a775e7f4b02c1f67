/** A value that changes, with functions that are called after each change. */
export interface ReadonlyStore<State> {
  get(): State;
  /** @returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export interface Store<State> extends ReadonlyStore<State> {
  /** The same value again (`Object.is`) is no change. */
  set(next: State): void;
}

export function createStore<State>(initial: State): Store<State> {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    get: () => state,
    set: (next) => {
      if (Object.is(state, next)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
