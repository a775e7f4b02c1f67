interface Waiting {
  readonly id: string;
  /** The group that takes turns with others, as one language of one meeting. */
  readonly turn: string;
  readonly priority: number;
  /** `false`: not yet, even with free slots. */
  readonly mayStart: () => boolean;
  readonly start: () => void;
}

/** Jobs that wait for a slot: highest priority first; within a priority round robin over the turns. */
export class FairQueue {
  /** Priority → turn, in the order of service → waiting jobs, oldest first. */
  readonly #levels = new Map<number, Map<string, Waiting[]>>();

  add(job: Waiting): void {
    const level = this.#levels.get(job.priority) ?? new Map<string, Waiting[]>();
    this.#levels.set(job.priority, level);
    const jobs = level.get(job.turn) ?? [];
    jobs.push(job);
    level.set(job.turn, jobs);
  }

  /** The next job that may start, which leaves the queue. */
  next(): Waiting | undefined {
    for (const priority of [...this.#levels.keys()].toSorted((a, b) => b - a)) {
      const level = this.#levels.get(priority) ?? new Map<string, Waiting[]>();
      for (const [turn, jobs] of level) {
        if (jobs[0]?.mayStart() !== true) continue;
        const job = jobs.shift();
        level.delete(turn);
        if (jobs.length > 0) level.set(turn, jobs);
        if (level.size === 0) this.#levels.delete(priority);
        return job;
      }
    }
    return undefined;
  }

  /** Nothing happens when it does not wait any more. */
  setPriority(id: string, priority: number): void {
    const job = this.remove(id);
    if (job !== undefined) this.add({ ...job, priority });
  }

  remove(id: string): Waiting | undefined {
    for (const [priority, level] of this.#levels) {
      for (const [turn, jobs] of level) {
        const at = jobs.findIndex((job) => job.id === id);
        const [job] = at < 0 ? [] : jobs.splice(at, 1);
        if (job === undefined) continue;
        if (jobs.length === 0) level.delete(turn);
        if (level.size === 0) this.#levels.delete(priority);
        return job;
      }
    }
    return undefined;
  }
}
