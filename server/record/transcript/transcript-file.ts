/**
 * The operator's transcript file (`TRANSCRIPT_FILE`): each settled line as `[ISO time] name: text`, appended, and rewritten
 * when it is corrected or deleted later, also after a restart. Never served.
 */
import { appendFile } from 'node:fs/promises';
import type { CaptionCopy, SettledCaption } from '../../captions/ports/outlet.ts';
import { delay } from '../../lib/delay.ts';
import { persist } from '../../lib/persist.ts';
import { SerialQueue } from '../../lib/serial-queue.ts';
import { turnOfOthers } from '../../lib/turn-of-others.ts';
import type { Logger } from '../../logger.ts';
import type { CopiedLineStore } from './copied-lines.ts';
import { CopyFiles, isMissing } from './copy-files.ts';
import { CopyLedger, lineKey, type WantedLine } from './copy-ledger.ts';
import { RewrittenCopy } from './rewritten-copy.ts';
import { transcriptLine } from './transcript-line.ts';

/** Corrections of a long file cost at most a twentieth of the time. Deletions do not wait. */
const REST_FACTOR = 20;
/** The wait before files that could not be rewritten are tried again. */
const RETRY_MS = 60_000;

export interface TranscriptFileOptions {
  readonly path: string;
  /** The language that is copied. */
  readonly language: string;
  readonly store: CopiedLineStore;
  readonly logger: Logger;
  /** Where the file is rotated. Default: 10 MiB. */
  readonly longestBytes?: number;
}

export class TranscriptFile implements CaptionCopy, AsyncDisposable {
  readonly #options: TranscriptFileOptions;
  readonly #files: CopyFiles;
  readonly #ledger: CopyLedger;
  /** One writer: whatever changes a file or the ledger is a task of this queue. */
  readonly #queue = new SerialQueue();
  readonly #stopped = new AbortController();
  /** Lines that are not in the file yet, by meeting and line. */
  #pending = new Map<string, WantedLine>();
  #rewriting: Promise<void> | undefined;
  /** Files hold lines that are to change. */
  #isDue = false;
  /** Called when a pass over the files that began after they came has ended. */
  #waiting: (() => void)[] = [];
  /** Ends a rest between two passes. */
  #urgent = new AbortController();

  constructor(options: TranscriptFileOptions) {
    this.#options = options;
    this.#files = new CopyFiles(options.path, options.longestBytes);
    this.#ledger = new CopyLedger(options.store);
    this.#run('TRANSCRIPT_FILE could not be read', () => this.#begin());
  }

  get language(): string {
    return this.#options.language;
  }

