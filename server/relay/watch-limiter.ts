/** A panel asks a few times a minute; a script that asks more often waits. One bucket per socket. */

const REQUESTS_PER_MINUTE = 120;
const BURST = 30;

export class WatchLimiter {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Takes one request. Returns how long to wait when there is none left. */
  take(socketId: string, now = Date.now()): number | undefined {
    const bucket = this.#buckets.get(socketId) ?? { tokens: BURST, at: now };
    const perMs = REQUESTS_PER_MINUTE / 60_000;
    const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) * perMs);
    const allowed = tokens >= 1;
    this.#buckets.set(socketId, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed ? undefined : Math.ceil((1 - tokens) / perMs);
  }

  forget(socketId: string): void {
    this.#buckets.delete(socketId);
  }
}
