import type { WebSocket } from 'ws';
import { acceptLink } from './accept-link.ts';
import type { Cloud } from './cloud.ts';
import { noFaults, type ScriptedStatus, takeOne } from './fault-plan.ts';
import { checkMediaHandshake, checkSignalingHandshake, type ExpectedClient } from './handshakes.ts';
import type { Link } from './link.ts';
import { mediaType } from './protocol.ts';
import { type MediaAddress, StreamAddresses } from './stream-addresses.ts';
import { mediaAnswer, signalingAnswer } from './stream-messages.ts';

export interface MediaConnection {
  readonly link: Link;
  readonly mediaType: number;
}

export interface HandshakeDeskOptions {
  readonly cloud: Cloud;
  readonly client: ExpectedClient;
  /** The addresses that message 2 names. */
  readonly mediaAddresses: readonly MediaAddress[];
  /** The connections there are, silent ones included. */
  readonly current: () => {
    readonly signaling: Link | undefined;
    readonly media: MediaConnection | undefined;
  };
  /** The handshake is good; the answer goes out when this returns. */
  readonly onSignaling: (link: Link) => void;
  readonly onMedia: (connection: MediaConnection) => void;
  readonly onMessage: (link: Link, message: unknown) => Promise<void>;
  readonly onGone: (link: Link, reason: number) => void;
}

/** Who is let in: the addresses of one stream, its handshakes, and the faults planned for them. */
export class HandshakeDesk {
  readonly plan = noFaults();
  readonly received: { readonly signaling: unknown[]; readonly media: unknown[] } = {
    signaling: [],
    media: [],
  };
  readonly connections = { signaling: 0, media: 0, total: 0, handshakes: 0 };
  readonly addresses: StreamAddresses;
  readonly #options: HandshakeDeskOptions;

  constructor(options: HandshakeDeskOptions) {
    this.#options = options;
    this.addresses = new StreamAddresses({
      endpoints: options.cloud.endpoints,
      media: options.mediaAddresses,
      isRefusing: () => takeOne(this.plan, 'refuse'),
      onSignaling: (socket, host) =>
        this.#accept('signaling', socket, (link, message) => this.#greetSignaling(link, host, message)),
      onMedia: (socket, host, address) =>
        this.#accept('media', socket, (link, message) => this.#greetMedia(link, host, address, message)),
    });
  }

  #accept(
    name: 'signaling' | 'media',
    socket: WebSocket,
    greet: (link: Link, message: unknown) => Promise<void>,
  ): void {
    const { cloud, onGone, onMessage } = this.#options;
    this.connections[name] += 1;
    this.connections.total += 1;
    acceptLink({
      cloud,
      socket,
      name,
      greet,
      onFrame: (frame) => this.received[name].push(frame),
      onMessage: async (link, message) => {
        if (name === 'signaling') await onMessage(link, message);
        else cloud.violation('media: the client may only answer keep-alives here');
      },
      onGone,
    });
  }

  async #greetSignaling(link: Link, host: string, message: unknown): Promise<void> {
    const { cloud, client, current, onSignaling } = this.#options;
    if (host !== this.addresses.host || takeOne(this.plan, 'closeSilently')) return link.close(1000);
    if (takeOne(this.plan, 'hangSignaling')) return;
    const verdict = checkSignalingHandshake(message, client);
    if ('fault' in verdict) cloud.violation(`signaling: ${verdict.fault}`);
    const scripted = scriptedStatus(this.plan.signalingStatus.shift());
    const isDuplicate = current().signaling?.isLive === true && this.plan.duplicates === 'refuse';
    const status = verdict.status || scripted.status || (isDuplicate ? 8 : 0);
    if (status !== 0) {
      const reason = verdict.status === 0 ? scripted.reason : {};
      return refuse(link, { ...signalingAnswer(status, {}), ...reason });
    }
    this.connections.handshakes += 1;
    onSignaling(link);
    await link.send({ ...signalingAnswer(0, this.addresses.mediaUrls), ...this.plan.signalingExtra });
    link.startKeepAlive();
  }

  async #greetMedia(link: Link, host: string, address: MediaAddress, message: unknown): Promise<void> {
    const { cloud, client, onMedia } = this.#options;
    if (host !== this.addresses.host) return link.close(1000);
    if (takeOne(this.plan, 'hangMedia')) return;
    const verdict = checkMediaHandshake(message, client, address);
    if ('fault' in verdict) cloud.violation(`media: ${verdict.fault}`);
    const scripted = scriptedStatus(this.plan.mediaStatus.shift());
    const status = verdict.status || scripted.status || this.#mediaObstacle();
    if (status !== 0 || !('request' in verdict)) {
      const reason = verdict.status === 0 ? scripted.reason : {};
      return refuse(link, { ...mediaAnswer(status, undefined), ...reason });
    }
    onMedia({ link, mediaType: verdict.request.mediaType });
    await link.send(mediaAnswer(0, verdict.request.mediaParams));
    link.startKeepAlive();
  }

  /** A media connection needs signaling, and only one is allowed: 15 if it carries all media, else 16. */
  #mediaObstacle(): number {
    const { signaling, media } = this.#options.current();
    if (signaling?.isLive !== true) {
      this.#options.cloud.violation('media: a handshake without a signaling connection');
      return 2;
    }
    if (media?.link.isLive !== true) return 0;
    return media.mediaType === mediaType.all ? 15 : 16;
  }
}

function scriptedStatus(scripted: ScriptedStatus = 0): {
  readonly status: number;
  readonly reason: { readonly reason?: string };
} {
  return typeof scripted === 'number'
    ? { status: scripted, reason: {} }
    : { status: scripted.status, reason: { reason: scripted.reason } };
}

async function refuse(link: Link, answer: object): Promise<void> {
  await link.send(answer);
  link.close(1000);
}
