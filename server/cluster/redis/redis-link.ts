/** The two connections to Redis: one for commands, one for subscriptions. */
import { errorName } from '../../lib/errors.ts';
import type { Logger } from '../../logger.ts';
import { Channels } from './channels.ts';
import { CONNECT_TIMEOUT_MS, newClient, type RedisClient, SILENCE_LIMIT_MS } from './redis-client.ts';
import { within } from './within.ts';

/** A node renews its leases every second; others connect up to a second later. */
const SETTLES_MS = 2_500;
/** The first one with sharded channels. */
const LEAST_VERSION = 7;

export interface RedisLinkOptions {
  /** `redis://` or `rediss://` */
  readonly url: string;
  /** Before every key and channel, so that several installations share one Redis. */
  readonly prefix: string;
  readonly logger: Logger;
}

/** Why Redis cannot be used at the start; names the variable. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
}

export class RedisLink implements AsyncDisposable {
  readonly commands: RedisClient;
  readonly channels: Channels;
  readonly #subscriber: RedisClient;
  readonly #onBack = new Set<() => void>();
  #backAt = Number.NEGATIVE_INFINITY;

  /** @throws {RedisUnavailable} naming `REDIS_URL` when the server does not answer, or is too old. */
  static async open(options: RedisLinkOptions): Promise<RedisLink> {
    const commands = newClient(options.url, { disableOfflineQueue: true });
    const subscriber = newClient(options.url, { disableOfflineQueue: false });
    const link = new RedisLink(commands, subscriber, options);
    try {
      await within(CONNECT_TIMEOUT_MS, Promise.all([commands.connect(), subscriber.connect()]));
      await within(CONNECT_TIMEOUT_MS, requireVersion(commands, new URL(options.url).host));
    } catch (cause) {
      await link[Symbol.asyncDispose]();
      if (cause instanceof RedisUnavailable) throw cause;
      const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer in time';
      const { host } = new URL(options.url);
      throw new RedisUnavailable(`REDIS_URL: the Redis server ${host} cannot be used (${reason}).`, {
        cause,
      });
    }
    return link;
  }

  private constructor(commands: RedisClient, subscriber: RedisClient, { prefix, logger }: RedisLinkOptions) {
    this.commands = commands;
    this.#subscriber = subscriber;
    this.channels = new Channels({ publisher: commands, subscriber, prefix });
    reportOutages(commands, 'commands', logger, () => {
      this.#backAt = performance.now();
    });
    reportOutages(subscriber, 'subscriptions', logger, () => {
      for (const listener of this.#onBack) listener();
    });
  }

  /** Messages are heard again; those of the outage are lost. */
  onBack(listener: () => void): void {
    this.#onBack.add(listener);
  }

  get isReady(): boolean {
    return this.commands.isReady && this.#subscriber.isReady;
  }

  /** Answers, and has done so long enough after an outage for every node to renew its leases. */
  get isSettled(): boolean {
    return this.commands.isReady && performance.now() - this.#backAt > SETTLES_MS;
  }

  /** @throws when Redis does not answer. */
  async ping(): Promise<void> {
    await within(SILENCE_LIMIT_MS, this.commands.ping());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.channels[Symbol.dispose]();
    for (const client of [this.commands, this.#subscriber]) if (client.isOpen) client.destroy();
  }
}

async function requireVersion(client: RedisClient, host: string): Promise<void> {
  const fault = whyTooOld(await client.info('server'), host);
  if (fault !== undefined) throw new RedisUnavailable(fault);
}

/** @param info the answer to `INFO server`, in which Valkey and others say which Redis they are like. */
export function whyTooOld(info: string, host: string): string | undefined {
  const [, major = '', rest = ''] = /^redis_version:(\d+)(\S*)/m.exec(info) ?? [];
  if (major === '' || Number(major) >= LEAST_VERSION) return undefined;
  return `REDIS_URL: the Redis server ${host} is version ${major}${rest}; ${LEAST_VERSION} or newer is needed.`;
}

/** One line per outage, not one per attempt to connect. */
function reportOutages(
  client: RedisClient,
  connection: string,
  logger: Logger,
  onBack: () => void = () => undefined,
): void {
  let isAway = false;
  client.on('error', (error) => {
    if (!isAway) logger.error({ connection, error: errorName(error) }, 'Redis is away; reconnecting');
    isAway = true;
  });
  client.on('ready', () => {
    if (!isAway) return;
    isAway = false;
    logger.info({ connection }, 'Redis is back');
    onBack();
  });
}
