/** The operator's plain-text copy: `[ISO time] name: text`, one settled line each, appended. Never served. */
import { appendFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import type { CaptionCopy, SettledCaption } from '../captions/ports/outlet.ts';
import { SerialQueue } from '../lib/serial-queue.ts';
import type { Logger } from '../logger.ts';
import { FilteredCopy } from './filtered-copy.ts';
import { transcriptLine } from './transcript-line.ts';

/** Lines of the current run remembered, so that none is written twice and a deleted one can be taken out again. */
const WRITTEN_WINDOW = 20_000;

export interface TranscriptFileOptions {
  readonly path: string;
  /** The language that is copied. */
  readonly language: string;
  readonly logger: Logger;
}

export class TranscriptFile implements CaptionCopy, AsyncDisposable {
  readonly #options: TranscriptFileOptions;
  /** What was written, by meeting and line. */
  readonly #written = new LRUCache<string, string>({ max: WRITTEN_WINDOW });
  readonly #queue = new SerialQueue();
  /** Not in the file yet. */
  #pending = '';
  /** Deleted and still in the file, with how often each line is. */
  #deleted = new Map<string, number>();
  #deletion: Promise<void> | undefined;

  constructor(options: TranscriptFileOptions) {
    this.#options = options;
  }

  get language(): string {
    return this.#options.language;
  }

  /** A line upgraded or corrected later is not written twice. */
  add({ meetingId, language, line, rendering }: SettledCaption): void {
    const key = keyOf(meetingId, line.id);
    if (language !== this.language || this.#written.has(key)) return;
    const text = transcriptLine({ at: line.spokenAt, name: line.speaker.name, text: rendering.text });
    this.#written.set(key, text);
    // A burst is one append: a file behind the meeting would lose what it lacks with the process.
    if (this.#pending === '') {
      this.#queue.run(() => this.#append()).catch(this.#failed('TRANSCRIPT_FILE could not be written'));
    }
    this.#pending += text;
  }

  /** Takes deleted lines out of the file. `lineIds` undefined: every line of the meeting. */
  remove(meetingId: string, lineIds: readonly string[] | undefined): void {
    const prefix = keyOf(meetingId, '');
    const keys =
      lineIds?.map((id) => keyOf(meetingId, id)) ??
      [...this.#written.keys()].filter((key) => key.startsWith(prefix));
    const texts = keys.flatMap((key) => this.#written.peek(key) ?? []);
    for (const key of keys) this.#written.delete(key);
    if (lineIds === undefined || texts.length < lineIds.length) {
      this.#options.logger.warn(
        { meetingId },
        'a record was deleted: lines of it from before the last restart may stand in TRANSCRIPT_FILE, delete them by hand',
      );
    }
    for (const text of texts) this.#deleted.set(text, (this.#deleted.get(text) ?? 0) + 1);
    if (texts.length > 0) this.#deletion ??= this.#takeOutDeleted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#deletion;
    await this.#queue.idle();
  }

  async #append(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    await appendFile(this.#options.path, text, { mode: 0o600 });
  }

  /** Deletions that come while the file is copied share the next copy. */
  async #takeOutDeleted(): Promise<void> {
    while (this.#deleted.size > 0) {
      const unwanted = this.#deleted;
      this.#deleted = new Map();
      await this.#rewriteWithout(unwanted).catch(
        this.#failed('deleted lines may be left in TRANSCRIPT_FILE, delete them by hand'),
      );
    }
    this.#deletion = undefined;
  }

  /**
   * Lines are appended while the file is copied; only the end of the copy holds them up. Each deleted text goes as often
   * as it was deleted: the same words may have been said in the same millisecond elsewhere.
   */
  async #rewriteWithout(unwanted: ReadonlyMap<string, number>): Promise<void> {
    const copy = await this.#queue.run(() => FilteredCopy.open(this.#options.path, unwanted));
    try {
      await copy.copyToEnd();
      await this.#queue.run(() => copy.replace());
    } finally {
      await copy[Symbol.asyncDispose]();
    }
  }

  #failed(sentence: string) {
    return (err: unknown) => this.#options.logger.error({ err }, sentence);
  }
}

function keyOf(meetingId: string, lineId: string): string {
  return `${meetingId} ${lineId}`;
}
