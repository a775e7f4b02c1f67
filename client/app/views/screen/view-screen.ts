import type { Caption } from '../../../../shared/caption.ts';
import type { CaptionFeed } from '../../../captions/feed/caption-feed.ts';
import { ShownLines } from '../../../captions/list/shown-lines.ts';
import { createStore, type ReadonlyStore } from '../../../lib/store.ts';
import {
  type Clearing,
  captionsIn,
  clearingBefore,
  clearingOf,
  contentOf,
  freshCaptions,
} from './fresh-captions.ts';

export interface ScreenState {
  readonly captions: readonly Caption[];
  /** The captions fade; they are gone after `FADE_MS`. */
  readonly fading: boolean;
  /** The language of the room, as it is served; absent before the first answer. */
  readonly language: string | undefined;
}

export interface ViewScreenOptions {
  readonly feed: CaptionFeed;
  /** Off: finished sentences only. */
  readonly drafts: boolean;
  /** Silence after which the screen is cleared; 0: never. */
  readonly clearMs: number;
}

/** Every caption takes at least one of at most twelve rows. */
const MOST_CAPTIONS = 12;
/** Lines kept in memory: a view scrolls nowhere. */
const KEPT_LINES = 30;
const TRIM_ABOVE = 60;
export const FADE_MS = 700;
/** Zoom's clock and that of this computer may differ. */
const CLOCK_DIFFERENCE_MS = 5_000;

const nothing: readonly Caption[] = [];

/** What one language of a view shows, and for how long. Memory is bounded whatever is spoken. */
export class ViewScreen {
  readonly #options: ViewScreenOptions;
  readonly #shown: ShownLines;
  readonly #state = createStore<ScreenState>({ captions: nothing, fading: false, language: undefined });
  #cleared: Clearing | undefined;
  #content = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(options: ViewScreenOptions) {
    this.#options = options;
    const preferences = createStore({ display: { readingMode: !options.drafts } });
    this.#shown = new ShownLines({ feed: options.feed.state, preferences });
  }

  get state(): ReadonlyStore<ScreenState> {
    return this.#state;
  }

  start(): void {
    const { feed } = this.#options;
    this.#unsubscribe = [
      feed.state.subscribe(() => {
        if (feed.state.get().lines.length > TRIM_ABOVE) feed.trim(KEPT_LINES);
      }),
      this.#shown.state.subscribe(() => this.#update()),
    ];
    this.#shown.start();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#shown.close();
  }

  #update(): void {
    const { clearMs, feed } = this.#options;
    const room = feed.state.get().room;
    const all = captionsIn(this.#shown.state.get().lines);
    if (this.#state.get().language === undefined && room !== undefined && clearMs > 0) {
      // Of what was said before this page opened, only the last words are still of the moment.
      this.#cleared = clearingBefore(all, room.epoch, Date.now() - clearMs - CLOCK_DIFFERENCE_MS);
    }
    const captions = freshCaptions(all, this.#cleared, room?.epoch, MOST_CAPTIONS);
    const content = contentOf(captions);
    const isSame = content === this.#content && this.#state.get().language === room?.language;
    if (isSame) return;
    this.#content = content;
    this.#state.set({ captions, fading: false, language: room?.language });
    clearTimeout(this.#timer);
    if (clearMs > 0 && captions.length > 0) this.#timer = setTimeout(() => this.#fade(), clearMs);
  }

  #fade(): void {
    this.#cleared = clearingOf(
      captionsIn(this.#shown.state.get().lines),
      this.#options.feed.state.get().room?.epoch,
    );
    // What comes while these captions fade replaces them.
    this.#content = contentOf(nothing);
    this.#state.set({ ...this.#state.get(), fading: true });
    this.#timer = setTimeout(() => {
      this.#state.set({ ...this.#state.get(), captions: nothing, fading: false });
    }, FADE_MS);
  }
}
