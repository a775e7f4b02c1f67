/** One language of one meeting: renders every line in it, in reading order, stores each version and then sends it. */
import type { CaptionBatch } from '../../shared/panel-protocol.ts';
import type { Logger } from '../logger.ts';
import {
  CONTEXT_SENTENCES,
  LIVE_WINDOW_LINES,
  PENDING_AFTER_MS,
  RETRY_FIRST_MS,
  RETRY_FOR_MS,
  VERSION_BLOCK,
} from './caption-limits.ts';
import type { CaptionRecord, CaptionStore, LineRecord, RenderedLine, Rendering } from './caption-store.ts';
import { persist } from './persist.ts';
import {
  type Content,
  contentWithoutTranslation,
  isCurrent,
  pendingContent,
  toLine,
  translatedContent,
} from './rendering.ts';
import { SerialQueue } from './serial-queue.ts';
import type { ContextPair, TranslationRequest, Translator } from './translator.ts';

export interface LanguageRoomOptions {
  readonly meetingId: string;
  readonly language: string;
  readonly epoch: string;
  readonly store: CaptionStore;
  readonly translator: Translator;
  /** Stored, now for the readers. */
  readonly send: (batch: CaptionBatch) => void;
  /** A line reached its settled text in this language, or a better one. */
  readonly onSettled: (line: CaptionRecord, rendering: Rendering) => void;
  readonly logger: Logger;
  readonly now: () => number;
}

interface Entry {
  line: LineRecord;
  /** Newest content; absent while the first translation is awaited. */
  content?: Content;
  /** Has a place on screen: from then on changes go out in place, at once. */
  shown: boolean;
  /** Ends what is under way for an older text of the line. */
  work: AbortController;
}

export class LanguageRoom implements AsyncDisposable {
  readonly #options: LanguageRoomOptions;
  readonly #writes = new SerialQueue();
  readonly #stopped = new AbortController();
  /** Lines of this run, oldest first. */
  readonly #entries = new Map<string, Entry>();
  /** Lines without a place on screen yet, in reading order: none overtakes the one before it. */
  #unshown: Entry[] = [];
  readonly #changed = new Set<Entry>();
  #writing = false;
  /** Last one given to a rendering, and last one told to the readers. */
  #version = 0;
  #sentVersion = 0;
  #reservedThrough = 0;

  constructor(options: LanguageRoomOptions) {
    this.#options = options;
  }

  get language(): string {
    return this.#options.language;
  }

  /** Lines changed or came, oldest first. */
  update(lines: readonly LineRecord[]): void {
    for (const line of lines) this.#update(line, 'settled');
    this.#show();
  }

  /** Lines that were spoken while nobody read this language, or whose translation was cut short: newest first, after everything live. */
  catchUp(lines: readonly RenderedLine[]): void {
    const missing = lines.filter(
      ({ line, rendering }) => !this.#entries.has(line.id) && !isCurrent(line, rendering),
    );
    for (const { line } of missing.toReversed()) {
      this.#update(line, 'catch-up');
      const entry = this.#entries.get(line.id);
      if (entry?.line.kind === 'caption') entry.content ??= pendingContent(entry.line);
    }
    this.#show();
  }

  /** Reads the store at one version: everything rendered before is stored, nothing is written meanwhile. */
  read<T>(query: (version: number) => Promise<T>): Promise<T> {
    return this.#writes.run(async () => {
      await this.#write();
      if (this.#reservedThrough === 0) await this.#reserve();
      return await query(this.#sentVersion);
    });
  }

  /** Tells the quiet room where it is, so that a panel that lost a batch notices. */
  beat(): void {
    if (this.#reservedThrough === 0) return;
    const { language, epoch } = this.#options;
    const version = this.#sentVersion;
    this.#options.send({ language, epoch, from: version, version, upserts: [], removed: [] });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    for (const entry of this.#entries.values()) entry.work.abort();
    await this.#writes.idle();
  }

  #update(line: LineRecord, purpose: TranslationRequest['purpose']): void {
    const entry = this.#entryOf(line);
    entry.work.abort();
    entry.work = new AbortController();
    entry.line = line;
    const content = contentWithoutTranslation(line, this.language);
    if (content !== undefined) this.#setContent(entry, content);
    else if (line.kind === 'caption' && line.state === 'draft') this.#setContent(entry, pendingContent(line));
    else if (line.kind === 'caption') this.#translate(entry, line, purpose);
  }

  #entryOf(line: LineRecord): Entry {
    const known = this.#entries.get(line.id);
    if (known !== undefined) return known;
    const entry: Entry = { line, shown: false, work: new AbortController() };
    this.#entries.set(line.id, entry);
    const after = this.#unshown.findIndex((other) => other.line.position > line.position);
    this.#unshown.splice(after === -1 ? this.#unshown.length : after, 0, entry);
    if (this.#entries.size > LIVE_WINDOW_LINES) this.#forgetOldest();
    return entry;
  }

