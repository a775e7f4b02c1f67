import { DRAFT_EVERY_MS, DRAFT_FROM_WORDS } from '../caption-limits.ts';
import type { SpokenLine } from '../model/line.ts';
import type { Translated, Translation } from '../ports/translator.ts';
import { countWords } from '../sentences/boundaries.ts';

export interface DraftsOptions {
  /** Asks for a provisional translation; never rejects. */
  readonly translate: (line: SpokenLine, signal: AbortSignal) => Promise<Translation>;
  /** @returns false: these drafts are not shown, and no more are asked for. */
  readonly show: (translation: Translated) => boolean;
  readonly now: () => number;
}

/** Translates one open sentence again and again as it grows: not too often, one text at a time, the newest. */
export class Drafts implements Disposable {
  readonly #options: DraftsOptions;
  readonly #ended = new AbortController();
  #line: SpokenLine | undefined;
  #translatedText = '';
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #isTranslating = false;

  constructor(options: DraftsOptions) {
    this.#options = options;
  }

  grow(line: SpokenLine): void {
    // Zoom has corrected the language: the same words mean something else.
    if (line.sourceLanguage !== this.#line?.sourceLanguage) this.#translatedText = '';
    this.#line = line;
    this.#schedule();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  #schedule(): void {
    const line = this.#line;
    if (line === undefined || this.#isTranslating || this.#timer !== undefined || this.#ended.signal.aborted)
      return;
    if (line.text === this.#translatedText || countWords(line.text, line.sourceLanguage) < DRAFT_FROM_WORDS)
      return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.#translate();
      },
      Math.max(0, this.#nextAt - this.#options.now()),
    );
  }

  async #translate(): Promise<void> {
    const line = this.#line;
    if (line === undefined) return;
    this.#isTranslating = true;
    this.#translatedText = line.text;
    this.#nextAt = this.#options.now() + DRAFT_EVERY_MS;
    const translation = await this.#options.translate(line, this.#ended.signal);
    this.#isTranslating = false;
    if (this.#ended.signal.aborted) return;
    // Said otherwise meanwhile: what was translated is no beginning of it.
    const isBeginning =
      this.#line?.sourceLanguage === line.sourceLanguage && this.#line.text.startsWith(line.text);
    if (translation.ok && isBeginning && !this.#options.show(translation)) this[Symbol.dispose]();
    this.#schedule();
  }
}
