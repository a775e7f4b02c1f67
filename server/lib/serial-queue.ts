import { turnOfOthers } from './turn-of-others.ts';

/** Runs tasks one after the other. A task that fails does not stop the next; its caller gets the error. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #unfinished = 0;

  run<T>(task: () => Promise<T>): Promise<T> {
    this.#unfinished += 1;
    const result = this.#tail.then(task);
    const ended = (): Promise<void> => {
      this.#unfinished -= 1;
      // SQLite answers without a turn of the event loop: a burst of tasks would block sockets and engines.
      return turnOfOthers();
    };
    this.#tail = result.then(ended, ended);
    return result;
  }

  /** No task is queued or running. */
  get isIdle(): boolean {
    return this.#unfinished === 0;
  }

  /** Settles when everything queued so far has run. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
