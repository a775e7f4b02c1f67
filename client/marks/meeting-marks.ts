import type { Caption } from '../../shared/caption.ts';
import type { MarkedLine, MarkedLines, MarkRequest, OwnMarks } from '../../shared/reports/marks.ts';
import { routes } from '../../shared/routes.ts';
import type { ApiClient } from '../api/api-client.ts';
import { createStore, type ReadonlyStore } from '../lib/store.ts';

/** A mark of this reader: of these words, in this language. Loaded from the server: of the words as they are now. */
interface OwnMark {
  readonly language: string;
  readonly text?: string;
}

export interface MeetingMarksState {
  /** By caption id. */
  readonly own: ReadonlyMap<string, OwnMark>;
  /** For the host: how many lines await an answer. */
  readonly awaiting: number;
}

export interface MeetingMarksOptions {
  readonly api: ApiClient;
  readonly meetingId: () => string | undefined;
  /** The language that is read, as its room is named. */
  readonly language: () => string | undefined;
}

/** Lines that are marked as wrong: the reader's own, and for the host how many there are. */
export class MeetingMarks {
  readonly #options: MeetingMarksOptions;
  readonly #state = createStore<MeetingMarksState>({ own: new Map(), awaiting: 0 });
  #loading: Promise<void> | undefined;

  constructor(options: MeetingMarksOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<MeetingMarksState> {
    return this.#state;
  }

  /** Once: marks from before this page was opened. A failure leaves them unknown, and the next call tries again. */
  loadOwn(): void {
    const id = this.#options.meetingId();
    if (id === undefined || this.#loading !== undefined) return;
    this.#loading = this.#options.api.get<OwnMarks>(routes.ownMarks(id)).then(
      ({ marks }) => {
        const loaded = marks.map(({ captionId, language }) => [captionId, { language }] as const);
        this.#setOwn(new Map([...loaded, ...this.#state.get().own]));
      },
      () => {
        this.#loading = undefined;
      },
    );
  }

  /** Rejects as `ApiClient` does. */
  async mark({ id, text }: Caption): Promise<void> {
    const { api, meetingId, language: read } = this.#options;
    const [meeting, language] = [meetingId(), read()];
    if (meeting === undefined || language === undefined) return;
    await api.send('PUT', routes.mark(meeting, id), { language } satisfies MarkRequest);
    this.#setOwn(new Map(this.#state.get().own).set(id, { language, text }));
  }

  /** Rejects as `ApiClient` does. */
  async withdraw({ id }: Caption): Promise<void> {
    const meeting = this.#options.meetingId();
    if (meeting === undefined) return;
    await this.#options.api.send('DELETE', routes.mark(meeting, id));
    const own = new Map(this.#state.get().own);
    own.delete(id);
    this.#setOwn(own);
  }

  /** The host's list, newest mark first. Rejects as `ApiClient` does. */
  async marked(): Promise<readonly MarkedLine[]> {
    const meeting = this.#options.meetingId();
    if (meeting === undefined) return [];
    const { lines } = await this.#options.api.get<MarkedLines>(routes.marks(meeting));
    this.setAwaiting(lines.length);
    return lines;
  }

  /** The host finds the line right. Rejects as `ApiClient` does. */
  async dismiss({ caption, language }: MarkedLine): Promise<void> {
    const meeting = this.#options.meetingId();
    if (meeting === undefined) return;
    const path = `${routes.captionMarks(meeting, caption.id)}?${new URLSearchParams({ language })}`;
    await this.#options.api.send('DELETE', path);
  }

  /** The server says so, to hosts. */
  setAwaiting(awaiting: number): void {
    const state = this.#state.get();
    if (state.awaiting !== awaiting) this.#state.set({ ...state, awaiting });
  }

  #setOwn(own: MeetingMarksState['own']): void {
    this.#state.set({ ...this.#state.get(), own });
  }
}

/** What a line needs to know of marks. */
export interface Marking {
  readonly marks: MeetingMarks;
  /** The language that is read. */
  readonly language: string | undefined;
}

/** `corrected`: the words that were marked are not those that stand there now. */
export function markOf(
  own: OwnMark | undefined,
  { text, corrected }: Pick<Caption, 'text' | 'corrected'>,
  language: string | undefined,
): 'none' | 'marked' | 'corrected' {
  if (own === undefined) return 'none';
  const isSame = own.text === undefined || own.language !== language || own.text === text;
  return isSame ? 'marked' : corrected ? 'corrected' : 'none';
}
