import { LRUCache } from 'lru-cache';

/** A panel asks a few times a minute; a script that asks more often waits. */
const REQUESTS_PER_MINUTE = 120;
const BURST = 30;
/** A bucket that was left alone for so long is full again, and need not be kept. */
const REFILL_MS = (BURST / REQUESTS_PER_MINUTE) * 60_000;
/** More people than ask something within seconds. */
const MAX_VIEWERS = 20_000;

/** One bucket per viewer of a meeting: more sockets, or new ones, give no more requests. */
export class WatchLimiter {
  readonly #buckets = new LRUCache<string, { tokens: number; at: number }>({
    max: MAX_VIEWERS,
    ttl: REFILL_MS,
  });

  /** Takes one request. Returns how long to wait when there is none left. */
  take(viewer: string, now = Date.now()): number | undefined {
    const bucket = this.#buckets.get(viewer) ?? { tokens: BURST, at: now };
    const perMs = REQUESTS_PER_MINUTE / 60_000;
    const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) * perMs);
    const allowed = tokens >= 1;
    this.#buckets.set(viewer, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed ? undefined : Math.ceil((1 - tokens) / perMs);
  }
}
