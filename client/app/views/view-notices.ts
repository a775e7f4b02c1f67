import type { ViewKind } from '../../../shared/views.ts';
import type { CaptionFeed } from '../../captions/feed/caption-feed.ts';
import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import type { MeetingSession } from '../session/meeting-session.ts';
import type { ViewScreen } from './screen/view-screen.ts';
import { isDisconnected, LOST_AFTER_MS, type ViewNotice, viewNotice } from './view-notice.ts';

export interface ViewNoticesOptions {
  readonly kind: ViewKind;
  readonly session: Pick<MeetingSession, 'state'>;
  readonly feed: Pick<CaptionFeed, 'state'>;
  readonly screens: readonly Pick<ViewScreen, 'state'>[];
}

/** What a view says besides captions, as the session and the screens go on: the shell of `view-notice.ts`. */
export class ViewNotices {
  readonly #options: ViewNoticesOptions;
  readonly #state = createStore<ViewNotice>({ kind: 'none' });
  #isLost = false;
  #hasShown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(options: ViewNoticesOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<ViewNotice> {
    return this.#state;
  }

  start(): void {
    const { session, feed, screens } = this.#options;
    const update = () => this.#update();
    this.#unsubscribe = [session, feed, ...screens].map(({ state }) => state.subscribe(update));
    this.#update();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #update(): void {
    const { kind, session, feed, screens } = this.#options;
    this.#hasShown ||= screens.some(({ state }) => state.get().captions.length > 0);
    this.#followLink(isDisconnected(session.state.get()));
    const next = viewNotice({
      kind,
      session: session.state.get(),
      status: feed.state.get().status,
      isLost: this.#isLost,
      hasShown: this.#hasShown,
    });
    if (JSON.stringify(next) !== JSON.stringify(this.#state.get())) this.#state.set(next);
  }

  #followLink(isDown: boolean): void {
    if (!isDown) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#isLost = false;
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#isLost = true;
      this.#update();
    }, LOST_AFTER_MS);
  }
}
