/** One language of one meeting: renders every line in it, in reading order, stores each version and then sends it. */
import type { CaptionBatch } from '../../shared/panel-protocol.ts';
import { delay } from '../lib/delay.ts';
import { persist } from '../lib/persist.ts';
import { SerialQueue } from '../lib/serial-queue.ts';
import type { Logger } from '../logger.ts';
import type { CaptionCounters } from './caption-counters.ts';
import {
  PENDING_AFTER_MS,
  RETRY_FIRST_MS,
  RETRY_FOR_MS,
  REVISION_QUIET_MS,
  REVISIONS_AT_ONCE,
} from './caption-limits.ts';
import {
  type CaptionRecord,
  type CaptionStore,
  type LineRecord,
  OUTDATED,
  type RenderedLine,
  type Rendering,
} from './caption-store.ts';
import { DraftTranslation } from './draft-translation.ts';
import { sourceForEngines } from './heard-language.ts';
import {
  type Content,
  contentWithoutTranslation,
  draftContent,
  isCurrent,
  isTranslatedDraft,
  isTranslation,
  pendingContent,
  personsContent,
  toLine,
  translatedContent,
} from './rendering.ts';
import { type RoomLine, RoomLines } from './room-lines.ts';
import { RoomVersions } from './room-versions.ts';
import type { TermFinder, Translation, TranslationRequest, Translator } from './translator.ts';

export interface LanguageRoomOptions {
  readonly meetingId: string;
  readonly language: string;
  readonly epoch: string;
  readonly store: CaptionStore;
  readonly translator: Translator;
  /** The glossary and the names of the meeting, as they are now, for this language. */
  readonly terms: () => TermFinder;
  /** Stored, now for the readers. */
  readonly send: (batch: CaptionBatch) => void;
  /** A line reached its settled text in this language, or a better one. */
  readonly onSettled: (line: CaptionRecord, rendering: Rendering) => void;
  readonly counters: CaptionCounters;
  readonly logger: Logger;
  readonly now: () => number;
}

export class LanguageRoom implements AsyncDisposable {
  readonly #options: LanguageRoomOptions;
  readonly #versions: RoomVersions;
  readonly #writes = new SerialQueue();
  readonly #stopped = new AbortController();
  readonly #lines = new RoomLines();
  readonly #changed = new Set<RoomLine>();
  #writing = false;

