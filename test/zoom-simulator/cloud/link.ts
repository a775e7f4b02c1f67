import { WebSocket } from 'ws';
import { isInteger, isObject, parseJson } from './json.ts';
import { messageType } from './protocol.ts';
import { keepAlivesToMiss } from './timing.ts';

export interface LinkOptions {
  readonly socket: WebSocket;
  /** For violations: `signaling` or `media`. */
  readonly name: string;
  readonly keepAliveMs: number;
  /** Digits of keep-alive timestamps: 13 as documented, or 16 as live frames have. Both must be echoed exactly. */
  readonly clock: () => number;
  readonly onFrame: (frame: unknown) => void;
  readonly onMessage: (message: unknown) => void;
  /** The socket closed, and not by us. */
  readonly onClosed: () => void;
  /** Three keep-alives in a row went unanswered. */
  readonly onUnanswered: () => void;
  readonly violation: (sentence: string) => void;
}

/** Zoom's end of one WebSocket: frames out, frames in, keep-alive. */
export class Link {
  readonly #options: LinkOptions;
  readonly #outstanding = new Set<number>();
  #missed = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #silent = false;
  #closedByUs = false;
  #onlyWhenIdle = false;
  #sentSinceTick = false;
  #lastTimestamp = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    const { socket } = options;
    socket.on('message', (data, isBinary) => this.#receive(String(data), isBinary));
    socket.on('error', (error) => options.violation(`${options.name}: broken frame (${error.message})`));
    socket.on('close', () => {
      this.#stopKeepAlive();
      if (!this.#closedByUs) options.onClosed();
    });
  }

  /** Open from both ends: a client that said goodbye is gone, although TCP may still be up. */
  get isOpen(): boolean {
    return this.#options.socket.readyState === WebSocket.OPEN && !this.#closedByUs;
  }

  get isSilent(): boolean {
    return this.#silent;
  }

  /** Open, and somebody is behind it. */
  get isLive(): boolean {
    return this.isOpen && !this.#silent;
  }

  /** Resolves when the frame is written, `false` when the socket is gone or silent. */
  send(frame: object | string | Buffer): Promise<boolean> {
    if (!this.isLive) return Promise.resolve(false);
    this.#sentSinceTick = true;
    const data = typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame);
    return new Promise((resolve) => {
      this.#options.socket.send(data, { binary: Buffer.isBuffer(data) }, (error) =>
        resolve(error === undefined || error === null),
      );
    });
  }

  startKeepAlive(): void {
    this.#timer ??= setInterval(() => this.#tick(), this.#options.keepAliveMs);
  }

  /** Some of Zoom's pages say that keep-alives come only while nothing else does. */
  keepAliveOnlyWhenIdle(): void {
    this.#onlyWhenIdle = true;
  }

  /** TCP stays up; nothing is sent, nothing heard. */
  goSilent(): void {
    this.#silent = true;
    this.#stopKeepAlive();
  }

  close(code = 1000): void {
    this.#closedByUs = true;
    this.#stopKeepAlive();
    this.#options.socket.close(code);
  }

  /** No closing handshake: as when a machine dies. */
  drop(): void {
    this.#closedByUs = true;
    this.#stopKeepAlive();
    this.#options.socket.terminate();
  }

  #tick(): void {
    if (this.#outstanding.size > 0) {
      this.#missed += 1;
      if (this.#missed >= keepAlivesToMiss) {
        this.#stopKeepAlive();
        this.#options.onUnanswered();
        return;
      }
    }
    const isBusy = this.#sentSinceTick;
    this.#sentSinceTick = false;
    if (this.#onlyWhenIdle && isBusy) return;
    const timestamp = Math.max(this.#options.clock(), this.#lastTimestamp + 1);
    this.#lastTimestamp = timestamp;
    this.#outstanding.add(timestamp);
    void this.send({ msg_type: messageType.keepAliveRequest, timestamp });
    this.#sentSinceTick = false;
  }

  #receive(text: string, isBinary: boolean): void {
    if (this.#silent) return;
    const { name, violation } = this.#options;
    const message = parseJson(text);
    this.#options.onFrame(message ?? text);
    if (isBinary) violation(`${name}: a binary frame`);
    if (!isObject(message) || !isInteger(message.msg_type)) {
      violation(`${name}: a frame without an integer msg_type`);
      return;
    }
    if (message.msg_type === messageType.keepAliveResponse) this.#answered(message.timestamp);
    else this.#options.onMessage(message);
  }

  #answered(timestamp: unknown): void {
    if (typeof timestamp !== 'number' || !this.#outstanding.has(timestamp)) {
      this.#options.violation(
        `${this.#options.name}: keep-alive answered with ${String(timestamp)}, which was not asked`,
      );
      return;
    }
    // An answer proves the connection: older questions are forgiven, but may still be answered.
    this.#missed = 0;
    for (const asked of this.#outstanding) if (asked <= timestamp) this.#outstanding.delete(asked);
  }

  #stopKeepAlive(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
