import { DRAFT_EVERY_MS, DRAFT_FROM_WORDS } from '../caption-limits.ts';
import type { SpokenLine } from '../model/line.ts';
import type { Translated, Translation } from '../ports/translator.ts';
import { countWords } from '../sentences/boundaries.ts';

export interface DraftsOptions {
  /** Asks for a provisional translation; never rejects. */
  readonly translate: (line: SpokenLine, signal: AbortSignal) => Promise<Translation>;
  readonly show: (translation: Translated) => void;
  readonly now: () => number;
}

/** Translates one open sentence again and again as it grows: not too often, one text at a time, the newest. */
export class Drafts implements Disposable {
  readonly #options: DraftsOptions;
  readonly #ended = new AbortController();
  #line: SpokenLine | undefined;
  #askedText = '';
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;

  constructor(options: DraftsOptions) {
    this.#options = options;
  }

  grow(line: SpokenLine): void {
    // Zoom has corrected the language: the same words mean something else.
    if (line.language !== this.#line?.language) this.#askedText = '';
    this.#line = line;
    this.#schedule();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  #schedule(): void {
    const line = this.#line;
    if (line === undefined || this.#isAsking || this.#timer !== undefined || this.#ended.signal.aborted)
      return;
    if (line.text === this.#askedText || countWords(line.text, line.language) < DRAFT_FROM_WORDS) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.#ask();
      },
      Math.max(0, this.#nextAt - this.#options.now()),
    );
  }

  async #ask(): Promise<void> {
    const line = this.#line;
    if (line === undefined) return;
    this.#isAsking = true;
    this.#askedText = line.text;
    this.#nextAt = this.#options.now() + DRAFT_EVERY_MS;
    const translation = await this.#options.translate(line, this.#ended.signal);
    this.#isAsking = false;
    if (this.#ended.signal.aborted) return;
    // Said otherwise meanwhile: what was translated is no beginning of it.
    const isBeginning = this.#line?.language === line.language && this.#line.text.startsWith(line.text);
    if (translation.ok && isBeginning) this.#options.show(translation);
    this.#schedule();
  }
}
