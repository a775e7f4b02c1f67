import { randomUUID } from 'node:crypto';
import type { Cloud } from './cloud.ts';
import { HandshakeDesk, type MediaConnection } from './handshake-desk.ts';
import type { ExpectedClient } from './handshakes.ts';
import type { Link } from './link.ts';
import { eventType, mediaType, sessionState, stopReason, streamState } from './protocol.ts';
import { ReturnWindow } from './return-window.ts';
import { answerSignaling, type StreamServerState } from './signaling-answers.ts';
import type { MediaAddress } from './stream-addresses.ts';
import { eventUpdate, sessionStateUpdate, streamStateUpdate } from './stream-messages.ts';
import { Subscriptions } from './subscriptions.ts';
import { Waiters } from './waiters.ts';

interface StreamServerOptions {
  readonly cloud: Cloud;
  readonly client: ExpectedClient;
  /** The addresses that message 2 names. */
  readonly mediaAddresses: readonly MediaAddress[];
  readonly participants: () => readonly { readonly user_id: number; readonly user_name: string }[];
  readonly onInterrupted: () => Promise<unknown>;
  readonly onEnded: (reason: number) => Promise<unknown>;
}

/** Zoom's RTMS servers as far as one stream sees them: readiness, losses, windows to return, the end. */
export class StreamServer {
  readonly desk: HandshakeDesk;
  readonly sessionId = randomUUID();
  readonly subscriptions = new Subscriptions();
  readonly #options: StreamServerOptions;
  readonly #window = new ReturnWindow();
  readonly #waiters = new Waiters();
  #signaling: Link | undefined;
  #media: MediaConnection | undefined;
  #state: StreamServerState = 'waiting';
  #isPaused = false;
  /** Message 7 has come for the media connection there is. */
  #canSend = false;
  #timesReady = 0;
  #sentFirstPacket = false;
  #endReason: number | undefined;

