import type { ServedLanguage } from '../../../shared/language.ts';
import type {
  Correction,
  SessionAnswer,
  SessionRequest,
  StreamAction,
} from '../../../shared/panel-protocol.ts';
import type { ExportAnswer, ExportRequest } from '../../../shared/reports/transcript-export.ts';
import { routes } from '../../../shared/routes.ts';
import { createApiClient } from '../../api/api-client.ts';
import { CaptionFeed } from '../../captions/feed/caption-feed.ts';
import { CaptionSocket } from '../../captions/feed/caption-socket.ts';
import type { ReadingPlace } from '../../captions/feed/reading-place.ts';
import { ShownLines } from '../../captions/list/shown-lines.ts';
import { createServerPermission } from '../../controls/server-permission.ts';
import { StreamControl } from '../../controls/stream-control.ts';
import { createHostApi, type HostSheetApi } from '../../host/host-api.ts';
import {
  initialLanguage,
  type LanguageFacts,
  parseRecent,
  suggestedLanguage,
  targetLanguage,
  withRecent,
} from '../../languages/language-choice.ts';
import { MeetingMarks } from '../../marks/meeting-marks.ts';
import { PreferencesStore } from '../../preferences/preferences-store.ts';
import { createShareApi, type ShareApi } from '../../share/share-api.ts';
import { ReadAloud } from '../../speech/read-aloud.ts';
import type { ZoomClient } from '../../zoom/zoom-client.ts';
import type { PageFacts } from '../page-facts.ts';
import { PageVisibility } from '../page-visibility.ts';
import { MeetingSession } from '../session/meeting-session.ts';

export interface ReaderModelOptions {
  readonly facts: PageFacts;
  /** The proof that goes with `POST /api/session`: a sealed context, a share token, or a meeting and the cookie. */
  readonly proof: () => Promise<SessionRequest>;
  /** Absent outside Zoom. */
  readonly zoom?: ZoomClient;
  /** A language that the link itself asks for. */
  readonly linkLanguage?: string;
  /** Where reading begins; default: at the newest line. */
  readonly opensAt?: ReadingPlace;
  /** The person has chosen another language. */
  readonly onLanguage?: (tag: string) => void;
}

/** The model behind one reader on screen: session, feed, preferences, controls. */
export class ReaderModel {
  readonly feed = new CaptionFeed();
  readonly preferences: PreferencesStore;
  readonly shownLines: ShownLines;
  readonly session: MeetingSession;
  readonly control: StreamControl;
  readonly marks: MeetingMarks;
  readonly zoom: ZoomClient | undefined;
  readonly opensAt: ReadingPlace | undefined;
  /** Absent where the browser cannot speak. */
  readonly readAloud: ReadAloud | undefined;
  readonly #facts: PageFacts;
  readonly #linkLanguage: string | undefined;
  readonly #onLanguage: ((tag: string) => void) | undefined;
  readonly #forget: (() => void)[] = [];
  readonly #api;
  #token: string | undefined;
  #preferencesLoaded = false;

