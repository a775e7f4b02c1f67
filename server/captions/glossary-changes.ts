/** Translates settled lines again after a change of a glossary, in slices between which everything else of the meeting runs. */

import { delay } from '../lib/delay.ts';
import { LINES_PER_SLICE, SLICE_PATIENCE_MS } from './caption-limits.ts';
import type { CaptionStore, RenderedLine } from './caption-store.ts';
import { type Glossaries, termFinder } from './glossary-terms.ts';
import type { LanguageRoom } from './language-room.ts';
import { changedTerms, type MeetingTerms, noGlossaries } from './meeting-terms.ts';
import { needsTranslation } from './rendering.ts';
import type { TermFinder } from './translator.ts';

export interface GlossaryChangesOptions {
  readonly meetingId: string;
  readonly store: Pick<CaptionStore, 'languages' | 'newest' | 'outdate'>;
  readonly terms: Pick<MeetingTerms, 'glossaries' | 'reload'>;
  /** Where a language is read now, if it is. */
  readonly roomOf: (language: string) => Pick<LanguageRoom, 'translateAgain'> | undefined;
  /** Runs a task among the meeting's updates, and lets the process breathe after it. */
  readonly inOrder: <T>(task: () => Promise<T>) => Promise<T>;
  readonly stopped: AbortSignal;
}

/** One pass at a time: changes that come while it goes on are taken together by the next. */
export class GlossaryChanges {
  readonly #options: GlossaryChangesOptions;
  #pass: Promise<void> | undefined;
  #isOutdated = false;
  /** What the lines follow already. */
  #followed: Glossaries | undefined;

  constructor(options: GlossaryChangesOptions) {
    this.#options = options;
  }

  /** Reads the glossaries anew. Settles when every line with a changed term is translated again, or marked as outdated. */
  async changed(): Promise<void> {
    const { terms, inOrder, stopped } = this.#options;
    this.#followed ??= terms.glossaries;
    await inOrder(() => terms.reload());
    this.#isOutdated = true;
    while (this.#isOutdated && !stopped.aborted) {
      this.#pass ??= this.#follow().finally(() => {
        this.#pass = undefined;
      });
      await this.#pass;
    }
  }

  async #follow(): Promise<void> {
    const { meetingId, store, terms } = this.#options;
    this.#isOutdated = false;
    const [before, after] = [this.#followed ?? noGlossaries, terms.glossaries];
    for (const language of await store.languages(meetingId)) {
      const changed = changedTerms(language, before, after);
      if (changed.length > 0) await this.#translateAgain(language, termFinder(changed));
    }
    this.#followed = after;
  }

  /** Newest first: what is being read comes before what was. */
  async #translateAgain(language: string, changed: TermFinder): Promise<void> {
    const { inOrder, stopped } = this.#options;
    for (let before: number | undefined; !stopped.aborted; ) {
      const at = before;
      const { oldest, work } = await inOrder(() => this.#slice(language, changed, at));
      if (oldest === undefined) return;
      before = oldest;
      if (work.length > 0) await this.#patience(work);
    }
  }

  async #slice(
    language: string,
    changed: TermFinder,
    before: number | undefined,
  ): Promise<{ readonly oldest: number | undefined; readonly work: readonly Promise<void>[] }> {
    const { store, meetingId, roomOf } = this.#options;
    const upTo = before === undefined ? {} : { before };
    const lines = await store.newest(meetingId, language, { ...upTo, limit: LINES_PER_SLICE });
    const affected = lines.filter((rendered) => isAffected(rendered, language, changed));
    const room = roomOf(language);
    const work = room === undefined ? [] : affected.toReversed().map((line) => room.translateAgain(line));
    const ids = affected.map(({ line }) => line.id);
    if (room === undefined && ids.length > 0) await store.outdate(meetingId, language, ids);
    return { oldest: lines.length < LINES_PER_SLICE ? undefined : lines[0]?.line.position, work };
  }

  /** Engines have a short queue for the past: the next slice waits for this one, within reason. */
  async #patience(work: readonly Promise<void>[]): Promise<void> {
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, this.#options.stopped]);
    await Promise.race([Promise.allSettled(work), delay(SLICE_PATIENCE_MS, signal)]);
    end.abort();
  }
}

function isAffected({ line, rendering }: RenderedLine, language: string, changed: TermFinder): boolean {
  return (
    line.kind === 'caption' &&
    line.state === 'settled' &&
    rendering?.origin !== 'person' &&
    needsTranslation(line, language) &&
    changed.find(line.text, line.language).length > 0
  );
}
