/** The earliest of many changing deadlines: a binary heap, because a meeting has thousands of speakers. */

interface Deadline<Key> {
  readonly key: Key;
  readonly at: number;
}

export class Deadlines<Key> {
  readonly #heap: Deadline<Key>[] = [];
  /** The valid time of each key: outdated heap entries are dropped when they surface. */
  readonly #current = new Map<Key, number>();

  /** @param at `undefined`: none any more. */
  set(key: Key, at: number | undefined): void {
    if (this.#current.get(key) === at) return;
    if (at === undefined) {
      this.#current.delete(key);
      return;
    }
    this.#current.set(key, at);
    this.#push({ key, at });
  }

  next(): number | undefined {
    return this.#first()?.at;
  }

  /** Takes out what is due, earliest first. */
  due(now: number): readonly Key[] {
    const due: Key[] = [];
    for (let first = this.#first(); first !== undefined && first.at <= now; first = this.#first()) {
      due.push(first.key);
      this.#current.delete(first.key);
    }
    return due;
  }

  #first(): Deadline<Key> | undefined {
    for (let [first] = this.#heap; first !== undefined; [first] = this.#heap) {
      if (this.#current.get(first.key) === first.at) return first;
      this.#pop();
    }
    return undefined;
  }

  #push(deadline: Deadline<Key>): void {
    const heap = this.#heap;
    let at = heap.push(deadline) - 1;
    for (let parent = (at - 1) >> 1; at > 0; parent = (at - 1) >> 1) {
      if (this.#at(parent) <= this.#at(at)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #pop(): void {
    this.#swap(0, this.#heap.length - 1);
    this.#heap.pop();
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const child = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (this.#at(at) <= this.#at(child)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Infinity;
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