  constructor(options: StreamServerOptions) {
    this.#options = options;
    this.desk = new HandshakeDesk({
      ...options,
      current: () => ({ signaling: this.#signaling, media: this.#media }),
      onSignaling: (link) => this.#welcomeSignaling(link),
      onMedia: (connection) => this.#welcomeMedia(connection),
      onMessage: (link, message) => answerSignaling(this, link, message, options),
      onGone: (link, reason) => this.#gone(link, reason),
    });
  }

  /** How often message 7 made it so. */
  get timesReady(): number {
    return this.#timesReady;
  }

  get state(): StreamServerState {
    return this.#state;
  }

  get endReason(): number | undefined {
    return this.#endReason;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  get signaling(): Link | undefined {
    return this.#signaling;
  }

  get media(): Link | undefined {
    return this.#media?.link;
  }

  /** Serves the stream at new addresses (the old ones are gone) and returns the signaling URL for the webhook. */
  open(): string {
    this.desk.addresses.move();
    this.#limit(this.#options.cloud.timing.firstConnectionMs, stopReason.connectionTimeout);
    return this.desk.addresses.signalingUrl;
  }

  /** Resolves when message 7 has come after good handshakes; rejects when the stream ends first. */
  ready(): Promise<void> {
    if (this.#isReady) return Promise.resolve();
    if (this.#state === 'ended') return Promise.reject(this.#endedError());
    return this.#waiters.wait();
  }

  /** As `ready`, of the next time: an app that has just died may not be known to be gone yet. */
  readyAgain(): Promise<void> {
    if (this.#state === 'ended') return Promise.reject(this.#endedError());
    return this.#waiters.wait();
  }

  /** Sends a frame on media, as Zoom does only once the client is ready. `false`: nobody is there to hear it. */
  async transmit(frame: object | string | Buffer): Promise<boolean> {
    if (!this.#canSend || this.#isPaused || this.#media === undefined) return false;
    const { link } = this.#media;
    if (!this.#sentFirstPacket) {
      this.#sentFirstPacket = true;
      // The one real frame we know named the media type and counted microseconds.
      const timestamp = Date.now() * 1000;
      await this.event({ event_type: eventType.firstPacket, media_type: mediaType.transcript, timestamp });
    }
    return link.send(frame);
  }

  async event(event: object): Promise<void> {
    await this.#signaling?.send(eventUpdate(event));
  }

  /** Participants come and go: told to those who subscribed. */
  async participants(type: number, participants: readonly object[]): Promise<void> {
    if (this.#isReady && this.subscriptions.has(type)) await this.event({ event_type: type, participants });
  }

  /** Both sockets stay open, and nothing is sent on media. */
  async setPaused(isPaused: boolean): Promise<void> {
    this.#isPaused = isPaused;
    if (this.#isReady) this.#state = isPaused ? 'paused' : 'active';
    const state = isPaused ? sessionState.paused : sessionState.resumed;
    await this.#signaling?.send(sessionStateUpdate(this.sessionId, state));
  }

  /** Message 7. */
  async clientReady(): Promise<void> {
    if (this.#state === 'ended' || this.#isReady) return;
    if (this.#media?.link?.isLive !== true) {
      this.#options.cloud.violation('message 7 came before a good media handshake');
      return;
    }
    this.#window.close();
    this.#canSend = true;
    this.#state = this.#isPaused ? 'paused' : 'active';
    this.#timesReady += 1;
    this.#waiters.release();
    const session = this.#isPaused ? sessionState.paused : sessionState.started;
    await this.#signaling?.send(streamStateUpdate(streamState.active, 0));
    await this.#signaling?.send(sessionStateUpdate(this.sessionId, session));
    await this.sendRoster();
  }

  /** The people who are in the room already come as joins, once per signaling connection. */
  async sendRoster(): Promise<void> {
    const participants = this.#options.participants();
    if (!this.#isReady || this.subscriptions.hasRoster || participants.length === 0) return;
    if (!this.subscriptions.has(eventType.participantJoin)) return;
    this.subscriptions.hasRoster = true;
    await this.participants(eventType.participantJoin, participants);
  }

  /** Media is lost while signaling lives: event 7, message 8 (state 2, reason 14), and 65 seconds to return. */
  async mediaLost(
    finalReason: number,
    told: { readonly event7: boolean; readonly state2: boolean },
  ): Promise<void> {
    if (this.#state === 'ended' || this.#signaling === undefined) return;
    this.#media = undefined;
    this.#interrupted();
    this.#limit(this.#options.cloud.timing.mediaReturnMs, finalReason);
    if (told.event7) await this.event({ event_type: eventType.mediaInterrupted });
    if (told.state2) {
      await this.#signaling.send(
        streamStateUpdate(streamState.interrupted, stopReason.dataConnectionInterrupted),
      );
    }
  }

  /** Signaling is lost, and with it both: 60 seconds to return. The webhook goes out after `noticeMs`, or never. */
  async signalingLost(finalReason: number, noticeMs: number | undefined): Promise<void> {
    if (this.#state === 'ended') return;
    const { cloud, onInterrupted } = this.#options;
    this.#signaling = undefined;
    // Nothing more comes over media until the client has shaken hands again on both.
    this.#media?.link.goSilent();
    this.#interrupted();
    this.#limit(cloud.timing.signalingReturnMs, finalReason);
    this.#window.cancelNotice();
    if (noticeMs === 0) await onInterrupted();
    else if (noticeMs !== undefined) this.#window.noticeAfter(noticeMs, () => cloud.own(onInterrupted()));
  }

  /** The sockets stay up and nobody is behind them; the next handshakes are welcome. */
  goSilent(which: 'both' | 'signaling' | 'media'): void {
    if (which !== 'media') this.#signaling?.goSilent();
    if (which !== 'signaling') this.#media?.link.goSilent();
    this.#state = 'interrupted';
  }

  /** Messages 9 and 8, the sockets close, and the webhook follows. */
  async end(reason: number): Promise<void> {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#endReason = reason;
    this.#canSend = false;
    this.#window.close();
    this.desk.addresses.close();
    const signaling = this.#signaling;
    await signaling?.send(sessionStateUpdate(this.sessionId, sessionState.stopped, { stop_reason: reason }));
    await this.#everybodyLeaves();
    await signaling?.send(streamStateUpdate(streamState.terminating, reason));
    await signaling?.send(streamStateUpdate(streamState.terminated, reason));
    this.#waiters.giveUp(this.#endedError());
    this.#media?.link.close();
    signaling?.close();
    await this.#options.onEnded(reason);
  }

  /** Message 6 also comes at the end of a session, for everybody: nobody has walked out. */
  async #everybodyLeaves(): Promise<void> {
    const type = eventType.participantLeave;
    const participants = this.#options.participants().map(({ user_id }) => ({ user_id }));
    if (participants.length === 0 || !this.subscriptions.has(type)) return;
    await this.event({ event_type: type, participants });
  }

  dispose(): void {
    this.#state = 'ended';
    this.#window.close();
    this.desk.addresses.close();
    this.#waiters.giveUp(new Error('The simulator was disposed'));
    this.#media?.link.drop();
    this.#signaling?.drop();
  }

  get #isReady(): boolean {
    return this.#state === 'active' || this.#state === 'paused';
  }

  #welcomeSignaling(link: Link): void {
    this.#signaling?.drop();
    this.#media?.link.goSilent();
    this.#signaling = link;
    this.#canSend = false;
    this.subscriptions.clear();
    this.#window.cancelNotice();
    if (this.#state === 'waiting')
      this.#limit(this.#options.cloud.timing.mediaReturnMs, stopReason.connectionTimeout);
    this.#state = 'connecting';
  }

  #welcomeMedia(connection: MediaConnection): void {
    this.#media?.link.drop();
    this.#media = connection;
    this.#state = 'connecting';
  }

  #gone(link: Link, reason: number): void {
    const { cloud } = this.#options;
    if (link === this.#media?.link && !link.isSilent) {
      cloud.own(this.mediaLost(reason, { event7: true, state2: true }));
    }
    if (link !== this.#signaling) return;
    const isUnanswered = reason === stopReason.keepAlivesUnanswered;
    if (isUnanswered) this.#media?.link.drop();
    cloud.own(this.signalingLost(reason, isUnanswered ? 0 : cloud.timing.noticeMs));
  }

  #interrupted(): void {
    this.#canSend = false;
    this.#state = 'interrupted';
  }

  #limit(ms: number, reason: number): void {
    this.#window.open(ms, () => this.#options.cloud.own(this.end(reason)));
  }

  #endedError(): Error {
    return new Error(`The stream has ended (stop reason ${this.#endReason ?? 'none'})`);
  }
}
