/** The operator's transcript file (`TRANSCRIPT_FILE`): each settled line as `[ISO time] name: text`, appended. Never served. */
import { appendFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import type { CaptionCopy, SettledCaption } from '../captions/ports/outlet.ts';
import { SerialQueue } from '../lib/serial-queue.ts';
import { turnOfOthers } from '../lib/turn-of-others.ts';
import type { Logger } from '../logger.ts';
import { FilteredCopy } from './filtered-copy.ts';
import { transcriptLine } from './transcript-line.ts';

/** Lines of this run that are remembered, so that none is written twice and a deleted one is found in the file. */
const WRITTEN_WINDOW = 20_000;

export interface TranscriptFileOptions {
  readonly path: string;
  /** The language that is copied. */
  readonly language: string;
  readonly logger: Logger;
}

export class TranscriptFile implements CaptionCopy, AsyncDisposable {
  readonly #options: TranscriptFileOptions;
  /** The text of written lines, by meeting and line. */
  readonly #written = new LRUCache<string, string>({ max: WRITTEN_WINDOW });
  readonly #queue = new SerialQueue();
  /** Text that is not in the file yet. */
  #pending = '';
  /** Deleted lines that are still in the file, with how many of each. */
  #deleted = new Map<string, number>();
  #deletion: Promise<void> | undefined;

  constructor(options: TranscriptFileOptions) {
    this.#options = options;
  }

  get language(): string {
    return this.#options.language;
  }

  /** A line is written once: later versions and corrections are not. */
  add({ meetingId, language, line, rendering }: SettledCaption): void {
    const key = keyOf(meetingId, line.id);
    if (language !== this.language || this.#written.has(key)) return;
    const text = transcriptLine({ at: line.spokenAt, name: line.speaker.name, text: rendering.text });
    this.#written.set(key, text);
    // One append per burst, so that the file is not behind the meeting when the process ends.
    if (this.#pending === '') {
      this.#queue.run(() => this.#append()).catch(this.#failed('TRANSCRIPT_FILE could not be written'));
    }
    this.#pending += text;
  }

  /** Removes deleted lines from the file. `lineIds` undefined: every line of the meeting. */
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
    if (texts.length > 0) this.#deletion ??= this.#removeDeleted();
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

  /** Deletions of one turn share a copy; those that come while the file is copied share the next one. */
  async #removeDeleted(): Promise<void> {
    await turnOfOthers();
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
   * Lines are appended while the file is copied, and wait for the end of the copy only. A text is removed as often as it
   * was deleted: two meetings may hold the same words of the same millisecond.
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