  constructor(options: LanguageRoomOptions) {
    const { store, meetingId, language } = options;
    this.#options = options;
    this.#versions = new RoomVersions((count) =>
      this.#persist(() => store.reserveVersions(meetingId, language, count)),
    );
  }

  get language(): string {
    return this.#options.language;
  }

  /** Lines changed or came, oldest first. What a person has corrected is translated after everything live. */
  update(lines: readonly LineRecord[]): void {
    for (const line of lines) this.#update(line, isEdited(line) ? 'catch-up' : 'settled');
    this.#show();
  }

  /** Lines that were spoken while nobody read this language, or whose translation was cut short: newest first, after everything live. */
  catchUp(lines: readonly RenderedLine[]): void {
    const missing = lines.filter(
      ({ line, rendering }) => this.#lines.get(line.id) === undefined && !isCurrent(line, rendering),
    );
    for (const { line, rendering } of missing.toReversed()) {
      this.adopt(rendering === undefined ? [] : [{ line, rendering }]);
      this.#update(line, 'catch-up', rendering !== undefined && isTranslation(rendering));
      const entry = this.#lines.of(line);
      if (entry.line.kind === 'caption') entry.content ??= pendingContent(entry.line);
    }
    this.#show();
  }

  /** Older lines that will change: what readers have of them stands until then. */
  adopt(lines: readonly RenderedLine[]): void {
    for (const { line, rendering } of lines) {
      if (rendering !== undefined) this.#lines.adopt({ line, rendering });
    }
  }

  /**
   * Translates a settled line once more, after everything live, because the glossary has changed. A person's words stay.
   * Settles when that is done or given up.
   */
  async translateAgain(rendered: RenderedLine): Promise<void> {
    this.adopt([rendered]);
    const entry = this.#lines.get(rendered.line.id);
    if (entry?.content === undefined || entry.line.kind !== 'caption' || entry.line.removed) return;
    if (entry.content.state !== 'settled' || !isTranslation(entry.content)) return;
    if (entry.content.origin === 'person') return;
    entry.work.abort();
    entry.work = new AbortController();
    await this.#translate(entry, entry.line, 'catch-up', true);
  }

  /** A settled line in the host's own words. */
  correct(rendered: RenderedLine, text: string): void {
    const { line } = rendered;
    if (line.kind !== 'caption') return;
    this.adopt([rendered]);
    const entry = this.#lines.of(line);
    entry.work.abort();
    entry.line = line;
    this.#setContent(entry, personsContent(line, this.language, text));
    this.#show();
  }

  has(lineId: string): boolean {
    return this.#lines.get(lineId) !== undefined;
  }

  /** Reads the store at one version: everything rendered before is stored, nothing is written meanwhile. */
  read<T>(query: (version: number) => Promise<T>): Promise<T> {
    return this.#writes.run(async () => {
      await this.#write();
      if (this.#versions.isUnused) await this.#versions.makeReady(1);
      return await query(this.#versions.sent);
    });
  }

  /** Tells the quiet room where it is, so that a panel that lost a batch notices. */
  beat(): void {
    if (this.#versions.isUnused) return;
    const { language, epoch } = this.#options;
    const version = this.#versions.sent;
    this.#options.send({ language, epoch, from: version, version, upserts: [], removed: [] });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    for (const entry of this.#lines.all()) {
      entry.work.abort();
      entry.draft?.[Symbol.dispose]();
    }
    await this.#writes.idle();
  }

  /** `corrects`: readers have another text of it, which was settled. */
  #update(line: LineRecord, purpose: TranslationRequest['purpose'], corrects = false): void {
    const entry = this.#lines.of(line);
    if (line.kind === 'caption' && line.state === 'settled' && isDone(line, entry.content)) {
      entry.line = line;
      return;
    }
    entry.work.abort();
    entry.work = new AbortController();
    const before = entry.line;
    entry.line = line;
    if (purpose === 'settled') entry.versions ??= [];
    const content = contentWithoutTranslation(line, this.language);
    if (content !== undefined || line.kind !== 'caption' || line.state === 'settled') this.#endDraft(entry);
    if (content !== undefined) this.#setContent(entry, content);
    else if (line.kind === 'caption' && line.state === 'draft') this.#grow(entry, line);
    else if (line.kind === 'caption' && isRevisedAgain(before, line)) this.#translateWhenQuiet(entry, line);
    else if (line.kind === 'caption') void this.#translate(entry, line, purpose, corrects);
  }

  /** The original, dimmed, until there is a beginning of the translation; that one stays while more is spoken. */
  #grow(entry: RoomLine, line: CaptionRecord): void {
    const shown = entry.content;
    const keeps = shown !== undefined && isTranslatedDraft(shown);
    this.#setContent(entry, keeps ? shown : pendingContent(line));
    entry.draft ??= new DraftTranslation({
      translate: (open, signal) => this.#ask(open, 'draft', signal),
      show: (translation) => {
        if (entry.line.kind !== 'caption' || entry.line.state !== 'draft') return;
        const content = draftContent(entry.line, this.language, translation, entry.content);
        if (content === undefined || content.text === entry.content?.text) return;
        this.#setContent(entry, content);
        this.#show();
      },
      now: this.#options.now,
    });
    entry.draft.grow(line);
  }

  /** Only what Zoom says last is worth an engine's work. */
  #translateWhenQuiet(entry: RoomLine, line: CaptionRecord): void {
    const { signal } = entry.work;
    void delay(REVISION_QUIET_MS, signal).then(() => {
      if (!signal.aborted) void this.#translate(entry, line, 'settled', false);
    });
  }

  #endDraft(entry: RoomLine): void {
    entry.draft?.[Symbol.dispose]();
    delete entry.draft;
  }

  #translate(
    entry: RoomLine,
    line: CaptionRecord,
    purpose: TranslationRequest['purpose'],
    corrects: boolean,
  ): Promise<void> {
    const { signal } = entry.work;
    const wait = setTimeout(() => {
      const shown = entry.content;
      if (purpose === 'settled') entry.wasLate = true;
      // A line that had settled keeps its old text until the new one is here, an open one its beginning: it moves once.
      if (shown?.state === 'settled' || shown?.text === line.text) return;
      if (shown !== undefined && isTranslatedDraft(shown)) return;
      this.#setContent(entry, pendingContent(line));
      this.#show();
    }, PENDING_AFTER_MS);
    signal.addEventListener('abort', () => clearTimeout(wait));
    return this.#translateUntilDone(entry, line, purpose, corrects).finally(() => clearTimeout(wait));
  }

  async #translateUntilDone(
    entry: RoomLine,
    line: CaptionRecord,
    purpose: TranslationRequest['purpose'],
    corrects: boolean,
  ): Promise<void> {
    const { signal } = entry.work;
    const giveUpAt = this.#options.now() + RETRY_FOR_MS;
    for (let wait = RETRY_FIRST_MS, attempt = purpose; ; wait *= 2, attempt = 'catch-up') {
      const translation = await this.#ask(line, attempt, signal);
      if (signal.aborted) return;
      this.#take(entry, line, translation, corrects);
      const leftMs = giveUpAt - this.#options.now();
      if (translation.ok || !translation.retryable || leftMs <= 0) return;
      // The last attempt is at the very end: an engine may have asked for nearly all of that time.
      await delay(Math.min(wait, leftMs), signal);
      if (signal.aborted) return;
    }
  }

  #take(entry: RoomLine, line: CaptionRecord, translation: Translation, corrects: boolean): void {
    const shown = entry.content;
    // An old translation of the same words is better than none.
    if (!translation.ok && shown !== undefined && isSettledTranslationOf(line, shown)) return;
    if (!translation.ok && shown?.origin === 'untranslated' && shown.text === line.text) return;
    const content = translatedContent(line, this.language, translation);
    if (isSame(content, shown)) return;
    const differs = corrects && content.text !== shown?.text;
    this.#setContent(entry, differs ? { ...content, corrected: true } : content);
    this.#show();
  }

  #ask(
    line: CaptionRecord,
    purpose: TranslationRequest['purpose'],
    signal: AbortSignal,
  ): Promise<Translation> {
    const { translator, meetingId, terms } = this.#options;
    return translator.translate({
      meetingId,
      lineId: line.id,
      text: line.text,
      source: sourceForEngines(line.language, line.text),
      target: this.language,
      purpose,
      context: this.#lines.contextBefore(line),
      terms: terms(),
      signal,
    });
  }

  #setContent(entry: RoomLine, content: Content): void {
    entry.content = content;
    if (entry.shown) this.#change(entry);
  }

  #change(entry: RoomLine): void {
    entry.isChanged = true;
    this.#changed.add(entry);
  }

  /** Gives every line whose turn it is its place, and writes what changed. */
  #show(): void {
    for (const placed of this.#lines.placeReady()) this.#change(placed);
    if (this.#changed.size === 0 || this.#writing) return;
    this.#writing = true;
    void this.#writes
      .run(() => this.#write())
      .catch(() => undefined) // Only when the room stops while the store is away: the next run renders anew.
      .finally(() => {
        this.#writing = false;
        if (this.#changed.size > 0 && !this.#stopped.signal.aborted) this.#show();
      });
  }

  async #write(): Promise<void> {
    if (this.#changed.size === 0) return;
    const entries = [...this.#changed].sort((a, b) => a.line.position - b.line.position);
    this.#changed.clear();
    for (const entry of entries) entry.isChanged = false;
    await this.#versions.makeReady(entries.length);
    const rendered = entries.flatMap((entry) => this.#render(entry));
    const { store, meetingId, language, epoch, send, onSettled } = this.#options;
    const renderings = rendered.map(({ rendering }) => rendering);
    await this.#persist(() => store.saveRenderings(meetingId, language, renderings));
    const upserts = rendered.filter(({ rendering }) => !rendering.removed).map(toLine);
    const removed = renderings.filter((rendering) => rendering.removed).map((rendering) => rendering.lineId);
    send({ language, epoch, ...this.#versions.send(), upserts, removed });
    for (const { entry, line, rendering } of rendered) {
      this.#count(entry, rendering);
      if (line.kind === 'caption' && rendering.state === 'settled') onSettled(line, rendering);
    }
  }

  #render(entry: RoomLine): (RenderedLine & { rendering: Rendering; entry: RoomLine })[] {
    const { line, content } = entry;
    if (content === undefined) return [];
    const delayMs = line.kind === 'caption' ? Math.max(0, this.#options.now() - line.receivedAt) : 0;
    const version = this.#versions.next();
    return [{ entry, line, rendering: { ...content, lineId: line.id, version, delayMs } }];
  }

  /** Only what was just spoken says how late and how steady captions are, and each line once. */
  #count(entry: RoomLine, rendering: Rendering): void {
    const { versions, wasLate } = entry;
    if (versions === undefined || entry.line.kind !== 'caption') return;
    if (isTranslation(rendering)) versions.push(rendering.text);
    if (rendering.state !== 'settled') return;
    delete entry.versions;
    if (rendering.removed) return;
    this.#options.counters.settled({
      language: this.language,
      engine: rendering.engine ?? rendering.origin,
      delayMs: rendering.delayMs,
      versions,
      wasLate,
      isUntranslated: rendering.origin === 'untranslated',
    });
  }

  #persist<T>(write: () => Promise<T>): Promise<T> {
    return persist(write, { signal: this.#stopped.signal, logger: this.#options.logger });
  }
}

function isEdited(line: LineRecord): boolean {
  return line.kind === 'caption' && line.edited;
}

/** Settled from just this text; only Zoom's pieces behind it changed. */
function isDone(line: CaptionRecord, content: Content | undefined): boolean {
  return !line.removed && isCurrent(line, content) && content?.origin !== 'untranslated';
}

/** Zoom has just revised it, and not for the first time. */
function isRevisedAgain(before: LineRecord, line: CaptionRecord): boolean {
  if (before.kind !== 'caption' || before.revision < REVISIONS_AT_ONCE || line.edited) return false;
  return before.revision < line.revision && line.receivedAt - before.receivedAt < REVISION_QUIET_MS;
}

/** The glossary may have changed since, not what was said. */
function isSettledTranslationOf(line: CaptionRecord, content: Content): boolean {
  const sameWords = content.revision === line.revision || content.revision === OUTDATED;
  return sameWords && content.state === 'settled' && isTranslation(content);
}

function isSame(content: Content, shown: Content | undefined): boolean {
  return (
    shown !== undefined &&
    shown.text === content.text &&
    shown.state === content.state &&
    shown.origin === content.origin &&
    shown.revision === content.revision
  );
}
