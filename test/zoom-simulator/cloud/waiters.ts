/** Tests that wait for a client to be ready. */
export class Waiters {
  #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  wait(): Promise<void> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  release(): void {
    for (const waiter of this.#takeAll()) waiter.resolve();
  }

  giveUp(error: Error): void {
    for (const waiter of this.#takeAll()) waiter.reject(error);
  }

  #takeAll() {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}
