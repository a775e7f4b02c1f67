import type { Caption, Line } from '../../../shared/caption.ts';
import { ORIGINAL } from '../../../shared/language.ts';
import type { RequestErrorCode } from '../../../shared/panel-protocol.ts';
import { lineBounds } from '../../captions/feed/feed-lines.ts';
import type { FeedState } from '../../captions/feed/feed-state.ts';
import type { ReadingPlace } from '../../captions/feed/reading-place.ts';
import type { OtherColumn } from '../../captions/list/other-column.ts';
import { ShownLines } from '../../captions/list/shown-lines.ts';
import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import type { ReaderModel } from '../reader/reader-model.ts';
import { CompanionFeed } from '../session/companion-feed.ts';

export type ColumnReader = Pick<ReaderModel, 'feed' | 'preferences' | 'session'>;

/** A language that the meeting refused for the second column. */
export interface ColumnRefusal {
  readonly code: RequestErrorCode;
  readonly language: string;
}

/** A page of earlier lines that could not be loaded is asked for again after this. */
const RETRY_MS = 1_500;
/** Lines that the second column may have beyond those of the first, before it drops them. */
const SPARE_LINES = 1_000;

interface Companion {
  readonly language: string;
  readonly feed: CompanionFeed;
  readonly lines: ShownLines;
}

/**
 * The second language of a reader, in a column beside the first. Lines have the same ids in every language, so that the first
 * column's lines decide what is shown; the originals need no second feed.
 */
export class SecondColumn {
  readonly #reader: ColumnReader;
  readonly #state = createStore<OtherColumn | undefined>(undefined);
  readonly #refusal = createStore<ColumnRefusal | undefined>(undefined);
  #hasRoom = false;
  #companion: Companion | undefined;
  #first: string | undefined;
  #isLoading = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(reader: ColumnReader) {
    this.#reader = reader;
  }

  get state(): ReadonlyStore<OtherColumn | undefined> {
    return this.#state;
  }

  get refusal(): ReadonlyStore<ColumnRefusal | undefined> {
    return this.#refusal;
  }

  /** The language that was chosen; kept while there is no room for it. */
  get chosen(): string | undefined {
    const stored = this.#reader.preferences.state.get().display?.secondLanguage;
    return typeof stored === 'string' && stored !== '' ? stored : undefined;
  }

  start(): void {
    const { feed, preferences } = this.#reader;
    this.#unsubscribe = [preferences.state, feed.state].map((store) => store.subscribe(() => this.#follow()));
    this.#follow();
  }

  /** `undefined`: one column. Remembered like every setting of the display. */
  choose(language: string | undefined): void {
    this.#reader.preferences.update({ display: { secondLanguage: language ?? null } });
  }

  /** A narrow page has no room for two columns, and asks for no second language. */
  setRoom(hasRoom: boolean): void {
    this.#hasRoom = hasRoom;
    this.#follow();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#leave();
  }

  #follow(): void {
    this.#keepApart();
    const language = this.#hasRoom ? this.chosen : undefined;
    if (language !== this.#companion?.language) {
      this.#leave();
      if (language !== undefined && language !== ORIGINAL) this.#open(language);
    }
    if (language === undefined) this.#state.set(undefined);
    else if (language === ORIGINAL) {
      if (this.#state.get()?.language !== ORIGINAL) this.#state.set({ language: ORIGINAL });
    } else this.#keepPace();
  }

  /** Who chooses the second language for the first column wants them the other way round. */
  #keepApart(): void {
    const { requested } = this.#reader.feed.state.get();
    const before = this.#first;
    if (requested === undefined || requested === before) return;
    this.#first = requested;
    if (before !== undefined && requested === this.chosen) this.choose(before);
  }

  #open(language: string): void {
    const { session, preferences } = this.#reader;
    const feed = new CompanionFeed({ session, language });
    const lines = new ShownLines({ feed: feed.feed.state, preferences: preferences.state });
    this.#companion = { language, feed, lines };
    lines.state.subscribe(() => this.#show());
    feed.feed.state.subscribe(() => {
      this.#refusal.set(feed.feed.state.get().refusal);
      this.#keepPace();
    });
    lines.start();
    feed.start();
    this.#show();
  }

  #leave(): void {
    this.#companion?.lines.close();
    this.#companion?.feed.close();
    this.#companion = undefined;
    this.#refusal.set(undefined);
  }

  #show(): void {
    if (this.#companion === undefined) return;
    const { feed, language, lines } = this.#companion;
    const room = feed.feed.state.get().room?.language;
    this.#state.set({ language: room ?? language, captions: captionsById(lines.state.get().lines) });
  }

  /** The same part of the meeting as the first column, and no more. */
  #keepPace(): void {
    const companion = this.#companion;
    if (companion === undefined || this.#isLoading) return;
    const { feed } = companion.feed;
    const first = this.#reader.feed.state.get();
    const second = feed.state.get();
    if (first.ceiling === undefined && second.lines.length > first.lines.length + SPARE_LINES) {
      feed.trim(first.lines.length);
      return;
    }
    const step = stepTowards(first, second);
    if (step !== undefined) void this.#load(companion.feed, step);
  }

  async #load(feed: CompanionFeed, step: Step): Promise<void> {
    const ends = () => {
      const { floor, ceiling, generation } = feed.feed.state.get();
      return `${floor} ${ceiling} ${generation}`;
    };
    const before = ends();
    this.#isLoading = true;
    await (step.kind === 'show' ? feed.show(step.place) : feed.load(step.direction));
    const wait = ends() === before ? RETRY_MS : 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isLoading = false;
      this.#keepPace();
    }, wait);
  }
}

type Step =
  | { readonly kind: 'show'; readonly place: ReadingPlace | undefined }
  | { readonly kind: 'load'; readonly direction: 'older' | 'newer' };

/** What the second column loads next; `undefined`: it has what the first one has. */
function stepTowards(first: FeedState, second: FeedState): Step | undefined {
  if (first.room === undefined || second.room === undefined) return undefined;
  const ends = { first: lineBounds(first.lines), second: lineBounds(second.lines) };
  const isApart =
    (ends.second.first ?? 0) > (ends.first.last ?? Number.POSITIVE_INFINITY) ||
    (ends.second.last ?? Number.POSITIVE_INFINITY) < (ends.first.first ?? 0);
  // Page by page, it would load all that lies between.
  if (isApart && (first.ceiling !== undefined || second.ceiling !== undefined)) {
    const middle = first.lines[Math.floor(first.lines.length / 2)];
    const isPart = first.ceiling !== undefined && middle !== undefined;
    return { kind: 'show', place: isPart ? { kind: 'line', id: middle.id } : undefined };
  }
  if (second.floor !== undefined && second.floor > (first.floor ?? Number.NEGATIVE_INFINITY))
    return { kind: 'load', direction: 'older' };
  if (second.ceiling !== undefined && second.ceiling < (first.ceiling ?? Number.POSITIVE_INFINITY))
    return { kind: 'load', direction: 'newer' };
  return undefined;
}

function captionsById(lines: readonly Line[]): ReadonlyMap<string, Caption> {
  return new Map(lines.flatMap((line) => (line.kind === 'caption' ? [[line.id, line] as const] : [])));
}
