/** Sharded publish and subscribe that outlives a lost connection. Nothing published is kept in Redis. */
import type { RedisClient } from './redis-client.ts';

const RETRY_MS = 100;
/** A reader does not wait longer for a subscription; what it misses is repaired by version. */
const SETTLE_LIMIT_MS = 500;

type Listener = (message: Buffer, channel: Buffer) => unknown;

export interface ChannelsOptions {
  readonly publisher: RedisClient;
  readonly subscriber: RedisClient;
  readonly prefix: string;
}

/** Also the pair of clients that Socket.IO's sharded adapter expects, see `adapterClient`. */
export class Channels implements Disposable {
  readonly #options: ChannelsOptions;
  readonly #wanted = new Map<string, Listener>();
  readonly #pending = new Set<Promise<void>>();
  #unpublished = 0;
  #isDisposed = false;

  constructor(options: ChannelsOptions) {
    this.#options = options;
  }

  /** Messages that Redis did not take. */
  get unpublished(): number {
    return this.#unpublished;
  }

  name(channel: string): string {
    return `${this.#options.prefix}${channel}`;
  }

  /** Does not wait for Redis: readers of this node must not wait for those of others. */
  publish(channel: string, message: string | Buffer): void {
    const { publisher } = this.#options;
    publisher.sPublish(channel, message).catch(() => {
      this.#unpublished += 1;
    });
  }

  /** @returns whether a node received it. @throws when Redis is away. */
  async deliver(channel: string, message: string): Promise<boolean> {
    return (await this.#options.publisher.sPublish(channel, message)) > 0;
  }

  /** Subscribes, and again after a failure, until `unsubscribe`. */
  subscribe(channel: string, listener: Listener): void {
    this.#wanted.set(channel, listener);
    const pending = this.#subscribe(channel, listener).finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  unsubscribe(channel: string): void {
    this.#wanted.delete(channel);
    // A connection that breaks here forgets its channels by itself.
    this.#options.subscriber.sUnsubscribe(channel).catch(() => undefined);
  }

  /** Resolves when Redis has confirmed every subscription, or after half a second. */
  async settled(): Promise<void> {
    if (this.#pending.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, SETTLE_LIMIT_MS);
    });
    await Promise.race([Promise.all(this.#pending), limit]);
    clearTimeout(timer);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#wanted.clear();
  }

  async #subscribe(channel: string, listener: Listener): Promise<void> {
    while (!this.#isDisposed && this.#wanted.get(channel) === listener) {
      try {
        await this.#options.subscriber.sSubscribe(channel, listener, true);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}

/** What `createShardedAdapter` calls of its two clients; none of these calls rejects or waits for Redis. */
export function adapterClient(channels: Channels) {
  return {
    sPublish: (channel: string, message: string | Buffer) => {
      channels.publish(channel, message);
      return Promise.resolve(0);
    },
    sSubscribe: (channel: string, listener: Listener) => channels.subscribe(channel, listener),
    sUnsubscribe: (channel: string | readonly string[]) => {
      for (const name of [channel].flat()) channels.unsubscribe(name);
      return Promise.resolve();
    },
  };
}
