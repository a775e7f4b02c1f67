/** What is asked of Zoom's REST because of a webhook. Nobody waits for it: Zoom may take long to answer, or say nothing. */
import type { Logger } from '../logger.ts';

export type Errand = (signal: AbortSignal) => Promise<void>;

/** Errands wait for `begin`: who asks for a new stream must know the ones that go on. They end with the server. */
export class RestErrands implements AsyncDisposable {
  readonly #logger: Logger;
  readonly #ended = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Errand[] | undefined = [];

  constructor({ logger }: { readonly logger: Logger }) {
    this.#logger = logger;
  }

  run(errand: Errand): void {
    if (this.#waiting === undefined) this.#start(errand);
    else this.#waiting.push(errand);
  }

  begin(): void {
    const errands = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const errand of errands) this.#start(errand);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort();
    await Promise.all(this.#underWay);
  }

  #start(errand: Errand): void {
    const { signal } = this.#ended;
    if (signal.aborted) return;
    const done = errand(signal)
      .catch((err: unknown) => this.#logger.error({ err }, 'asking Zoom for a stream failed'))
      .finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }
}
