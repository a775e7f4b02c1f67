import type { Line } from '../../../shared/caption.ts';
import type { Preferences } from '../../../shared/panel-protocol.ts';
import { parseDisplay } from '../../display/display-settings.ts';
import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import type { FeedState } from '../feed/feed-state.ts';
import { Namesakes } from '../line/namesakes.ts';
import { type FinishedLine, readingLines } from './reading-lines.ts';

export interface ShownLinesState {
  /** All lines of the feed, or in reading mode the finished ones; people of one name have different names. */
  readonly lines: readonly Line[];
}

export interface ShownLinesOptions {
  readonly feed: ReadonlyStore<Pick<FeedState, 'lines'>>;
  readonly preferences: ReadonlyStore<Preferences>;
}

const noneFinished: ReadonlyMap<string, FinishedLine> = new Map();

/** The lines to draw. What a line looks like depends on the lines before it, so that it is kept here and not in a component. */
export class ShownLines {
  readonly #options: ShownLinesOptions;
  readonly #state = createStore<ShownLinesState>({ lines: [] });
  readonly #namesakes = new Namesakes();
  #finished = noneFinished;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(options: ShownLinesOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<ShownLinesState> {
    return this.#state;
  }

  start(): void {
    const { feed, preferences } = this.#options;
    let { lines } = feed.get();
    let isReading = this.#isReading();
    this.#unsubscribe = [
      feed.subscribe(() => {
        if (feed.get().lines === lines) return;
        lines = feed.get().lines;
        this.#update();
      }),
      preferences.subscribe(() => {
        if (this.#isReading() === isReading) return;
        isReading = this.#isReading();
        this.#update();
      }),
    ];
    this.#update();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #isReading(): boolean {
    return parseDisplay(this.#options.preferences.get().display).readingMode;
  }

  #update(): void {
    clearTimeout(this.#timer);
    const named = this.#namesakes.named(this.#options.feed.get().lines);
    if (!this.#isReading()) {
      this.#finished = noneFinished;
      this.#state.set({ lines: named });
      return;
    }
    const { lines, finished, nextInMs } = readingLines(named, this.#finished, Date.now());
    this.#finished = finished;
    this.#state.set({ lines });
    if (nextInMs !== undefined) this.#timer = setTimeout(() => this.#update(), nextInMs);
  }
}
