/** A discrete event simulation: a clock, what happens when, and stations that serve in order. No real time passes. */

export class Simulation {
  #now = 0;
  #sequence = 0;
  /** A binary heap by time, then by order of scheduling: two runs are the same. */
  readonly #heap: { readonly at: number; readonly sequence: number; readonly act: () => void }[] = [];

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.#now;
  }

  after(delayMs: number, act: () => void): void {
    const event = { at: this.#now + Math.max(0, delayMs), sequence: this.#sequence++, act };
    const heap = this.#heap;
    let place = heap.push(event) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(event, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = event;
  }

  /** Runs what happens up to this moment. */
  runUntil(endMs: number): void {
    for (let next = this.#heap[0]; next !== undefined && next.at <= endMs; next = this.#heap[0]) {
      this.#removeFirst();
      this.#now = next.at;
      next.act();
    }
    this.#now = endMs;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (a === undefined) break;
      const [child, at] = b !== undefined && isBefore(b, a) ? [b, left + 1] : [a, left];
      if (!isBefore(child, last)) break;
      heap[place] = child;
      place = at;
    }
    heap[place] = last;
  }
}

interface Scheduled {
  readonly at: number;
  readonly sequence: number;
}

function isBefore(a: Scheduled, b: Scheduled): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}

/** After a pause the processor's caches hold other things: the first task takes up to `mostMs` longer, most of it after `afterMs`. */
export interface ColdStart {
  readonly mostMs: number;
  readonly afterMs: number;
}

/** One server, first come, first served: an event loop. */
export class Station {
  readonly #simulation: Simulation;
  readonly #cold: ColdStart;
  #freeAt = 0;
  #accepted = 0;
  #served = 0;
  #busyMs = 0;
  #longestWaitMs = 0;

  constructor(simulation: Simulation, cold: ColdStart = { mostMs: 0, afterMs: 1 }) {
    this.#simulation = simulation;
    this.#cold = cold;
  }

  get accepted(): number {
    return this.#accepted;
  }

  get served(): number {
    return this.#served;
  }

  /** Service time of the tasks that are done. */
  get busyMs(): number {
    return this.#busyMs;
  }

  get longestWaitMs(): number {
    return this.#longestWaitMs;
  }

  /** @param done gets the moment at which the service began */
  submit(workMs: number, done: (startedAt: number) => void): void {
    const startedAt = Math.max(this.#simulation.now, this.#freeAt);
    const pauseMs = startedAt - this.#freeAt;
    const serviceMs = workMs + this.#cold.mostMs * (1 - Math.exp(-pauseMs / this.#cold.afterMs));
    this.#accepted += 1;
    this.#longestWaitMs = Math.max(this.#longestWaitMs, startedAt - this.#simulation.now);
    this.#freeAt = startedAt + serviceMs;
    this.#simulation.after(this.#freeAt - this.#simulation.now, () => {
      this.#served += 1;
      this.#busyMs += serviceMs;
      done(startedAt);
    });
  }
}

/** Serves in groups, one at a time: what comes while one is under way waits for the next, as `GroupCommit` does. */
export class GroupStation {
  readonly #simulation: Simulation;
  readonly #serviceMs: (size: number) => number;
  readonly #mostAtOnce: number;
  #waiting: (() => void)[] = [];
  #isBusy = false;
  #groups = 0;
  #served = 0;
  #busyMs = 0;

  constructor(
    simulation: Simulation,
    options: { readonly serviceMs: (size: number) => number; readonly mostAtOnce: number },
  ) {
    this.#simulation = simulation;
    this.#serviceMs = options.serviceMs;
    this.#mostAtOnce = options.mostAtOnce;
  }

  get groups(): number {
    return this.#groups;
  }

  get served(): number {
    return this.#served;
  }

  get busyMs(): number {
    return this.#busyMs;
  }

  submit(done: () => void): void {
    this.#waiting.push(done);
    if (!this.#isBusy) this.#serve();
  }

  #serve(): void {
    const group = this.#waiting.splice(0, this.#mostAtOnce);
    this.#isBusy = group.length > 0;
    if (!this.#isBusy) return;
    const serviceMs = this.#serviceMs(group.length);
    this.#simulation.after(serviceMs, () => {
      this.#groups += 1;
      this.#served += group.length;
      this.#busyMs += serviceMs;
      for (const done of group) done();
      this.#serve();
    });
  }
}
