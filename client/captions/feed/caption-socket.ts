import { io, type Socket } from 'socket.io-client';
import { ORIGINAL } from '../../../shared/language.ts';
import {
  BEAT_MS,
  type ConnectErrorData,
  type Ended,
  type PanelToServerEvents,
  type RequestErrorCode,
  type ServerToPanelEvents,
  type WatchRequest,
} from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import { type AskHistory, loadHistory, partOf } from './history-loading.ts';
import { knownConnectErrorCode, knownEndedCode, knownRequestErrorCode, knownStatus } from './known-words.ts';
import type { ReadingPlace } from './reading-place.ts';
import type { CaptionSocketOptions } from './socket-options.ts';

/** Answers come from stored lines within milliseconds; one that takes this long is lost. */
const ANSWER_LIMIT_MS = 8_000;
const WATCH_RETRY_MS = 2_000;
/** Lost answers in a row after which the connection counts as lost. */
const LOST_ANSWERS_LIMIT = 2;
/** A quiet room sends a beat every ten seconds; after this silence the panel sends `watch`. */
const SILENCE_LIMIT_MS = 2.5 * BEAT_MS;
const RECONNECT_MIN_MS = 500;
const RECONNECT_MAX_MS = 10_000;

const socketSettings = {
  path: routes.socket,
  autoConnect: false,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: RECONNECT_MIN_MS,
  reconnectionDelayMax: RECONNECT_MAX_MS,
};

/** One panel's connection: keeps the feed current in the chosen language, through losses and switches. */
export class CaptionSocket {
  readonly #options: CaptionSocketOptions;
  readonly #socket: Socket<ServerToPanelEvents, PanelToServerEvents>;
  #token = '';
  #language: string | undefined;
  /** Until lines are there. */
  #place: ReadingPlace | undefined;
  #fallbacks: string[];
  /** Only the answer to the newest `watch` counts. */
  #watchTurn = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #heardAt = 0;
  #lostAnswers = 0;
  #ended = false;

