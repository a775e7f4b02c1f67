/** This node's place among the others: its name, its connections to Redis, and what it owns. */
import { createShardedAdapter } from '@socket.io/redis-adapter';
import { nanoid } from 'nanoid';
import type { Logger } from '../logger.ts';
import { NodeBus } from './bus/node-bus.ts';
import { HeldMeetings } from './held-meetings.ts';
import { ReadRooms } from './read-rooms.ts';
import { adapterClient } from './redis/channels.ts';
import { RedisLink } from './redis/redis-link.ts';

export interface NodeConnection extends AsyncDisposable {
  readonly nodeId: string;
  readonly redis: RedisLink;
  readonly prefix: string;
  readonly held: HeldMeetings;
  readonly bus: NodeBus;
  readonly rooms: ReadRooms;
  /** For Socket.IO: what one node emits to a room reaches the sockets of all. */
  readonly adapter: ReturnType<typeof createShardedAdapter>;
}

/** @throws {RedisUnavailable} naming `REDIS_URL`. */
export async function connectNode(
  { url, prefix }: { readonly url: string; readonly prefix: string },
  logger: Logger,
): Promise<NodeConnection> {
  const nodeId = nanoid();
  const redis = await RedisLink.open({ url, prefix, logger });
  const { commands, channels } = redis;
  const bus = new NodeBus({ channels, nodeId, logger });
  const rooms = new ReadRooms({ redis: commands, prefix, nodeId });
  const client = adapterClient(channels);
  const adapter = createShardedAdapter(client, client, {
    channelPrefix: channels.name('panels'),
    subscriptionMode: 'dynamic',
  });
  return {
    nodeId,
    redis,
    prefix,
    held: new HeldMeetings(),
    bus,
    rooms,
    adapter,
    [Symbol.asyncDispose]: async () => {
      rooms[Symbol.dispose]();
      bus[Symbol.dispose]();
      await redis[Symbol.asyncDispose]();
    },
  };
}
