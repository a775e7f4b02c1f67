export interface InOrder {
  /** Runs `task` after everything that was asked for under this key before; its failure stops nobody else. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
}

/** One thing at a time per key; keys do not wait for each other. */
export function createInOrder(): InOrder {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async run(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task);
      const tail = result.catch(() => undefined);
      tails.set(key, tail);
      try {
        return await result;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}
