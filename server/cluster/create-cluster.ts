/** With several nodes: what connects this one to the others, and its part in their work. */
import type { Logger } from '../logger.ts';
import { SpeechForwarding } from './bus/speech-forwarding.ts';
import { type FenceStore, MeetingLeases } from './meeting-leases.ts';
import type { NodeConnection } from './node-connection.ts';
import { StreamOwnership, type StreamRows } from './stream-ownership.ts';

export type Cluster = ReturnType<typeof createCluster>;

export function createCluster(
  connection: NodeConnection,
  parts: { readonly fences: FenceStore; readonly streams: StreamRows; readonly logger: Logger },
) {
  const { redis, prefix, nodeId, held, bus } = connection;
  const { fences, streams, logger } = parts;
  const leases = new MeetingLeases({ redis: redis.commands, prefix, nodeId, held, fences, logger });
  const speech = new SpeechForwarding({ held, leases, bus });
  return {
    ...connection,
    channels: redis.channels,
    leases,
    speech,
    ownership: new StreamOwnership({ leases, bus, streams }),
    [Symbol.asyncDispose]: async () => {
      speech[Symbol.dispose]();
      await connection[Symbol.asyncDispose]();
    },
  };
}
