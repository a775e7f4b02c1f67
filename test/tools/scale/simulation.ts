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

/** What an event loop costs beside its tasks. */
export interface LoopOverhead {
  /** Each turn: polling, immediates, the commit of what the turn wrote. Tasks that wait are done in one turn. */
  readonly turnMs: number;
  /** After a pause the processor's caches hold other things: up to so much longer, most of it after `coldAfterMs`. */
  readonly coldMs: number;
  readonly coldAfterMs: number;
  /** Share of `coldMs` that is not charged at once, but kept for `takeOwedMs`. */
  readonly coldLaterShare: number;
}

const none: LoopOverhead = { turnMs: 0, coldMs: 0, coldAfterMs: 1, coldLaterShare: 0 };

interface Task {
  readonly workMs: number;
  readonly submittedAt: number;
  readonly done: (startedAt: number) => void;
}

/** An event loop: one server, first come, first served, in turns. */
export class Station {
  readonly #simulation: Simulation;
  readonly #overhead: LoopOverhead;
  #waiting: Task[] = [];
  #isBusy = false;
  #idleSince = 0;
  #accepted = 0;
  #served = 0;
  #busyMs = 0;
  #owedMs = 0;
  #longestWaitMs = 0;

  constructor(simulation: Simulation, overhead: LoopOverhead = none) {
    this.#simulation = simulation;
    this.#overhead = overhead;
  }

  get accepted(): number {
    return this.#accepted;
  }

  get served(): number {
    return this.#served;
  }

  /** Time of turns and tasks that are done. */
  get busyMs(): number {
    return this.#busyMs;
  }

  get longestWaitMs(): number {
    return this.#longestWaitMs;
  }

  /** What cold caches cost since the last call and was not charged. */
  takeOwedMs(): number {
    const owedMs = this.#owedMs;
    this.#owedMs = 0;
    return owedMs;
  }

  /** @param done gets the moment at which the service began */
  submit(workMs: number, done: (startedAt: number) => void): void {
    const { now } = this.#simulation;
    this.#accepted += 1;
    this.#waiting.push({ workMs, submittedAt: now, done });
    if (this.#isBusy) return;
    const { coldMs, coldAfterMs, coldLaterShare } = this.#overhead;
    const extraMs = coldMs * (1 - Math.exp((this.#idleSince - now) / coldAfterMs));
    this.#owedMs += extraMs * coldLaterShare;
    this.#isBusy = true;
    this.#turn(extraMs * (1 - coldLaterShare));
  }

  #turn(extraMs: number): void {
    const overheadMs = this.#overhead.turnMs + extraMs;
    this.#busyMs += overheadMs;
    this.#simulation.after(overheadMs, () => {
      const tasks = this.#waiting;
      this.#waiting = [];
      this.#serve(tasks, 0);
    });
  }

  #serve(tasks: readonly Task[], at: number): void {
    const task = tasks[at];
    if (task === undefined) {
      this.#isBusy = this.#waiting.length > 0;
      this.#idleSince = this.#simulation.now;
      if (this.#isBusy) this.#turn(0);
      return;
    }
    const startedAt = this.#simulation.now;
    this.#longestWaitMs = Math.max(this.#longestWaitMs, startedAt - task.submittedAt);
    this.#simulation.after(task.workMs, () => {
      this.#served += 1;
      this.#busyMs += task.workMs;
      task.done(startedAt);
      this.#serve(tasks, at + 1);
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
