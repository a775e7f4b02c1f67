export interface OldestFirstOptions<Value> {
  readonly limit: number;
  /** Such a value stays, and is checked again after all others. */
  readonly isNeeded: (value: Value) => boolean;
  readonly onForgotten?: (value: Value) => void;
}

/**
 * Keeps a collection near its limit, oldest first. It goes on where it stopped: whoever looks for the first entry of a Map
 * passes all that were deleted before it, and all that are still needed, each time.
 */
export class OldestFirst<Key, Value> {
  readonly #collection: Map<Key, Value>;
  readonly #options: OldestFirstOptions<Value>;
  #next: MapIterator<[Key, Value]>;

  constructor(collection: Map<Key, Value>, options: OldestFirstOptions<Value>) {
    this.#collection = collection;
    this.#options = options;
    this.#next = collection.entries();
  }

  /** To be called before each new entry, which may not be known as needed yet. */
  trim(): void {
    const { limit, isNeeded, onForgotten } = this.#options;
    for (let looked = 0; looked < LOOKED_THROUGH && this.#collection.size >= limit; looked += 1) {
      const { done, value: entry } = this.#next.next();
      if (done === true) {
        this.#next = this.#collection.entries();
        continue;
      }
      const [key, value] = entry;
      if (isNeeded(value)) continue;
      this.#collection.delete(key);
      onForgotten?.(value);
    }
  }
}

/** Up to two entries are removed for each new one, so that the collection shrinks to its limit. */
const LOOKED_THROUGH = 2;
