/** The operator's plain-text copy: `[ISO time] name: text`, one settled line each, appended. Never served. */
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import type { CaptionCopy, SettledCaption } from '../captions/ports/outlet.ts';
import { SerialQueue } from '../lib/serial-queue.ts';
import type { Logger } from '../logger.ts';
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
  readonly #written = new Map<string, string>();
  readonly #queue = new SerialQueue();
  /** Not in the file yet. */
  #pending = '';

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
    const oldest = this.#written.keys().next();
    if (this.#written.size > WRITTEN_WINDOW && !oldest.done) this.#written.delete(oldest.value);
    // A burst is one append: a file behind the meeting would lose what it lacks with the process.
    if (this.#pending === '') this.#run(() => this.#append());
    this.#pending += text;
  }

  /** Takes deleted lines out of the file. `lineIds` undefined: every line of the meeting. */
  remove(meetingId: string, lineIds: readonly string[] | undefined): void {
    const prefix = keyOf(meetingId, '');
    const keys =
      lineIds?.map((id) => keyOf(meetingId, id)) ??
      [...this.#written.keys()].filter((key) => key.startsWith(prefix));
    const texts = keys.flatMap((key) => this.#written.get(key) ?? []);
    for (const key of keys) this.#written.delete(key);
    if (lineIds === undefined || texts.length < lineIds.length) {
      this.#options.logger.warn(
        { meetingId },
        'a record was deleted: lines of it from before the last restart may stand in TRANSCRIPT_FILE, delete them by hand',
      );
    }
    if (texts.length > 0) this.#run(() => this.#rewriteWithout(texts));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.idle();
  }

  async #append(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    await appendFile(this.#options.path, text, { mode: 0o600 });
  }

  /** Each deleted text goes once: the same words may have been said in the same second elsewhere. */
  async #rewriteWithout(texts: readonly string[]): Promise<void> {
    const { path } = this.#options;
    const counts = new Map<string, number>();
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
    const kept = (await readFile(path, 'utf8')).split(/(?<=\n)/).filter((line) => {
      const left = counts.get(line) ?? 0;
      counts.set(line, left - 1);
      return left <= 0;
    });
    // Written aside, so that a crash leaves one whole file.
    await writeFile(`${path}.new`, kept.join(''), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  #run(change: () => Promise<void>): void {
    this.#queue.run(change).catch((err: unknown) => {
      this.#options.logger.error({ err }, 'TRANSCRIPT_FILE could not be written');
    });
  }
}

function keyOf(meetingId: string, lineId: string): string {
  return `${meetingId} ${lineId}`;
}
