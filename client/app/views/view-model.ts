import type { SessionAnswer, SessionRequest } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import type { ViewKind } from '../../../shared/views.ts';
import { createApiClient } from '../../api/api-client.ts';
import { CaptionFeed } from '../../captions/feed/caption-feed.ts';
import { CaptionSocket } from '../../captions/feed/caption-socket.ts';
import { type LanguageFacts, targetLanguage } from '../../languages/language-choice.ts';
import type { ViewSettings } from '../../views/view-settings.ts';
import { CompanionFeed } from '../session/companion-feed.ts';
import { MeetingSession } from '../session/meeting-session.ts';
import type { Refusal } from '../session/session-machine.ts';
import { ViewScreen } from './screen/view-screen.ts';
import { ViewNotices } from './view-notices.ts';

export interface ViewModelOptions {
  readonly kind: ViewKind;
  readonly settings: Pick<ViewSettings, 'languages' | 'drafts' | 'clear'>;
  /** The proof that goes with `POST /api/session`. */
  readonly proof: () => Promise<SessionRequest>;
  /** For a view whose address names no language. */
  readonly language: string;
  readonly languageFacts: LanguageFacts;
}

/** The operator may sign in elsewhere in this browser, or be let in later: a refused view asks again by itself. */
const REFUSED_RETRY_MS = 30_000;
/** A link that was closed and a meeting that was deleted do not come back. */
const mayBeLifted: readonly Refusal[] = ['sign-in', 'not-allowed', 'record-restricted'];

/** The model behind a view: one session, and a feed and a screen for each language. */
export class ViewModel {
  readonly session: MeetingSession;
  readonly feed = new CaptionFeed();
  readonly screens: readonly ViewScreen[];
  readonly notices: ViewNotices;
  readonly #companion: CompanionFeed | undefined;
  readonly #first: string;
  readonly #forget: (() => void)[] = [];
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #token: string | undefined;

  constructor({ kind, settings, proof, language, languageFacts }: ViewModelOptions) {
    const [first = language, second] = settings.languages;
    this.#first = first;
    const api = createApiClient({ token: () => this.#token });
    this.session = new MeetingSession({
      feed: this.feed,
      openSession: async () => {
        const answer = await api.send<SessionAnswer>('POST', routes.session, await proof());
        this.#token = answer.token;
        return answer;
      },
      createSocket: (dispatch) =>
        new CaptionSocket({
          feed: this.feed,
          fallbackLanguages: [targetLanguage(languageFacts)],
          onConnected: () => dispatch({ kind: 'connected' }),
          onDisconnected: (willReturn) => dispatch({ kind: 'disconnected', willReturn }),
          onRefused: (code) => dispatch({ kind: 'connection-refused', code }),
          onEnded: (code) => dispatch({ kind: 'ended', code }),
        }),
    });
    this.#companion =
      second === undefined ? undefined : new CompanionFeed({ session: this.session, language: second });
    const feeds = [this.feed, ...(this.#companion === undefined ? [] : [this.#companion.feed])];
    const { drafts, clear } = settings;
    this.screens = feeds.map((feed) => new ViewScreen({ feed, drafts, clearMs: clear * 1_000 }));
    this.notices = new ViewNotices({ kind, session: this.session, feed: this.feed, screens: this.screens });
  }

  start(): void {
    for (const screen of this.screens) screen.start();
    this.notices.start();
    this.session.read(this.#first);
    this.#forget.push(this.session.state.subscribe(() => this.#followRefusal()));
    const wake = () => {
      if (document.visibilityState === 'hidden') return;
      this.session.wake();
      this.#companion?.wake();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    this.#forget.push(() => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    });
    this.session.start();
    this.#companion?.start();
  }

  close(): void {
    clearTimeout(this.#retryTimer);
    for (const forget of this.#forget) forget();
    this.notices.close();
    for (const screen of this.screens) screen.close();
    this.#companion?.close();
    this.session.close();
  }

  #followRefusal(): void {
    const state = this.session.state.get();
    clearTimeout(this.#retryTimer);
    if (state.kind === 'refused' && mayBeLifted.includes(state.refusal))
      this.#retryTimer = setTimeout(() => this.session.refresh(), REFUSED_RETRY_MS);
  }
}