  constructor(options: CaptionSocketOptions) {
    this.#options = options;
    this.#fallbacks = [...options.fallbackLanguages, ORIGINAL];
    this.#place = options.place;
    const settings = {
      ...socketSettings,
      auth: (give: (auth: { token: string }) => void) => give({ token: this.#token }),
    };
    this.#socket = options.url === undefined ? io(settings) : io(options.url, settings);
    this.#listen();
  }

  /** Connects, or connects anew, with this token. */
  connect(token: string): void {
    this.#token = token;
    this.#ended = false;
    this.#socket.connect();
  }

  /** The page is visible again, perhaps after hours of sleep: detects a half-open connection at once. */
  wake(): void {
    if (this.#ended) return;
    if (!this.#socket.connected) {
      // Its next attempt may be ten seconds away.
      if (this.#socket.active) this.#reconnect();
    } else if (Date.now() - this.#heardAt > BEAT_MS) void this.#watch();
  }

  disconnect(): void {
    this.#ended = true;
    this.#stopTimers();
    this.#socket.disconnect();
  }

  /** Reads the meeting in another language, from now on and back to its beginning. */
  read(language: string): void {
    this.#language = language;
    if (this.#socket.connected) void this.#watch();
  }

  /** Shows the lines at this place instead of those that are loaded; `undefined`: the newest ones. */
  async show(place?: ReadingPlace): Promise<void> {
    this.#place = place;
    if (this.#socket.connected) await this.#watch(true);
  }

  /** Loads what was said before the oldest line, or after a part of the past; the feed tells when there is nothing. */
  async load(direction: 'older' | 'newer'): Promise<void> {
    if (this.#socket.connected) await loadHistory(this.#options.feed, direction, this.#history);
  }

  /** Replaces the token by a newer one of the same viewer and meeting; a refusal reconnects. */
  async renew(token: string): Promise<void> {
    this.#token = token;
    if (!this.#socket.connected) return;
    const renewed = await this.#asking()
      .emitWithAck('renew', { token })
      .catch(() => ({ ok: false }));
    if (!renewed.ok && this.#socket.connected) this.#reconnect();
  }

  /** Ends it for good. (`Symbol.asyncDispose` is missing in the WebKit of older Zoom clients.) */
  close(): void {
    this.disconnect();
    this.#socket.removeAllListeners();
  }

  #listen(): void {
    const { feed } = this.#options;
    this.#socket.on('connect', () => {
      this.#heard();
      this.#options.onConnected();
      void this.#watch();
    });
    this.#socket.on('disconnect', () => {
      this.#watchTurn += 1;
      this.#lostAnswers = 0;
      this.#stopTimers();
      // After `ended` the session decides; after our own `disconnect` nothing follows.
      this.#options.onDisconnected(this.#socket.active || this.#ended);
    });
    this.#socket.on('connect_error', (error: Error & { data?: ConnectErrorData }) => {
      // Without data the network failed, and the socket tries again by itself.
      if (error.data !== undefined) this.#options.onRefused(knownConnectErrorCode(error.data.code));
      else this.#options.onDisconnected(this.#socket.active);
    });
    this.#socket.on('captions', (batch) => {
      this.#heard();
      if (feed.apply(batch) === 'gap') void this.#watch();
    });
    this.#socket.on('status', (status) => feed.setStatus(knownStatus(status)));
    this.#socket.on('marks', ({ lines }) => this.#options.onMarks?.(lines));
    this.#socket.on('ended', (ended: Ended) => {
      this.#ended = true;
      this.#options.onEnded(knownEndedCode(ended.code));
    });
  }

  async #watch(anew = false): Promise<void> {
    const language = this.#language;
    if (language === undefined) return;
    const { feed } = this.#options;
    const turn = ++this.#watchTurn;
    clearTimeout(this.#retryTimer);
    const request = feed.beginWatch(language, anew);
    try {
      const answer = await this.#asking().emitWithAck('watch', request);
      this.#heard();
      this.#lostAnswers = 0;
      if (turn !== this.#watchTurn) return;
      if (!answer.ok) {
        const { code, retryAfterMs } = answer.error;
        this.#refused(request, knownRequestErrorCode(code), retryAfterMs);
        return;
      }
      const status = knownStatus(answer.status);
      const keeps = !anew && (answer.reset || request.after === undefined);
      const place = this.#place ?? (keeps ? feed.place : undefined);
      const part = await partOf(place, answer, this.#history);
      if (turn !== this.#watchTurn) return;
      this.#place = undefined;
      if (feed.answerWatch(request, { ...answer, status }, part) === 'gap') void this.#watch();
    } catch {
      if (turn !== this.#watchTurn) return;
      if (++this.#lostAnswers < LOST_ANSWERS_LIMIT) this.#watchLater(WATCH_RETRY_MS);
      else this.#reconnect();
    }
  }

  #heard(): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => {
      this.#heard();
      void this.#watch();
    }, this.#options.silenceLimitMs ?? SILENCE_LIMIT_MS);
  }

  #stopTimers(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#silenceTimer);
  }

  #reconnect(): void {
    this.#socket.disconnect().connect();
  }

  #refused(request: WatchRequest, code: RequestErrorCode, retryAfterMs?: number): void {
    const { feed } = this.#options;
    switch (code) {
      case 'rate-limited':
        this.#watchLater(retryAfterMs ?? WATCH_RETRY_MS);
        return;
      case 'not-allowed':
      case 'not-in-a-meeting':
        this.#options.onRefused('not-allowed');
        return;
      case 'unknown-language':
      case 'language-not-served':
      case 'language-limit':
      case 'bad-request': {
        feed.refuseWatch(request, code);
        this.#fallbacks = this.#fallbacks.filter((language) => language !== request.language);
        this.#language = feed.room?.asked ?? this.#fallbacks.shift();
        if (feed.room === undefined) void this.#watch();
      }
    }
  }

  #watchLater(inMs: number): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.#watch(), inMs);
  }

  readonly #history: AskHistory = (request) => this.#asking().emitWithAck('history', request);

  #asking() {
    return this.#socket.timeout(this.#options.answerLimitMs ?? ANSWER_LIMIT_MS);
  }
}
