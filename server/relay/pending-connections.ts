export interface PendingConnectionsOptions {
  /** What one address may have at a time without a token. */
  readonly perAddress?: number;
  /** What all addresses together may have. */
  readonly total?: number;
  /** How long one may go on without a token. */
  readonly lifetimeMs?: number;
}

/**
 * A panel sends its token in the packet after the handshake, so a connection is pending for one round trip. More than
 * come at the same moment from one office after a restart.
 */
const MAX_PER_ADDRESS = 1_000;
/** About 10 kB each: 50 MB at most, whatever is sent. */
const MAX_TOTAL = 5_000;
/** Several round trips over a bad line. */
const LIFETIME_MS = 5_000;

interface Pending {
  readonly address: string;
  readonly cut: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Connections that have not shown a token. Their number is bounded per address and in all: a new one takes the place of
 * the oldest, because a panel with a token is the one that needs its place for the shortest time.
 */
export class PendingConnections implements Disposable {
  readonly #perAddress: number;
  readonly #total: number;
  readonly #lifetimeMs: number;
  /** Both in the order of arrival. */
  readonly #all = new Map<object, Pending>();
  readonly #ofAddress = new Map<string, Set<object>>();

  constructor(options: PendingConnectionsOptions = {}) {
    this.#perAddress = options.perAddress ?? MAX_PER_ADDRESS;
    this.#total = options.total ?? MAX_TOTAL;
    this.#lifetimeMs = options.lifetimeMs ?? LIFETIME_MS;
  }

  get count(): number {
    return this.#all.size;
  }

  isPending(connection: object): boolean {
    return this.#all.has(connection);
  }

  /** @param cut closes the connection at once, without waiting for its other end */
  add(connection: object, address: string, cut: () => void): void {
    const siblings = this.#ofAddress.get(address) ?? new Set();
    if (siblings.size >= this.#perAddress) this.#cutOldest(siblings);
    if (this.#all.size >= this.#total) this.#cutOldest(this.#all.keys());
    const timer = setTimeout(() => this.#cut(connection), this.#lifetimeMs);
    this.#all.set(connection, { address, cut, timer });
    siblings.add(connection);
    this.#ofAddress.set(address, siblings);
  }

  /** It has shown a token, or is closed. Returns its address if it was pending. */
  settle(connection: object): string | undefined {
    const pending = this.#all.get(connection);
    if (pending === undefined) return undefined;
    clearTimeout(pending.timer);
    this.#all.delete(connection);
    const siblings = this.#ofAddress.get(pending.address);
    siblings?.delete(connection);
    if (siblings?.size === 0) this.#ofAddress.delete(pending.address);
    return pending.address;
  }

  [Symbol.dispose](): void {
    for (const connection of [...this.#all.keys()]) this.settle(connection);
  }

  #cutOldest(connections: Iterable<object>): void {
    for (const oldest of connections) {
      this.#cut(oldest);
      return;
    }
  }

  #cut(connection: object): void {
    const pending = this.#all.get(connection);
    this.settle(connection);
    pending?.cut();
  }
}