  /** A line is appended once; what it becomes later is written in its place. */
  add({ meetingId, language, line, rendering }: SettledCaption): void {
    if (language !== this.language) return;
    const { spokenAt: at, speaker } = line;
    const text = rendering.removed ? '' : transcriptLine({ at, name: speaker.name, text: rendering.text });
    // One append per burst, so that the file is not behind the meeting when the process ends.
    if (this.#pending.size === 0)
      this.#run('TRANSCRIPT_FILE could not be written', () => this.#writePending());
    this.#pending.set(lineKey({ meetingId, lineId: line.id }), { meetingId, lineId: line.id, text });
  }

  /**
   * Removes deleted lines from every file. Settles when they are, or a log line says that it is tried again.
   * @param lineIds absent: every line of the meeting
   */
  async remove(meetingId: string, lineIds?: readonly string[]): Promise<void> {
    await this.#run('deleted lines may be left in TRANSCRIPT_FILE', async () => {
      await this.#writePending();
      if (lineIds === undefined) await this.#ledger.drop(meetingId);
      else await this.#accept(lineIds.map((lineId) => ({ meetingId, lineId, text: '' })));
    });
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#urgent.abort();
      this.#rewrite();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.idle();
    this.#stopped.abort();
    this.#urgent.abort();
    await this.#rewriting;
    await this.#queue.idle();
  }

  #run(sentence: string, task: () => Promise<void>): Promise<void> {
    return this.#queue.run(task).catch((err) => this.#options.logger.error({ err }, sentence));
  }

  /** Lines of meetings that were deleted just before a crash, or while there was no file, are to go. */
  async #begin(): Promise<void> {
    const { store, logger } = this.#options;
    const newest = await store.newestFile();
    await this.#files.look(newest);
    if (newest === undefined && !this.#files.isEmpty)
      logger.warn('TRANSCRIPT_FILE holds lines that this server has not written: no deletion removes them');
    for (const meetingId of await store.orphanedMeetings()) await this.#ledger.drop(meetingId);
    this.#rewrite();
  }

  async #writePending(): Promise<void> {
    const wanted = [...this.#pending.values()];
    this.#pending = new Map();
    const append = await this.#accept(wanted);
    if (append === '') return;
    await appendFile(this.#files.path, append, { mode: 0o600 });
    this.#files.grew(Buffer.byteLength(append));
  }

  /** Rotates the file before the lines are remembered as its own. @returns the text to append */
  async #accept(wanted: readonly WantedLine[]): Promise<string> {
    if (wanted.length === 0) return '';
    const bytes = wanted.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    // A file that is being copied keeps its name until it is replaced.
    if (this.#rewriting === undefined && this.#files.isFullWith(bytes)) await this.#files.rotate();
    const loading = { signal: this.#stopped.signal, logger: this.#options.logger, what: 'copied lines' };
    const accepting = () => this.#ledger.accept(wanted, this.#files.current);
    const { append, isChanged } = await persist(accepting, loading);
    if (isChanged) this.#rewrite();
    return append;
  }

  #rewrite(): void {
    this.#isDue = true;
    this.#rewriting ??= this.#rewriteUntilDone();
  }

  /** Changes of one turn share a pass; those that come during a pass share the next one. */
  async #rewriteUntilDone(): Promise<void> {
    await turnOfOthers();
    while (this.#isDue) {
      this.#isDue = false;
      this.#urgent = new AbortController();
      const waiting = this.#waiting.splice(0);
      const startedAt = performance.now();
      const isDone = await this.#pass().then(
        () => true,
        (err) => {
          const sentence = 'deleted and corrected lines are left in TRANSCRIPT_FILE, this is tried again';
          this.#options.logger.error({ err }, sentence);
          return false;
        },
      );
      for (const resolve of waiting) resolve();
      if (this.#stopped.signal.aborted && !isDone) break;
      if (!isDone) this.#isDue = true;
      const restMs = isDone ? REST_FACTOR * (performance.now() - startedAt) : RETRY_MS;
      if (this.#isDue && !this.#stopped.signal.aborted) await delay(restMs, this.#urgent.signal);
    }
    this.#rewriting = undefined;
  }

  /** Lines are appended while a file is copied, and wait for the end of the copy only. */
  async #pass(): Promise<void> {
    const taken = await this.#queue.run(() => this.#ledger.take());
    for (const [at, { file, lines, changes }] of taken.entries()) {
      try {
        await this.#replaceFile(file, changes);
      } catch (error) {
        this.#ledger.failed(taken.slice(at).flatMap(({ begun }) => begun));
        throw error;
      }
      await this.#queue.run(() => this.#ledger.done(lines));
    }
  }

  async #replaceFile(file: number, changes: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const path = this.#files.pathOf(file);
    const copy = await RewrittenCopy.open(path, changes).catch((error) => {
      // Removed by hand, with its lines.
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (copy === undefined) return;
    try {
      await copy.copyToEnd();
      await this.#queue.run(async () => {
        await copy.replace();
        await this.#files.measure();
        await this.#files.removeIfEmpty(file);
      });
    } finally {
      await copy[Symbol.asyncDispose]();
    }
  }
}
