/** Work of a node that nobody waits for: its failures are logged, by their names alone. */
import { errorName } from '../lib/errors.ts';
import type { Logger } from '../logger.ts';

export class BackgroundWork {
  readonly #logger: Logger;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #running = new Set<string>();
  #isStopping = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Repeats nothing any more, and reports no failure of what still runs. */
  stop(): void {
    this.#isStopping = true;
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** One at a time: Redis or the database may be slow. */
  every(milliseconds: number, what: string, work: () => Promise<void>): void {
    this.#timers.push(
      setInterval(() => {
        if (this.#running.has(what)) return;
        this.#running.add(what);
        this.run(what, () => work().finally(() => this.#running.delete(what)));
      }, milliseconds),
    );
  }

  run(what: string, work: () => Promise<void> | undefined): void {
    Promise.resolve()
      .then(work)
      .catch((error) => {
        if (!this.#isStopping) this.report(what, error);
      });
  }

  report(what: string, error: unknown): void {
    this.#logger.warn({ what, error: errorName(error) }, 'work of this node failed');
  }
}
