/** Translates settled lines again after a change of a glossary, in slices between which everything else of the meeting runs. */

import { delay } from '../../lib/delay.ts';
import type { SerialQueue } from '../../lib/serial-queue.ts';
import { LINES_PER_SLICE, SLICE_PATIENCE_MS } from '../caption-limits.ts';
import type { LanguageFeed } from '../languages/language-feed.ts';
import type { RenderedLine } from '../model/rendering.ts';
import { needsTranslation } from '../model/rendering.ts';
import type { CaptionStore } from '../ports/caption-store.ts';
import type { TermFinder } from '../ports/translator.ts';
import { type Glossaries, termFinder } from './glossary-terms.ts';
import { changedTerms, type MeetingTerms, noGlossaries } from './meeting-terms.ts';

export interface GlossaryChangesOptions {
  readonly meetingId: string;
  readonly store: Pick<CaptionStore, 'languages' | 'newest' | 'outdate'>;
  readonly terms: Pick<MeetingTerms, 'glossaries' | 'reload'>;
  readonly languages: { get(language: string): Pick<LanguageFeed, 'translateAgain'> | undefined };
  /** The meeting's updates: a slice takes its turn among them. */
  readonly queue: Pick<SerialQueue, 'run'>;
  readonly stopped: AbortSignal;
}

/** One pass at a time: changes during a pass are applied together by the next one. */
export class GlossaryChanges {
  readonly #options: GlossaryChangesOptions;
  #pass: Promise<void> | undefined;
  #isOutdated = false;
  /** The glossaries that the lines follow. */
  #followed: Glossaries | undefined;

  constructor(options: GlossaryChangesOptions) {
    this.#options = options;
  }

  /** Reads the glossaries anew. Settles when every line with a changed term is translated again, or marked as outdated. */
  async changed(): Promise<void> {
    const { terms, queue, stopped } = this.#options;
    this.#followed ??= terms.glossaries;
    await queue.run(() => terms.reload());
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

  /** Newest first, because the newest lines are being read. */
  async #translateAgain(language: string, changed: TermFinder): Promise<void> {
    const { queue, stopped } = this.#options;
    for (let before: number | undefined; !stopped.aborted; ) {
      const at = before;
      const { oldest, work } = await queue.run(() => this.#slice(language, changed, at));
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
    const { store, meetingId, languages } = this.#options;
    const upTo = before === undefined ? {} : { before };
    const lines = await store.newest(meetingId, language, { ...upTo, limit: LINES_PER_SLICE });
    const affected = lines.filter((rendered) => isAffected(rendered, language, changed));
    const feed = languages.get(language);
    const work = feed === undefined ? [] : affected.toReversed().map((line) => feed.translateAgain(line));
    const ids = affected.map(({ line }) => line.id);
    if (feed === undefined && ids.length > 0) await store.outdate(meetingId, language, ids);
    return { oldest: lines.length < LINES_PER_SLICE ? undefined : lines[0]?.line.position, work };
  }

  /** Waits for a slice up to `SLICE_PATIENCE_MS`, because engines' queues for past lines are short. */
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
    changed.find(line.text, line.sourceLanguage).length > 0
  );
}
