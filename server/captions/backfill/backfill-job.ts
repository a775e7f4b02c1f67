/** Translates what is missing of a meeting in one language, oldest first, in slices between which everything else runs. */
import { delay } from '../../lib/delay.ts';
import { turnOfOthers } from '../../lib/turn-of-others.ts';
import {
  BACKFILL_PATIENCE_MS,
  BACKFILL_SLICE_LINES,
  BACKFILL_STALL_MS,
  BACKFILL_UNASKED_MS,
} from '../caption-limits.ts';
import type { LanguageFeed } from '../languages/language-feed.ts';
import type { Line } from '../model/line.ts';
import { isCurrent, needsTranslation, type RenderedLine } from '../model/rendering.ts';
import type { CaptionStore } from '../ports/caption-store.ts';
import type { Preparation } from '../ports/transcript-preparation.ts';

export interface BackfillJobOptions {
  readonly meetingId: string;
  readonly language: string;
  /** Lines of at most this time, milliseconds since 1970. */
  readonly until: number;
  readonly store: Pick<CaptionStore, 'linesAbove' | 'rendered'>;
  /** Opens the language while it is closed. @throws {LanguageLimitReached} */
  readonly feed: () => Promise<Pick<LanguageFeed, 'complete' | 'read'>>;
  readonly stopped: AbortSignal;
  readonly now: () => number;
}

/** Lines of one page while the missing ones are counted. */
const SCAN_PAGE = 100;

export class BackfillJob {
  readonly #options: BackfillJobOptions;
  readonly #missing: string[] = [];
  #translated = 0;
  #askedAt: number;
  #end: 'completed' | 'abandoned' | undefined;

  constructor(options: BackfillJobOptions) {
    this.#options = options;
    this.#askedAt = options.now();
  }

  get until(): number {
    return this.#options.until;
  }

  get progress(): Preparation {
    const state = this.#end === 'completed' ? 'ready' : 'preparing';
    return { state, translated: this.#translated, total: this.#missing.length };
  }

  /** Ended without anybody who waits, or with the server. */
  get isAbandoned(): boolean {
    return this.#end === 'abandoned';
  }

  /** How long nobody has asked, milliseconds. */
  get unaskedMs(): number {
    return this.#options.now() - this.#askedAt;
  }

  /** Somebody waits. */
  asked(): void {
    this.#askedAt = this.#options.now();
  }

  async run(): Promise<void> {
    const isDone = (await this.#findMissing()) && (await this.#translateMissing());
    this.#end = isDone ? 'completed' : 'abandoned';
  }

  get #isWanted(): boolean {
    return !this.#options.stopped.aborted && this.unaskedMs < BACKFILL_UNASKED_MS;
  }

  /** @returns false: nobody waits any more. */
  async #findMissing(): Promise<boolean> {
    const { store, meetingId, language, until } = this.#options;
    for (let position = 0; ; ) {
      if (!this.#isWanted) return false;
      const lines = await store.linesAbove(meetingId, position, SCAN_PAGE);
      const spoken = lines.filter((line) => isForeign(line, language, until)).map(({ id }) => id);
      const rendered = spoken.length === 0 ? [] : await store.rendered(meetingId, language, spoken);
      this.#missing.push(...rendered.filter(isMissing).map(({ line }) => line.id));
      const last = lines.at(-1);
      if (last === undefined || lines.length < SCAN_PAGE) return true;
      position = last.position;
      await turnOfOthers();
    }
  }

  async #translateMissing(): Promise<boolean> {
    for (let at = 0; at < this.#missing.length; at += BACKFILL_SLICE_LINES) {
      const outcome = await this.#slice(this.#missing.slice(at, at + BACKFILL_SLICE_LINES));
      if (outcome === 'unwanted') return false;
      // No engine answers: the rest would wait as long, line by line.
      if (outcome === 'stalled') return true;
      await turnOfOthers();
    }
    return true;
  }

  async #slice(ids: readonly string[]): Promise<'done' | 'stalled' | 'unwanted'> {
    const { store, meetingId, language, stopped, now } = this.#options;
    const linesNow = () => store.rendered(meetingId, language, ids);
    const before = this.#translated;
    const beganAt = now();
    for (;;) {
      if (!this.#isWanted) return 'unwanted';
      const feed = await this.#options.feed();
      const work = feed.complete(await linesNow());
      const end = new AbortController();
      const signal = AbortSignal.any([end.signal, stopped]);
      const ended = work.then(() => true);
      const isOver = await Promise.race([ended, delay(BACKFILL_PATIENCE_MS, signal).then(() => false)]);
      end.abort();
      // At a version: what has been translated is stored by then.
      const left = (await feed.read(linesNow)).filter(isMissing);
      this.#translated = before + ids.length - left.length;
      // Some that failed are tried again while others are translated.
      if (isOver || left.length < ids.length) return 'done';
      if (now() - beganAt > BACKFILL_STALL_MS) return 'stalled';
    }
  }
}

function isForeign(line: Line, language: string, until: number): boolean {
  return (
    line.kind === 'caption' &&
    line.state === 'settled' &&
    line.spokenAt <= until &&
    needsTranslation(line, language)
  );
}

function isMissing({ line, rendering }: RenderedLine): boolean {
  return !line.removed && (!isCurrent(line, rendering) || rendering?.origin === 'untranslated');
}
