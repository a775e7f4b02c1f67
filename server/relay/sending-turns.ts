/** Some 20 µs each: 10 ms at most before sockets and engines are served. */
const DELIVERIES_A_TURN = 500;

export interface SendingTurnsOptions {
  /** A broadcast of a later turn failed: nobody waits for it. */
  readonly onFailure: (error: unknown) => void;
}

interface Waiting {
  readonly deliveries: number;
  readonly send: () => void;
}

/**
 * Spreads broadcasts over turns of the event loop, in the order of the calls: the languages of a large meeting are ready at
 * one moment, and sending them together would hold everybody else up.
 */
export class SendingTurns {
  readonly #options: SendingTurnsOptions;
  readonly #waiting: Waiting[] = [];
  /** Deliveries of this turn. */
  #sent = 0;
  #isCounting = false;

  constructor(options: SendingTurnsOptions) {
    this.#options = options;
  }

  /** Sends at once, or in a later turn when this one has sent much. One broadcast is never divided. */
  run(deliveries: number, send: () => void): void {
    const next = { deliveries, send };
    if (this.#waiting.length > 0 || this.#sent >= DELIVERIES_A_TURN) this.#waiting.push(next);
    else this.#send(next);
  }

  #send({ deliveries, send }: Waiting): void {
    this.#sent += deliveries;
    if (!this.#isCounting) setImmediate(() => this.#nextTurn());
    this.#isCounting = true;
    send();
  }

  #nextTurn(): void {
    this.#sent = 0;
    this.#isCounting = false;
    while (this.#sent < DELIVERIES_A_TURN) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      try {
        this.#send(next);
      } catch (error) {
        this.#options.onFailure(error);
      }
    }
  }
}
