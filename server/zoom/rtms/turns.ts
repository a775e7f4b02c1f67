/** Work on one key happens one after the other; different keys do not wait for each other. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Settles when everything taken so far is done. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    take: (key, work) => {
      const turn = (last.get(key) ?? Promise.resolve()).then(work);
      const forget = () => {
        if (last.get(key) === done) last.delete(key);
      };
      const done: Promise<void> = turn.then(forget, forget);
      last.set(key, done);
      return turn;
    },
    idle: async () => {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
