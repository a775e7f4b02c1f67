import { randomBytes } from 'node:crypto';
import type { Cloud } from './cloud.ts';
import {
  type MeetingKind,
  type RtmsSubject,
  type RtmsWebhook,
  rtmsInterrupted,
  rtmsStarted,
  rtmsStopped,
  type ServerUrlsShape,
  shapeOptions,
} from './rtms-webhooks.ts';
import type { StreamServerState } from './signaling-answers.ts';
import { rtmsSignature } from './signatures.ts';
import type { MediaAddress } from './stream-addresses.ts';
import { createStreamFaults, type StreamFaults } from './stream-faults.ts';
import { StreamServer } from './stream-server.ts';
import type { SimulatedUser } from './users.ts';
import type { WebhookAnswer, WebhookOptions } from './webhooks.ts';

export interface StartRtmsOptions {
  /** Who starts it; default the host. */
  readonly operator: SimulatedUser;
  readonly isOriginalHost: boolean;
  readonly shape: 'flat' | 'nested';
  readonly serverUrls: ServerUrlsShape;
  /** The addresses that message 2 names; none is possible. Default both. */
  readonly mediaUrls: readonly MediaAddress[];
  /** Wait for the client's message 7; default yes. */
  readonly waitReady: boolean;
  /** The webhook of before May 2026: no account, no host flag, no meeting number. */
  readonly isOld: boolean;
  /** For the webhook: `badSignature`, `timestampMs` and so on. */
  readonly webhook: WebhookOptions;
  /** No webhook is sent; the test sends its own with `stream.url`. */
  readonly announce: boolean;
}

export interface StreamOptions {
  readonly cloud: Cloud;
  readonly meeting: { readonly uuid: string; readonly number: string; readonly kind: MeetingKind };
  readonly start: StartRtmsOptions;
  readonly participants: () => readonly { readonly user_id: number; readonly user_name: string }[];
}

/** One RTMS stream, seen from Zoom's side. */
export class SimulatedStream {
  readonly id = randomBytes(16).toString('hex');
  readonly operator: SimulatedUser;
  readonly faults: StreamFaults;
  /** The protocol side; the meeting speaks through it. */
  readonly server: StreamServer;
  readonly #options: StreamOptions;
  readonly #subject: RtmsSubject;
  #url = '';
  /** `event_ts` of the last start. */
  #announcedAt = 0;

  constructor(options: StreamOptions) {
    const { cloud, meeting } = options;
    this.#options = options;
    this.operator = options.start.operator;
    this.#subject = { ...meeting, accountId: cloud.accountId, streamId: this.id };
    this.server = new StreamServer({
      cloud,
      client: {
        streamId: this.id,
        meetingUuid: meeting.uuid,
        signature: rtmsSignature(cloud.clientId, cloud.clientSecret, meeting.uuid, this.id),
      },
      mediaAddresses: options.start.mediaUrls,
      participants: options.participants,
      onInterrupted: () => this.#deliver(rtmsInterrupted(this.#subject)),
      onEnded: (reason) => this.#deliver(rtmsStopped(this.#subject, reason)),
    });
    this.faults = createStreamFaults({
      server: this.server,
      announce: (url, when) => this.announce(url, when),
    });
  }

  get state(): StreamServerState {
    return this.server.state;
  }

  /** Why it ended; undefined while it lives. */
  get stopReason(): number | undefined {
    return this.server.endReason;
  }

  /** The signaling address of the last start or failover. */
  get url(): string {
    return this.#url;
  }

  /** Sockets opened, handshakes accepted and messages 7 so far; `open`: sockets that are up now. */
  get connections() {
    const { signaling, media } = this.server;
    return {
      ...this.server.desk.connections,
      ready: this.server.timesReady,
      open: { signaling: signaling?.isOpen === true, media: media?.isOpen === true },
    };
  }

  /** Every frame the client sent, parsed where it was JSON. */
  get received() {
    return this.server.desk.received;
  }

  /** @throws when the webhook is refused, or the stream ends before the client is ready. */
  async start(): Promise<void> {
    const url = this.server.open();
    this.#url = url;
    if (this.#options.start.announce) {
      const answer = await this.announce(url);
      if (this.#options.start.waitReady && answer !== undefined && answer.status >= 300) {
        throw new Error(`The app refused the webhook (HTTP ${answer.status})`);
      }
    }
    if (this.#options.start.waitReady) await this.ready();
  }

  /** Sends `rtms_started` with this address. */
  announce(url: string, { sameEventTs = false } = {}): Promise<WebhookAnswer | undefined> {
    this.#url = url;
    if (!sameEventTs) this.#announcedAt = Math.max(Date.now(), this.#announcedAt + 1);
    const { start } = this.#options;
    const webhook = rtmsStarted(this.#subject, {
      url,
      operatorId: start.operator.id,
      isOriginalHost: start.isOriginalHost,
      serverUrls: start.serverUrls,
      isOld: start.isOld,
    });
    return this.#deliver(webhook, { eventTs: this.#announcedAt, ...start.webhook });
  }

  /** The client is (again) ready: good handshakes on both sockets and message 7. */
  ready(): Promise<void> {
    return this.server.ready();
  }

  /** The client becomes ready after this call: after a restart of the app, whose old sockets may still look open. */
  readyAgain(): Promise<void> {
    return this.server.readyAgain();
  }

  pause(): Promise<void> {
    return this.server.setPaused(true);
  }

  resume(): Promise<void> {
    return this.server.setPaused(false);
  }

  /** Messages 9 and 8, the sockets close, and last comes `rtms_stopped`. Resolves when the app has answered it. */
  stop(reason: number): Promise<void> {
    return this.server.end(reason);
  }

  #deliver(webhook: RtmsWebhook, options: WebhookOptions = {}): Promise<WebhookAnswer | undefined> {
    const shape = shapeOptions(this.#options.start.shape);
    return this.#options.cloud.deliver(webhook.event, webhook.payload, { ...shape, ...options });
  }
}
