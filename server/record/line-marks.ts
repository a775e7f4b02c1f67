/** Lines that readers marked as wrong: who may have marked what is decided before; what a mark means is decided here. */

import type { Correction } from '../../shared/panel-protocol.ts';
import { MAX_MARKED_LINES, type MarkedLine, type OwnMark } from '../../shared/reports/marks.ts';
import type { SpokenLine } from '../captions/model/line.ts';
import {
  contentWithoutTranslation,
  needsTranslation,
  pendingContent,
  type RenderedLine,
  type Rendering,
  toLine,
} from '../captions/model/rendering.ts';
import type { CaptionStore } from '../captions/ports/caption-store.ts';

export interface Mark {
  readonly meetingId: string;
  readonly lineId: string;
  /** Whoever marked it, as their allowance is named: one mark for a line and person. */
  readonly marker: string;
  /** Their Zoom user id; absent for guests. With the person's data the mark is deleted. */
  readonly uid?: string | undefined;
  /** The language that was read. */
  readonly language: string;
  /** Of the line, when it was marked. */
  readonly revision: number;
  /** Milliseconds, our clock. */
  readonly at: number;
}

/** The marks of one line in one language that nobody has answered. */
export interface MarkedGroup {
  readonly lineId: string;
  readonly language: string;
  readonly count: number;
  /** Of the newest, milliseconds since 1970. */
  readonly markedAt: number;
}

/** Port: where marks are kept, beside what was spoken. */
export interface MarkStore {
  /** Added, or replaced by (line, marker). `false`: the line is gone, or has other words by now. */
  save(mark: Mark): Promise<boolean>;
  /** `false`: there was none. */
  withdraw(meetingId: string, lineId: string, marker: string): Promise<boolean>;
  /** Newest first. */
  own(
    meetingId: string,
    marker: string,
    limit: number,
  ): Promise<readonly { readonly lineId: string; readonly language: string }[]>;
  /** Newest first. */
  open(meetingId: string, limit: number): Promise<readonly MarkedGroup[]>;
  /** How many groups are open. */
  count(meetingId: string): Promise<number>;
  /** The line is right in this language: its marks do not count any more. */
  dismiss(meetingId: string, lineId: string, language: string): Promise<void>;
  /** Deletes the marks of a line, in one language or in all. */
  remove(meetingId: string, lineId: string, language: string | undefined): Promise<void>;
}

/** `unknown-line`: none of this meeting that the person may read · `still-open`: its sentence is still being spoken. */
export type MarkOutcome = 'marked' | 'unknown-line' | 'still-open';

export interface LineMarksOptions {
  readonly store: MarkStore;
  readonly captions: Pick<CaptionStore, 'lines' | 'rendered'>;
  readonly now: () => number;
}

/** Enough for a person who reads a day long. */
const MAX_OWN_MARKS = 1_000;

export class LineMarks {
  readonly #options: LineMarksOptions;

  constructor(options: LineMarksOptions) {
    this.#options = options;
  }

  /** @param until only lines spoken until then are this person's to read, milliseconds since 1970 */
  async mark(asked: Omit<Mark, 'revision' | 'at'>, until: number): Promise<MarkOutcome> {
    const { store, now } = this.#options;
    const line = await this.#line(asked.meetingId, asked.lineId);
    if (line === undefined || line.spokenAt > until) return 'unknown-line';
    if (line.state !== 'settled') return 'still-open';
    const isSaved = await store.save({ ...asked, revision: line.revision, at: now() });
    return isSaved ? 'marked' : 'unknown-line';
  }

  /** `false`: nothing was marked. */
  withdraw(meetingId: string, lineId: string, marker: string): Promise<boolean> {
    return this.#options.store.withdraw(meetingId, lineId, marker);
  }

  async own(meetingId: string, marker: string): Promise<readonly OwnMark[]> {
    const marks = await this.#options.store.own(meetingId, marker, MAX_OWN_MARKS);
    return marks.map(({ lineId: captionId, language }) => ({ captionId, language }));
  }

  count(meetingId: string): Promise<number> {
    return this.#options.store.count(meetingId);
  }

  /** The lines that await the host, as their readers have them, the newest mark first. */
  async marked(meetingId: string): Promise<readonly MarkedLine[]> {
    const { store, captions } = this.#options;
    const groups = await store.open(meetingId, MAX_MARKED_LINES);
    const shown = new Map<string, RenderedLine>();
    for (const language of new Set(groups.map((group) => group.language))) {
      const ids = groups.filter((group) => group.language === language).map(({ lineId }) => lineId);
      for (const each of await captions.rendered(meetingId, language, ids))
        shown.set(keyOf(each.line.id, language), each);
    }
    return groups.flatMap(({ lineId, language, count, markedAt }) => {
      const found = shown.get(keyOf(lineId, language));
      if (found?.line.kind !== 'caption') return [];
      const rendering = found.rendering ?? unrendered(found.line, language);
      const caption = toLine({ line: found.line, rendering }, withoutOrder);
      return caption.kind === 'caption' ? [{ language, caption, count, markedAt }] : [];
    });
  }

  /** The host has corrected the line: its marks, in the languages that changed, have done their work. */
  async corrected(meetingId: string, lineId: string, correction: Correction): Promise<void> {
    const { store } = this.#options;
    const line = 'original' in correction ? undefined : await this.#line(meetingId, lineId);
    const isTranslation =
      'language' in correction && line !== undefined && needsTranslation(line, correction.language);
    await store.remove(meetingId, lineId, isTranslation ? correction.language : undefined);
  }

  /** The host finds the line right as it is. */
  async dismiss(meetingId: string, lineId: string, language: string): Promise<void> {
    await this.#options.store.dismiss(meetingId, lineId, language);
  }

  async #line(meetingId: string, lineId: string): Promise<SpokenLine | undefined> {
    const [line] = await this.#options.captions.lines(meetingId, [lineId]);
    return line?.kind === 'caption' && !line.removed ? line : undefined;
  }
}

function keyOf(lineId: string, language: string): string {
  return `${lineId} ${language}`;
}

/** Colours of speakers are the reader's business, not that of a list of lines. */
const withoutOrder = { of: () => undefined };

/** Nobody reads this language any more, and the line was never translated into it. */
function unrendered(line: SpokenLine, language: string): Rendering {
  const content = contentWithoutTranslation(line, language) ?? pendingContent(line);
  return { ...content, lineId: line.id, version: 0, delayMs: 0 };
}
