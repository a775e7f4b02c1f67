/** The Redis that stories with several nodes share; each has a key prefix of its own. */
import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';

export const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

export function ownPrefix(): string {
  return `test-${randomUUID()}:`;
}

/** Deletes what a story left under its prefix. */
export async function clearPrefix(prefix: string): Promise<void> {
  const client = await createClient({ url: redisUrl }).connect();
  for await (const keys of client.scanIterator({ MATCH: `${prefix}*` }))
    if (keys.length > 0) await client.del(keys);
  client.destroy();
}

/** Why it cannot be used on this machine; on CI stories fail instead. */
export async function whyRedisIsMissing(): Promise<string | undefined> {
  if (process.env.CI === 'true') return undefined;
  const client = createClient({ url: redisUrl, socket: { reconnectStrategy: false, connectTimeout: 3_000 } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    client.destroy();
    return undefined;
  } catch (error) {
    return `no server answers at ${new URL(redisUrl).host}, ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`;
  }
}
