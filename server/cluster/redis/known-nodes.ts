import type { Channels } from './channels.ts';
import type { RedisClient } from './redis-client.ts';
import { within } from './within.ts';

/** An operator waits for the page. */
const PATIENCE_MS = 1_000;

/**
 * The ids of the nodes that are connected to Redis now: each subscribes to a channel of its own, so that nobody keeps a list.
 * `undefined`: Redis does not answer.
 */
export async function knownNodes(parts: {
  readonly redis: { readonly commands: Pick<RedisClient, 'pubSubShardChannels'> };
  readonly channels: Pick<Channels, 'name'>;
}): Promise<readonly string[] | undefined> {
  const prefix = parts.channels.name('node:');
  try {
    // `REDIS_PREFIX` has no character that a pattern would read as a wildcard.
    const names = await within(PATIENCE_MS, parts.redis.commands.pubSubShardChannels(`${prefix}*`));
    return names.map((name) => String(name).slice(prefix.length)).sort();
  } catch {
    return undefined;
  }
}
