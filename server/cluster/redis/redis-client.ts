import { createClient } from '@redis/client';
import { createScripts } from './scripts.ts';

/** A connection without an answer for this long is closed and made anew: packets may vanish without an error. */
export const SILENCE_LIMIT_MS = 3_000;
const PING_EVERY_MS = 1_000;
export const CONNECT_TIMEOUT_MS = 3_000;
const LONGEST_RECONNECT_MS = 1_000;

export type RedisClient = ReturnType<typeof newClient>;

/** A client that reconnects until it is destroyed. @param queue may commands wait while Redis is away? */
export function newClient(url: string, queue: { readonly disableOfflineQueue: boolean }) {
  return createClient({
    url,
    ...queue,
    pingInterval: PING_EVERY_MS,
    maintNotifications: 'disabled',
    scripts: createScripts(),
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_LIMIT_MS,
      reconnectStrategy: (retries) => Math.min(LONGEST_RECONNECT_MS, 50 * 2 ** Math.min(retries, 5)),
    },
  });
}
