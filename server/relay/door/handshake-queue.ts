import { TokenBuckets } from '../../access/token-buckets.ts';

export interface HandshakeQueueOptions {
  /** Handshakes of one address that begin at once. */
  readonly burst?: number;
  /** Handshakes of one address that begin each second after the burst. */
  readonly perSecond?: number;
  readonly maxWaitingPerAddress?: number;
  readonly maxWaiting?: number;
  readonly now?: () => number;
}

/** An office whose panels all return after a restart. */
const BURST = 1_000;
/** A handshake costs about 0.1 ms: a client that only makes handshakes takes a twentieth of a core. */
const PER_SECOND = 500;
/** A panel at the end of this queue waits 4 s, and its client waits 20. */
const MAX_WAITING_PER_ADDRESS = 2_000;
/** About 10 kB each. */
const MAX_WAITING = 5_000;

interface Waiting {
  readonly begin: () => void;
}

interface Queue {
  readonly waiting: Set<Waiting>;
  timer: NodeJS.Timeout;
}

/**
 * New connections by address. What comes faster than its address may waits in order instead of being refused: a client
 * that repeats handshakes waits for its own, and a panel behind the same address still gets its turn.
 */
export class HandshakeQueue implements Disposable {
  readonly #buckets: TokenBuckets;
  readonly #maxWaitingPerAddress: number;
  readonly #maxWaiting: number;
  readonly #queues = new Map<string, Queue>();
  #waiting = 0;

  constructor(options: HandshakeQueueOptions = {}) {
    this.#buckets = new TokenBuckets({
      perMinute: (options.perSecond ?? PER_SECOND) * 60,
      burst: options.burst ?? BURST,
      ...(options.now === undefined ? {} : { now: options.now }),
    });
    this.#maxWaitingPerAddress = options.maxWaitingPerAddress ?? MAX_WAITING_PER_ADDRESS;
    this.#maxWaiting = options.maxWaiting ?? MAX_WAITING;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Calls `begin` now or when the address may. Returns `undefined` when too many wait already, else a function that
   * gives the place in the queue up.
   */
  enter(address: string, begin: () => void): (() => void) | undefined {
    const queue = this.#queues.get(address);
    const waitMs = queue === undefined ? this.#buckets.consume(address) : 0;
    if (waitMs === undefined) {
      begin();
      return () => undefined;
    }
    const isFull = (queue?.waiting.size ?? 0) >= this.#maxWaitingPerAddress;
    if (isFull || this.#waiting >= this.#maxWaiting) return undefined;
    const waiting: Waiting = { begin };
    if (queue !== undefined) queue.waiting.add(waiting);
    else this.#queues.set(address, { waiting: new Set([waiting]), timer: this.#later(address, waitMs) });
    this.#waiting += 1;
    return () => this.#remove(address, waiting);
  }

  /** A handshake of this address was followed by a token: it does not count. */
  proven(address: string): void {
    this.#buckets.refund(address);
  }

  [Symbol.dispose](): void {
    for (const { timer } of this.#queues.values()) clearTimeout(timer);
    this.#queues.clear();
    this.#waiting = 0;
  }

  #later(address: string, waitMs: number): NodeJS.Timeout {
    return setTimeout(() => this.#serve(address), waitMs);
  }

  #serve(address: string): void {
    const queue = this.#queues.get(address);
    for (const waiting of queue?.waiting ?? []) {
      const waitMs = this.#buckets.consume(address);
      if (waitMs !== undefined) {
        if (queue !== undefined) queue.timer = this.#later(address, waitMs);
        return;
      }
      this.#remove(address, waiting);
      waiting.begin();
    }
  }

  #remove(address: string, waiting: Waiting): void {
    const queue = this.#queues.get(address);
    if (queue === undefined || !queue.waiting.delete(waiting)) return;
    this.#waiting -= 1;
    if (queue.waiting.size > 0) return;
    clearTimeout(queue.timer);
    this.#queues.delete(address);
  }
}
