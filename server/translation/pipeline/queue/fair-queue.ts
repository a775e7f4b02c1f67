import type { Queue, QueueAddOptions } from 'p-queue';

export interface FairOptions extends QueueAddOptions {
  /** The group that takes turns with others, as one language of one meeting. */
  readonly turn?: string;
  /** `false`: not yet, even with free slots. */
  readonly mayStart?: () => boolean;
}

type Run = () => Promise<unknown>;

interface Waiting {
  readonly id: string;
  readonly turn: string;
  readonly mayStart: () => boolean;
  priority: number;
  readonly run: Run;
}

/** A queue for p-queue: highest priority first; within a priority round robin over the turns. */
export class FairQueue implements Queue<Run, FairOptions> {
  /** Priority → turn, in the order of service → waiting jobs, oldest first. */
  readonly #levels = new Map<number, Map<string, Waiting[]>>();

  #waiting = 0;

  /** Nought while nothing of it may start: p-queue takes one whenever this is more. */
  get size(): number {
    for (const level of this.#levels.values()) {
      for (const [job] of level.values()) if (job?.mayStart() === true) return this.#waiting;
    }
    return 0;
  }

  enqueue(run: Run, options: Partial<FairOptions> = {}): void {
    const { id = '', turn = '', priority = 0, mayStart = () => true } = options;
    this.#add({ id, turn, mayStart, priority, run });
  }

  dequeue(): Run | undefined {
    for (const priority of [...this.#levels.keys()].toSorted((a, b) => b - a)) {
      const level = this.#levels.get(priority) ?? new Map<string, Waiting[]>();
      for (const [turn, jobs] of level) {
        if (jobs[0]?.mayStart() !== true) continue;
        const job = jobs.shift();
        this.#waiting -= 1;
        level.delete(turn);
        if (jobs.length > 0) level.set(turn, jobs);
        if (level.size === 0) this.#levels.delete(priority);
        return job?.run;
      }
    }
    return undefined;
  }

  filter(options: Readonly<Partial<FairOptions>>): Run[] {
    return this.#all()
      .filter((job) => job.priority === (options.priority ?? 0))
      .map((job) => job.run);
  }

  /** Nothing happens when it runs already. */
  setPriority(id: string, priority: number): void {
    const job = this.#take(id);
    if (job !== undefined) this.#add({ ...job, priority });
  }

  remove(idOrRun: string | Run): void {
    const id = typeof idOrRun === 'string' ? idOrRun : this.#all().find((job) => job.run === idOrRun)?.id;
    if (id !== undefined) this.#take(id);
  }

  #add(job: Waiting): void {
    const level = this.#levels.get(job.priority) ?? new Map<string, Waiting[]>();
    this.#levels.set(job.priority, level);
    const jobs = level.get(job.turn) ?? [];
    jobs.push(job);
    level.set(job.turn, jobs);
    this.#waiting += 1;
  }

  #take(id: string): Waiting | undefined {
    for (const [priority, level] of this.#levels) {
      for (const [turn, jobs] of level) {
        const at = jobs.findIndex((job) => job.id === id);
        const [job] = at < 0 ? [] : jobs.splice(at, 1);
        if (job === undefined) continue;
        if (jobs.length === 0) level.delete(turn);
        if (level.size === 0) this.#levels.delete(priority);
        this.#waiting -= 1;
        return job;
      }
    }
    return undefined;
  }

  #all(): Waiting[] {
    return [...this.#levels.values()].flatMap((level) => [...level.values()].flat());
  }
}
