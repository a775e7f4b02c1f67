/**
 * The operator's transcript file (`TRANSCRIPT_FILE`): each settled line as `[ISO time] name: text`, appended, and rewritten
 * when it is corrected or deleted later. Never served.
 */
import { appendFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import type { CaptionCopy, SettledCaption } from '../captions/ports/outlet.ts';
import { delay } from '../lib/delay.ts';
import { SerialQueue } from '../lib/serial-queue.ts';
import { turnOfOthers } from '../lib/turn-of-others.ts';
import type { Logger } from '../logger.ts';
import { type LineChanges, RewrittenCopy } from './rewritten-copy.ts';
import { transcriptLine } from './transcript-line.ts';

/** Lines of this run that are remembered, so that none is written twice and a changed one is found in the file. */
const WRITTEN_WINDOW = 20_000;
/** Corrections of a long file cost at most a twentieth of the time. Deletions do not wait. */
const REST_FACTOR = 20;

export interface TranscriptFileOptions {
  readonly path: string;
  /** The language that is copied. */
  readonly language: string;
  readonly logger: Logger;
}

/** A line that is not in the file as it is wanted. */
interface Change {
  /** As it stands in the file, or will when what waits is appended. */
  readonly from: string;
  /** Empty: deleted. */
  readonly to: string;
}

export class TranscriptFile implements CaptionCopy, AsyncDisposable {
  readonly #options: TranscriptFileOptions;
  /** The newest text of written lines, by meeting and line. */
  readonly #written = new LRUCache<string, string>({ max: WRITTEN_WINDOW });
  readonly #queue = new SerialQueue();
  /** Text that is not in the file yet. */
  #pending = '';
  /** By meeting and line. */
  #changes = new Map<string, Change>();
  #rewriting: Promise<void> | undefined;
  /** Ends a rest between two copies. */
  #urgent = new AbortController();
  #isClosing = false;

  constructor(options: TranscriptFileOptions) {
    this.#options = options;
  }

  get language(): string {
    return this.#options.language;
  }

  /** A line is appended once; what it becomes later is written in its place. */
  add({ meetingId, language, line, rendering }: SettledCaption): void {
    if (language !== this.language) return;
    const key = keyOf(meetingId, line.id);
    const before = this.#written.get(key);
    if (rendering.removed) {
      if (before !== undefined) this.#delete([key]);
      return;
    }
    const text = transcriptLine({ at: line.spokenAt, name: line.speaker.name, text: rendering.text });
    if (before === text) return;
    this.#written.set(key, text);
    if (before === undefined) this.#write(text);
    else this.#change(key, before, text);
  }

  /** Removes deleted lines from the file. `lineIds` undefined: every line of the meeting. */
  remove(meetingId: string, lineIds: readonly string[] | undefined): void {
    const prefix = keyOf(meetingId, '');
    const keys =
      lineIds?.map((id) => keyOf(meetingId, id)) ??
      [...this.#written.keys()].filter((key) => key.startsWith(prefix));
    const known = keys.filter((key) => this.#written.has(key));
    if (lineIds === undefined || known.length < lineIds.length) {
      this.#options.logger.warn(
        { meetingId },
        'a record was deleted: lines of it from before the last restart may stand in TRANSCRIPT_FILE, delete them by hand',
      );
    }
    this.#delete(known);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true;
    this.#urgent.abort();
    await this.#rewriting;
    await this.#queue.idle();
  }

  #write(text: string): void {
    // One append per burst, so that the file is not behind the meeting when the process ends.
    if (this.#pending === '') {
      this.#queue.run(() => this.#append()).catch(this.#failed('TRANSCRIPT_FILE could not be written'));
    }
    this.#pending += text;
  }

  #delete(keys: readonly string[]): void {
    for (const key of keys) {
      const text = this.#written.peek(key);
      this.#written.delete(key);
      if (text !== undefined) this.#change(key, text, '');
    }
    if (keys.length > 0) this.#urgent.abort();
  }

  #change(key: string, from: string, to: string): void {
    const before = this.#changes.get(key)?.from ?? from;
    if (before === to) this.#changes.delete(key);
    else this.#changes.set(key, { from: before, to });
    this.#rewriting ??= this.#rewriteUntilDone();
  }

  async #append(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    await appendFile(this.#options.path, text, { mode: 0o600 });
  }

  /** Changes of one turn share a copy; those that come while the file is copied share the next one. */
  async #rewriteUntilDone(): Promise<void> {
    await turnOfOthers();
    while (this.#changes.size > 0) {
      this.#urgent = new AbortController();
      const changes = byLine(this.#changes.values());
      this.#changes = new Map();
      const startedAt = performance.now();
      await this.#rewrite(changes).catch(
        this.#failed('deleted and corrected lines may be left in TRANSCRIPT_FILE, mend them by hand'),
      );
      const restMs =
        this.#changes.size === 0 || this.#isClosing ? 0 : REST_FACTOR * (performance.now() - startedAt);
      await delay(restMs, this.#urgent.signal);
    }
    this.#rewriting = undefined;
  }

  /** Lines are appended while the file is copied, and wait for the end of the copy only. */
  async #rewrite(changes: LineChanges): Promise<void> {
    const copy = await this.#queue.run(() => RewrittenCopy.open(this.#options.path, changes));
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

/** Two meetings may hold the same words of the same millisecond: each change is made once. */
function byLine(changes: Iterable<Change>): LineChanges {
  const lines = new Map<string, string[]>();
  for (const { from, to } of changes) lines.set(from, [...(lines.get(from) ?? []), to]);
  return lines;
}

function keyOf(meetingId: string, lineId: string): string {
  return `${meetingId} ${lineId}`;
}
