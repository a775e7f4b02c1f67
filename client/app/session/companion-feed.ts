import { CaptionFeed } from '../../captions/feed/caption-feed.ts';
import { CaptionSocket } from '../../captions/feed/caption-socket.ts';
import type { ReadingPlace } from '../../captions/feed/reading-place.ts';
import type { MeetingSession } from './meeting-session.ts';
import type { SessionState } from './session-machine.ts';

export interface CompanionFeedOptions {
  /** The session whose token and link this feed uses. */
  readonly session: Pick<MeetingSession, 'state'>;
  readonly language: string;
}

type OpenSession = Extract<SessionState, { kind: 'open' }>['session'];

/** Delay before a connection that the socket gave up is tried again; doubles up to the limit. */
const RETRY_MIN_MS = 2_000;
const RETRY_MAX_MS = 30_000;

/** A second language of an open session: lines and a socket of its own, which live as long as the session does. */
export class CompanionFeed {
  readonly feed = new CaptionFeed();
  readonly #options: CompanionFeedOptions;
  readonly #socket: CaptionSocket;
  /** The session that the socket was connected with. */
  #session: OpenSession | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = RETRY_MIN_MS;
  #unsubscribe: (() => void) | undefined;

  constructor(options: CompanionFeedOptions) {
    this.#options = options;
    this.#socket = new CaptionSocket({
      feed: this.feed,
      fallbackLanguages: [],
      onConnected: () => {
        this.#retryMs = RETRY_MIN_MS;
      },
      onDisconnected: (willReturn) => {
        if (!willReturn) this.#connectLater();
      },
      onRefused: () => this.#connectLater(),
      onEnded: () => this.#connectLater(),
    });
  }

  start(): void {
    this.#socket.read(this.#options.language);
    this.#unsubscribe = this.#options.session.state.subscribe(() => this.#follow());
    this.#follow();
  }

  /** Loads what was said before the oldest line, or after a part of the past. */
  load(direction: 'older' | 'newer'): Promise<void> {
    return this.#socket.load(direction);
  }

  /** Shows the lines at this place instead of those that are loaded; `undefined`: the newest ones. */
  show(place: ReadingPlace | undefined): Promise<void> {
    return this.#socket.show(place);
  }

  /** The page is visible again, or the network is back. */
  wake(): void {
    if (this.#session !== undefined) this.#socket.wake();
  }

  close(): void {
    this.#unsubscribe?.();
    clearTimeout(this.#retryTimer);
    this.#socket.close();
  }

  #follow(): void {
    const state = this.#options.session.state.get();
    if (state.kind !== 'open') {
      // A refusal ends what may be read; a session that is being opened anew does not.
      if (state.kind === 'refused' || state.kind === 'no-meeting') this.#leave();
      return;
    }
    const { session } = state;
    const before = this.#session;
    if (before?.token === session.token) return;
    // The session's own socket proves a first token good.
    if (before === undefined && state.link !== 'online') return;
    if (before !== undefined && before.meeting.id !== session.meeting.id) this.feed.clear();
    const isSameViewer = before === undefined || before.viewer.id === session.viewer.id;
    if (!isSameViewer) this.#socket.disconnect();
    this.#session = session;
    if (before !== undefined && isSameViewer) void this.#socket.renew(session.token);
    this.#connect();
  }

  #leave(): void {
    this.#session = undefined;
    clearTimeout(this.#retryTimer);
    this.#socket.disconnect();
    this.feed.clear();
  }

  #connect(): void {
    clearTimeout(this.#retryTimer);
    if (this.#session !== undefined) this.#socket.connect(this.#session.token);
  }

  /** With the newest token; one that expired is replaced by the session's own attempts. */
  #connectLater(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, RETRY_MAX_MS);
  }
}