  #translate(entry: Entry, line: CaptionRecord, purpose: TranslationRequest['purpose']): void {
    const { signal } = entry.work;
    const wait = setTimeout(() => {
      const shown = entry.content;
      // A line that had settled keeps its old text until the new one is here: it moves once.
      if (shown?.state === 'settled' || shown?.text === line.text) return;
      this.#setContent(entry, pendingContent(line));
      this.#show();
    }, PENDING_AFTER_MS);
    signal.addEventListener('abort', () => clearTimeout(wait));
    void this.#translateUntilDone(entry, line, purpose, signal).finally(() => clearTimeout(wait));
  }

  async #translateUntilDone(
    entry: Entry,
    line: CaptionRecord,
    purpose: TranslationRequest['purpose'],
    signal: AbortSignal,
  ): Promise<void> {
    const { translator, meetingId, now } = this.#options;
    const giveUpAt = now() + RETRY_FOR_MS;
    const context = this.#contextBefore(line);
    for (let wait = RETRY_FIRST_MS, attempt = purpose; ; wait *= 2, attempt = 'catch-up') {
      const translation = await translator.translate({
        meetingId,
        text: line.text,
        source: line.language,
        target: this.language,
        purpose: attempt,
        context,
        signal,
      });
      if (signal.aborted) return;
      const shown = entry.content;
      const isNews = translation.ok || shown?.origin !== 'untranslated' || shown.text !== line.text;
      if (isNews) {
        this.#setContent(entry, translatedContent(line, this.language, translation));
        this.#show();
      }
      if (translation.ok || !translation.retryable || now() + wait > giveUpAt) return;
      await pauseFor(wait, signal);
      if (signal.aborted) return;
    }
  }

  #contextBefore(line: CaptionRecord): ContextPair[] {
    const pairs: ContextPair[] = [];
    for (const { line: earlier, content } of [...this.#entries.values()].toReversed()) {
      if (pairs.length === CONTEXT_SENTENCES) break;
      if (earlier.kind !== 'caption' || earlier.position >= line.position) continue;
      if (content?.origin === 'machine' || content?.origin === 'phrasebook') {
        pairs.unshift({ source: earlier.text, translation: content.text });
      }
    }
    return pairs;
  }

  #setContent(entry: Entry, content: Content): void {
    entry.content = content;
    if (entry.shown) this.#changed.add(entry);
  }

  /** Gives every line whose turn it is its place, and writes what changed. */
  #show(): void {
    let ready = this.#unshown[0];
    while (ready?.content !== undefined) {
      ready.shown = true;
      this.#changed.add(ready);
      this.#unshown.shift();
      ready = this.#unshown[0];
    }
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
    if (this.#version + entries.length > this.#reservedThrough) await this.#reserve(entries.length);
    const rendered = entries.flatMap((entry) => this.#render(entry));
    const { store, meetingId, language } = this.#options;
    const renderings = rendered.map(({ rendering }) => rendering);
    await this.#persist(() => store.saveRenderings(meetingId, language, renderings));
    const upserts = rendered.filter(({ rendering }) => !rendering.removed).map(toLine);
    const removed = renderings.filter((rendering) => rendering.removed).map((rendering) => rendering.lineId);
    this.#options.send(this.#batch(upserts, removed));
    for (const { line, rendering } of rendered) {
      if (line.kind === 'caption' && rendering.state === 'settled') this.#options.onSettled(line, rendering);
    }
  }

  #render({ line, content }: Entry): (RenderedLine & { rendering: Rendering })[] {
    if (content === undefined) return [];
    const delayMs = line.kind === 'caption' ? Math.max(0, this.#options.now() - line.receivedAt) : 0;
    this.#version += 1;
    return [{ line, rendering: { ...content, lineId: line.id, version: this.#version, delayMs } }];
  }

  async #reserve(atLeast = 1): Promise<void> {
    const { store, meetingId, language } = this.#options;
    const count = Math.max(VERSION_BLOCK, atLeast);
    const { through } = await this.#persist(() => store.reserveVersions(meetingId, language, count));
    // The rest of an older block is left unused: a version is never given out twice, but may be skipped.
    this.#version = Math.max(this.#version, through - count);
    if (this.#reservedThrough === 0) this.#sentVersion = this.#version;
    this.#reservedThrough = through;
  }

  #persist<T>(write: () => Promise<T>): Promise<T> {
    return persist(write, { signal: this.#stopped.signal, logger: this.#options.logger });
  }

  #batch(upserts: CaptionBatch['upserts'], removed: readonly string[]): CaptionBatch {
    const { language, epoch } = this.#options;
    const from = this.#sentVersion;
    this.#sentVersion = this.#version;
    return { language, epoch, from, version: this.#version, upserts, removed };
  }

  #forgetOldest(): void {
    for (const [id, entry] of this.#entries) {
      if (!entry.shown || this.#changed.has(entry)) continue;
      this.#entries.delete(id);
      return;
    }
  }
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