  constructor(options: ReaderModelOptions) {
    this.zoom = options.zoom;
    this.opensAt = options.opensAt;
    this.#facts = options.facts;
    this.#linkLanguage = options.linkLanguage;
    this.#onLanguage = options.onLanguage;
    this.#api = createApiClient({ token: () => this.#token });
    this.preferences = new PreferencesStore({ api: this.#api });
    this.shownLines = new ShownLines({ feed: this.feed.state, preferences: this.preferences.state });
    this.marks = new MeetingMarks({
      api: this.#api,
      meetingId: () => this.#meetingId,
      language: () => this.feed.room?.language,
    });
    this.readAloud = ReadAloud.create((listener) => this.feed.onSettled(listener));
    this.session = new MeetingSession({
      feed: this.feed,
      openSession: () => this.#openSession(options.proof),
      createSocket: (dispatch) =>
        new CaptionSocket({
          feed: this.feed,
          fallbackLanguages: [targetLanguage(this.languageFacts)],
          place: options.opensAt,
          onConnected: () => dispatch({ kind: 'connected' }),
          onDisconnected: (willReturn) => dispatch({ kind: 'disconnected', willReturn }),
          onRefused: (code) => dispatch({ kind: 'connection-refused', code }),
          onEnded: (code) => dispatch({ kind: 'ended', code }),
          onMarks: (lines) => this.marks.setAwaiting(lines),
        }),
    });
    this.control = new StreamControl({
      ...(options.zoom === undefined ? {} : { viaZoom: options.zoom }),
      viaServer: (action) => this.#requestByServer(action),
      ...(options.zoom === undefined
        ? {}
        : { permission: createServerPermission({ api: this.#api, zoom: options.zoom }) }),
    });
  }

  get languageFacts(): LanguageFacts {
    return {
      saved: this.#linkLanguage ?? this.preferences.state.get().language,
      target: this.#facts.target,
      browser: this.#facts.browserLanguages,
    };
  }

  get browserLanguages(): readonly string[] {
    return this.#facts.browserLanguages;
  }

  get suggestion(): string | undefined {
    const suggestion = suggestedLanguage(this.languageFacts);
    return suggestion === this.preferences.state.get().display?.declinedLanguage ? undefined : suggestion;
  }

  /** Stores that the suggestion was declined, so that it does not appear again. */
  declineSuggestion(tag: string): void {
    this.preferences.update({ display: { declinedLanguage: tag } });
  }

  get recentLanguages(): readonly string[] {
    return parseRecent(this.preferences.state.get().display?.recentLanguages);
  }

  start(): void {
    this.shownLines.start();
    this.#followStatus();
    this.#followNetwork();
    this.#followHints();
    this.session.start();
  }

  chooseLanguage(tag: string): void {
    this.preferences.update({
      language: tag,
      display: { recentLanguages: withRecent(this.recentLanguages, tag) },
    });
    this.session.read(tag);
    this.#onLanguage?.(tag);
    // Queued lines are in the language before.
    this.readAloud?.stop();
  }

  readonly loadLanguages = (): Promise<readonly ServedLanguage[]> => this.#api.get(routes.languages);

  /** The host's part of the API, for one meeting. */
  hostApi(meetingId: string): HostSheetApi {
    return createHostApi(this.#api, meetingId);
  }

  readonly exportTranscript = async (request: ExportRequest): Promise<ExportAnswer> => {
    const state = this.session.state.get();
    if (state.kind !== 'open') throw new Error('There is no session with a meeting.');
    return await this.#api.send('POST', routes.exports(state.session.meeting.id), request);
  };

  /** The links of one meeting, for its host. */
  shareApi(meetingId: string): ShareApi {
    return createShareApi(this.#api, meetingId);
  }

  readonly correct = async (lineId: string, correction: Correction): Promise<void> => {
    const id = this.#meetingId;
    if (id !== undefined) await this.#api.send('PATCH', routes.caption(id, lineId), correction);
  };

  close(): void {
    for (const forget of this.#forget) forget();
    this.preferences.flush();
    this.shownLines.close();
    this.session.close();
    this.control.close();
    this.readAloud?.close();
  }

  get #meetingId(): string | undefined {
    const state = this.session.state.get();
    return state.kind === 'open' ? state.session.meeting.id : undefined;
  }

  async #openSession(proof: () => Promise<SessionRequest>): Promise<SessionAnswer> {
    // The request carries the old token, by which the server recognises a guest.
    const answer = await this.#api.send<SessionAnswer>('POST', routes.session, await proof());
    this.#token = answer.token;
    if (!this.#preferencesLoaded) {
      this.#preferencesLoaded = true;
      await this.preferences.load();
      this.session.read(initialLanguage(this.languageFacts));
    }
    return answer;
  }

  async #requestByServer(action: StreamAction): Promise<unknown> {
    const id = this.#meetingId;
    return id === undefined ? undefined : this.#api.send('POST', routes.stream(id), { action });
  }

  /** A new status of the meeting settles a pending request. */
  #followStatus(): void {
    let known = this.feed.state.get().status?.state;
    this.#forget.push(
      this.feed.state.subscribe(() => {
        const state = this.feed.state.get().status?.state;
        if (state !== known && known !== undefined) this.control.settle();
        known = state;
      }),
    );
  }

  #followNetwork(): void {
    const online = () => this.session.wake();
    window.addEventListener('online', online);
    this.#forget.push(() => window.removeEventListener('online', online));
  }

  #followHints(): void {
    const visibility = new PageVisibility((isVisible) => this.#visibilityChanged(isVisible));
    const forget = this.zoom?.onHint((hint) => {
      switch (hint.kind) {
        case 'context-changed':
          this.session.refresh();
          break;
        case 'rtms-changed':
          void this.control.check();
          break;
        case 'visibility-changed':
          visibility.setZoomVisible(hint.visible);
      }
    });
    this.#forget.push(() => visibility.close());
    if (forget !== undefined) this.#forget.push(forget);
  }

  #visibilityChanged(visible: boolean): void {
    this.feed.setVisible(visible);
    if (visible) this.session.wake();
    else this.preferences.flush();
  }
}
