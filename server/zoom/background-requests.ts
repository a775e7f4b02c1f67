import type { Logger } from '../logger.ts';

/** One or more calls of Zoom's REST. @param signal aborts when the server stops. */
type BackgroundRequest = (signal: AbortSignal) => Promise<void>;

/**
 * Requests for streams that follow from a webhook. They run in the background, because Zoom's REST may answer late or
 * never. They wait for `begin`, because a new stream may be requested only once the resumed streams are known.
 */
export class BackgroundRequests implements AsyncDisposable {
  readonly #logger: Logger;
  readonly #stopped = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #waiting: BackgroundRequest[] | undefined = [];

  constructor({ logger }: { readonly logger: Logger }) {
    this.#logger = logger;
  }

  /** Starts the request, or queues it before `begin`. A failure is logged. */
  add(request: BackgroundRequest): void {
    if (this.#waiting === undefined) this.#start(request);
    else this.#waiting.push(request);
  }

  /** Starts the queued requests in their order. */
  begin(): void {
    const requests = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const request of requests) this.#start(request);
  }

  /** Aborts running requests and starts no further one. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#running);
  }

  #start(request: BackgroundRequest): void {
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    const done = request(signal)
      .catch((err: unknown) => this.#logger.error({ err }, 'a request to Zoom for a stream failed'))
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
  }
}
