/** Runs tasks one after the other. A task that fails does not stop the next; its caller gets the error. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Settles when everything queued so far has run. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
