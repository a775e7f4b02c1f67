import { io, type Socket } from 'socket.io-client';
import type { Line } from '../../../../shared/caption.ts';
import type { MeetingStatus } from '../../../../shared/meeting-status.ts';
import type {
  CaptionBatch,
  PanelToServerEvents,
  ServerToPanelEvents,
  SessionAnswer,
} from '../../../../shared/panel-protocol.ts';

export interface WallReaderOptions {
  readonly url: string;
  readonly language: string;
  /** A session of the reader, a new one at each call. */
  readonly session: () => Promise<SessionAnswer>;
  readonly onLines: (lines: readonly Line[]) => void;
  readonly onRemoved: (ids: readonly string[]) => void;
  readonly onStatus: (status: MeetingStatus) => void;
  readonly onFault: (fault: unknown) => void;
}

const ANSWER_LIMIT_MS = 5_000;

/** One reader of the language wall: a panel's socket without the panel. */
export class WallReader {
  readonly #options: WallReaderOptions;
  readonly #socket: Socket<ServerToPanelEvents, PanelToServerEvents>;
  #token: string;
  #renewal: NodeJS.Timeout | undefined;
  #epoch = '';
  #version = -1;

  static async open(options: WallReaderOptions): Promise<WallReader> {
    return new WallReader(options, await options.session());
  }

  private constructor(options: WallReaderOptions, session: SessionAnswer) {
    this.#options = options;
    this.#token = session.token;
    this.#socket = io(options.url, {
      transports: ['websocket'],
      auth: (give) => give({ token: this.#token }),
      forceNew: true,
    });
    this.#socket.on('connect', () => this.#watch());
    this.#socket.on('captions', (batch) => this.#receive(batch));
    this.#socket.on('status', options.onStatus);
    this.#renewIn(session.expiresInMs);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#renewal);
    this.#socket.close();
  }

  #watch(): void {
    const after = this.#version < 0 ? {} : { after: { epoch: this.#epoch, version: this.#version } };
    const request = { language: this.#options.language, ...after };
    this.#socket
      .timeout(ANSWER_LIMIT_MS)
      .emitWithAck('watch', request)
      .then((answer) => {
        if (!answer.ok) throw new Error(`The wall may not read ${request.language}: ${answer.error.code}.`);
        this.#epoch = answer.epoch;
        this.#version = answer.version;
        this.#options.onLines(answer.captions);
        this.#options.onStatus(answer.status);
      })
      // A socket that closes meanwhile asks again when it is connected.
      .catch((fault: unknown) => this.#socket.connected && this.#options.onFault(fault));
  }

  #receive(batch: CaptionBatch): void {
    if (batch.epoch !== this.#epoch || batch.version <= this.#version) return;
    if (batch.from > this.#version) {
      this.#watch();
      return;
    }
    this.#version = batch.version;
    if (batch.upserts.length > 0) this.#options.onLines(batch.upserts);
    if (batch.removed.length > 0) this.#options.onRemoved(batch.removed);
  }

  /** Sessions live a quarter of an hour, the demo as long as somebody looks. */
  #renewIn(expiresInMs: number): void {
    this.#renewal = setTimeout(() => {
      this.#renew().catch((fault: unknown) => this.#options.onFault(fault));
    }, expiresInMs / 2);
    this.#renewal.unref();
  }

  async #renew(): Promise<void> {
    const session = await this.#options.session();
    this.#token = session.token;
    await this.#socket.timeout(ANSWER_LIMIT_MS).emitWithAck('renew', { token: session.token });
    this.#renewIn(session.expiresInMs);
  }
}
