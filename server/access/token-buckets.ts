import { LRUCache } from 'lru-cache';

export interface TokenBucketsOptions {
  /** How many tokens come back in a minute. */
  readonly perMinute: number;
  /** How many tokens a full bucket holds. */
  readonly burst: number;
  /** Buckets kept; the least recently used one is dropped, which fills it. */
  readonly maxKeys?: number;
  /** Milliseconds; only differences count. */
  readonly now?: () => number;
}

/** More than the people and addresses active within seconds. */
const MAX_KEYS = 20_000;

/** One token bucket per key: a rate limit. */
export class TokenBuckets {
  readonly #options: TokenBucketsOptions;
  readonly #perMs: number;
  readonly #buckets: LRUCache<string, { readonly tokens: number; readonly at: number }>;

  constructor(options: TokenBucketsOptions) {
    this.#options = options;
    this.#perMs = options.perMinute / 60_000;
    this.#buckets = new LRUCache({ max: options.maxKeys ?? MAX_KEYS });
  }

  /** Consumes one token. Returns `undefined`, or the milliseconds until a token is available. */
  consume(key: string): number | undefined {
    const tokens = this.#tokens(key);
    const isAllowed = tokens >= 1;
    this.#keep(key, isAllowed ? tokens - 1 : tokens);
    return isAllowed ? undefined : Math.ceil((1 - tokens) / this.#perMs);
  }

  /** Returns a token for a request that does not count. */
  refund(key: string): void {
    this.#keep(key, Math.min(this.#options.burst, this.#tokens(key) + 1));
  }

  #tokens(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#options.burst;
    return Math.min(this.#options.burst, bucket.tokens + (this.#now() - bucket.at) * this.#perMs);
  }

  #keep(key: string, tokens: number): void {
    this.#buckets.set(key, { tokens, at: this.#now() });
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
