import type { Queue, QueueAddOptions } from 'p-queue';

export interface FairOptions extends QueueAddOptions {
  readonly meetingId?: string;
}

type Run = () => Promise<unknown>;

interface Waiting {
  readonly id: string;
  readonly meetingId: string;
  priority: number;
  readonly run: Run;
}

/** For p-queue: highest priority first; within one priority the meetings take turns, so that a busy one starves nobody. */
export class FairQueue implements Queue<Run, FairOptions> {
  /** Priority → meetings in the order of their turns → what waits, oldest first. */
  readonly #levels = new Map<number, Map<string, Waiting[]>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  enqueue(run: Run, options: Partial<FairOptions> = {}): void {
    const { id = '', meetingId = '', priority = 0 } = options;
    this.#add({ id, meetingId, priority, run });
  }

  dequeue(): Run | undefined {
    const level = this.#levels.get(Math.max(...this.#levels.keys()));
    const [turn] = level ?? [];
    if (level === undefined || turn === undefined) return undefined;
    const [meetingId, jobs] = turn;
    const job = jobs.shift();
    level.delete(meetingId);
    if (jobs.length > 0) level.set(meetingId, jobs);
    if (job === undefined) return undefined;
    if (level.size === 0) this.#levels.delete(job.priority);
    this.#size -= 1;
    return job.run;
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
    const jobs = level.get(job.meetingId) ?? [];
    jobs.push(job);
    level.set(job.meetingId, jobs);
    this.#size += 1;
  }

  #take(id: string): Waiting | undefined {
    for (const [priority, level] of this.#levels) {
      for (const [meetingId, jobs] of level) {
        const at = jobs.findIndex((job) => job.id === id);
        const [job] = at < 0 ? [] : jobs.splice(at, 1);
        if (job === undefined) continue;
        if (jobs.length === 0) level.delete(meetingId);
        if (level.size === 0) this.#levels.delete(priority);
        this.#size -= 1;
        return job;
      }
    }
    return undefined;
  }

  #all(): Waiting[] {
    return [...this.#levels.values()].flatMap((level) => [...level.values()].flat());
  }
}
