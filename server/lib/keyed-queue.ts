import { SerialQueue } from './serial-queue.ts';

/** Runs the tasks of one key one after the other; different keys do not wait for each other. */
export class KeyedQueue {
  readonly #queues = new Map<string, SerialQueue>();

  /** The task's own result or error. A task that fails does not stop the next one of its key. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? new SerialQueue();
    this.#queues.set(key, queue);
    try {
      return await queue.run(task);
    } finally {
      if (queue.isIdle) this.#queues.delete(key);
    }
  }

  /** No task of this key is queued or running. */
  isIdle(key: string): boolean {
    return !this.#queues.has(key);
  }

  /** Settles when no task is queued or running, or none of this key. */
  async idle(key?: string): Promise<void> {
    if (key !== undefined) return this.#queues.get(key)?.idle();
    while (this.#queues.size > 0) {
      await Promise.all([...this.#queues.values()].map((queue) => queue.idle()));
    }
  }
}
