/** The operator's plain-text copy: `[ISO time] name: text`, one settled line each, appended. Never served. */
import { appendFile } from 'node:fs/promises';
import type { SettledCaption } from '../captions/caption-sessions.ts';
import type { Logger } from '../logger.ts';
import { transcriptLine } from './transcript-line.ts';

/** Lines of the current run remembered, so that a line upgraded or corrected later is not written twice. */
const WRITTEN_WINDOW = 5_000;

export class TranscriptFile implements AsyncDisposable {
  readonly #path: string;
  readonly language: string;
  readonly #logger: Logger;
  readonly #written = new Set<string>();
  #tail: Promise<void> = Promise.resolve();

  constructor(options: { path: string; language: string; logger: Logger }) {
    this.#path = options.path;
    this.language = options.language;
    this.#logger = options.logger;
  }

  add({ meetingId, language, line, rendering }: SettledCaption): void {
    const key = `${meetingId} ${line.id}`;
    if (language !== this.language || this.#written.has(key)) return;
    this.#written.add(key);
    const oldest = this.#written.values().next();
    if (this.#written.size > WRITTEN_WINDOW && !oldest.done) this.#written.delete(oldest.value);
    const text = transcriptLine({ at: line.spokenAt, name: line.speaker.name, text: rendering.text });
    this.#tail = this.#tail
      .then(() => appendFile(this.#path, text, { mode: 0o600 }))
      .catch((error: NodeJS.ErrnoException) => {
        this.#logger.error({ code: error.code }, 'TRANSCRIPT_FILE could not be written');
      });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tail;
  }
}
