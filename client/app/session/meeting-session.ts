import type { SessionAnswer } from '../../../shared/panel-protocol.ts';
import { ApiError } from '../../api/api-client.ts';
import type { CaptionFeed } from '../../captions/feed/caption-feed.ts';
import type { CaptionSocket } from '../../captions/feed/caption-socket.ts';
import { knownStatus } from '../../captions/feed/known-words.ts';
import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import { ZoomCallError } from '../../zoom/zoom-errors.ts';
import {
  openingSession,
  type SessionCommand,
  type SessionEvent,
  type SessionFailure,
  type SessionState,
  stepSession,
} from './session-machine.ts';

export interface MeetingSessionOptions {
  readonly feed: CaptionFeed;
  /** `POST /api/session` with a fresh proof of person and meeting. */
  readonly openSession: () => Promise<SessionAnswer>;
  /** `dispatch`: the socket's events. */
  readonly createSocket: (dispatch: (event: SessionEvent) => void) => CaptionSocket;
}

/** Random share by which delays are shortened: thousands of panels lose one server at the same moment. */
const SPREAD = 0.2;

/** One page's session with a meeting: the shell of `session-machine.ts`. */
export class MeetingSession {
  readonly #options: MeetingSessionOptions;
  readonly #socket: CaptionSocket;
  readonly #state = createStore<SessionState>(openingSession[0]);
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  /** Only the answer to the newest request counts. */
  #turn = 0;

  constructor(options: MeetingSessionOptions) {
    this.#options = options;
    this.#socket = options.createSocket((event) => this.#dispatch(event));
  }

  get state(): ReadonlyStore<SessionState> {
    return this.#state;
  }

  /** The bearer token, once there is a session with a meeting. */
  get token(): string | undefined {
    const state = this.#state.get();
    return state.kind === 'open' ? state.session.token : undefined;
  }

  start(): void {
    this.#follow(openingSession);
  }

  /** Opens the session again, with a fresh proof. */
  refresh(): void {
    this.#dispatch({ kind: 'refresh' });
  }

  /** The page is visible again, or the network is back: connects at once instead of at the next attempt. */
  wake(): void {
    if (this.#state.get().kind === 'unreachable') this.refresh();
    else this.#socket.wake();
  }

  read(language: string): void {
    this.#socket.read(language);
  }

  loadOlder(): Promise<void> {
    return this.#socket.load('older');
  }

  loadNewer(): Promise<void> {
    return this.#socket.load('newer');
  }

  readNewest(): Promise<void> {
    return this.#socket.show();
  }

  close(): void {
    this.#turn += 1;
    clearTimeout(this.#refreshTimer);
    clearTimeout(this.#reconnectTimer);
    this.#socket.close();
  }

  #dispatch(event: SessionEvent): void {
    this.#follow(stepSession(this.#state.get(), event));
  }

  #follow([state, ...commands]: readonly [SessionState, ...SessionCommand[]]): void {
    this.#state.set(state);
    for (const command of commands) this.#perform(command);
  }

  #perform(command: SessionCommand): void {
    switch (command.kind) {
      case 'open-session':
        void this.#open();
        break;
      case 'connect':
        this.#socket.connect(command.token);
        break;
      case 'renew':
        void this.#socket.renew(command.token);
        break;
      case 'disconnect':
        clearTimeout(this.#refreshTimer);
        clearTimeout(this.#reconnectTimer);
        this.#socket.disconnect();
        break;
      case 'clear-captions':
        this.#options.feed.clear();
        break;
      case 'refresh-in':
        clearTimeout(this.#refreshTimer);
        this.#refreshTimer = setTimeout(() => this.#dispatch({ kind: 'refresh' }), spread(command.inMs));
        break;
      case 'reconnect-in':
        clearTimeout(this.#reconnectTimer);
        this.#reconnectTimer = setTimeout(
          () => this.#dispatch({ kind: 'reconnect-due' }),
          spread(command.inMs),
        );
    }
  }

  async #open(): Promise<void> {
    clearTimeout(this.#refreshTimer);
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const session = known(await this.#options.openSession());
      if (turn === this.#turn) this.#dispatch({ kind: 'opened', session });
    } catch (error) {
      if (turn === this.#turn) this.#dispatch({ kind: 'open-failed', failure: failureOf(error) });
    }
  }
}

function known(session: SessionAnswer): SessionAnswer {
  const { meeting } = session;
  return meeting === null
    ? session
    : { ...session, meeting: { ...meeting, status: knownStatus(meeting.status) } };
}

/** What a failed `POST /api/session` means. All but refusals are temporary. */
function failureOf(error: unknown): SessionFailure {
  if (error instanceof ZoomCallError) return { kind: 'unreachable', silent: 'zoom' };
  if (!(error instanceof ApiError) || error.retryable) return { kind: 'unreachable', silent: 'server' };
  switch (error.code) {
    case 'context-expired':
      return { kind: 'expired' };
    case 'record-restricted':
    case 'share-revoked':
    case 'share-expired':
    case 'share-unknown':
    case 'share-incomplete':
      return { kind: 'refused', refusal: error.code };
    default: {
      const mayNotKnow = error.status !== 401 || error.code.startsWith('context-');
      return { kind: 'refused', refusal: mayNotKnow ? 'not-allowed' : 'sign-in' };
    }
  }
}

function spread(delayMs: number): number {
  return delayMs * (1 - SPREAD * Math.random());
}
