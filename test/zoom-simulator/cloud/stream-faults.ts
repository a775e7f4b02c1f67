import type { ScriptedStatus } from './fault-plan.ts';
import { stopReason } from './protocol.ts';
import type { StreamServer } from './stream-server.ts';
import type { WebhookAnswer } from './webhooks.ts';

export interface StreamFaultsOptions {
  readonly server: StreamServer;
  /** Sends `rtms_started` again for the same stream, with a new address, and a new `event_ts` unless told otherwise. */
  readonly announce: (url: string, when?: { sameEventTs: boolean }) => Promise<WebhookAnswer | undefined>;
}

/** What goes wrong between Zoom and an app, by name. Each says what Zoom's documents say about it. */
export interface StreamFaults {
  /** Media is cut; Zoom says so by event 7 and by message 8 (state 2, reason 14). 65 s to return. */
  dropMedia(told?: { event7?: boolean; state2?: boolean }): Promise<void>;
  /** Signaling is cut; media goes dead too. Zoom says so by `rtms_interrupted`. 60 s to return. */
  dropSignaling(told?: { webhook?: boolean }): Promise<void>;
  /** Both sockets are cut at once; a webhook only if asked for. */
  dropBoth(told?: { webhook?: boolean }): Promise<void>;
  /** TCP stays up and nothing comes any more, keep-alives included. */
  goSilent(which?: 'both' | 'signaling' | 'media'): void;
  /** An RTMS server died: same stream id, new address, new `event_ts` (or the same); the old sockets are cut. */
  failover(when?: { sameEventTs?: boolean }): Promise<WebhookAnswer | undefined>;
  /** The client's sockets are closed with 1000 and no word, as when another connection has taken over. */
  kick(): Promise<void>;
  /** The next signaling handshakes are answered by a bare close 1000. */
  closeSilently1000(count?: number): void;
  /** The next WebSocket connections, signaling or media, are cut before they open. */
  refuseConnections(count?: number): void;
  /** The next handshakes are never answered. */
  hangHandshakes(counts: { signaling?: number; media?: number }): void;
  /** The status of the next messages 2; 0 means: judge as usual. */
  scriptSignalingStatus(statuses: readonly ScriptedStatus[]): void;
  /** The status of the next messages 4. */
  scriptMediaStatus(statuses: readonly ScriptedStatus[]): void;
  /** Laid over every good message 2 from now on: fields nobody knows, or media servers somewhere else. */
  alterSignalingAnswer(extra: object): void;
  /** What happens to a second signaling connection of a live stream. Default `refuse` (status 8). */
  onDuplicate(policy: 'refuse' | 'replace'): void;
  /** Media without keep-alives while it is busy. */
  keepAliveOnlyWhenIdle(): void;
  /** Any bytes at all: unknown types, broken JSON, binary. An object is sent as JSON. */
  sendRaw(socket: 'signaling' | 'media', frame: object | string | Buffer): Promise<void>;
}

export function createStreamFaults({ server, announce }: StreamFaultsOptions): StreamFaults {
  return {
    dropMedia: async ({ event7 = true, state2 = true } = {}) => {
      server.media?.drop();
      await server.mediaLost(stopReason.reconnectionTookTooLong, { event7, state2 });
    },
    dropSignaling: async ({ webhook = true } = {}) => {
      server.signaling?.drop();
      await server.signalingLost(stopReason.reconnectionTookTooLong, webhook ? 0 : undefined);
    },
    dropBoth: async ({ webhook = false } = {}) => {
      server.media?.drop();
      server.signaling?.drop();
      await server.signalingLost(stopReason.reconnectionTookTooLong, webhook ? 0 : undefined);
    },
    goSilent: (which = 'both') => server.goSilent(which),
    failover: async ({ sameEventTs = false } = {}) => {
      server.media?.drop();
      server.signaling?.drop();
      const url = server.open();
      await server.signalingLost(stopReason.reconnectionTookTooLong, undefined);
      return announce(url, { sameEventTs });
    },
    kick: async () => {
      server.media?.close(1000);
      server.signaling?.close(1000);
      await server.signalingLost(stopReason.reconnectionTookTooLong, undefined);
    },
    closeSilently1000: (count = 1) => {
      server.desk.plan.closeSilently += count;
    },
    refuseConnections: (count = 1) => {
      server.desk.plan.refuse += count;
    },
    hangHandshakes: ({ signaling = 0, media = 0 }) => {
      server.desk.plan.hangSignaling += signaling;
      server.desk.plan.hangMedia += media;
    },
    scriptSignalingStatus: (statuses) => {
      server.desk.plan.signalingStatus.push(...statuses);
    },
    scriptMediaStatus: (statuses) => {
      server.desk.plan.mediaStatus.push(...statuses);
    },
    alterSignalingAnswer: (extra) => {
      server.desk.plan.signalingExtra = extra;
    },
    onDuplicate: (policy) => {
      server.desk.plan.duplicates = policy;
    },
    keepAliveOnlyWhenIdle: () => {
      server.signaling?.keepAliveOnlyWhenIdle();
      server.media?.keepAliveOnlyWhenIdle();
    },
    sendRaw: async (socket, frame) => {
      const link = socket === 'signaling' ? server.signaling : server.media;
      if (link === undefined || !(await link.send(frame)))
        throw new Error(`There is no ${socket} connection to send on`);
    },
  };
}
