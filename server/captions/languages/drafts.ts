import { CANCELLED } from '../../lib/cancelled.ts';
import { DRAFT_EVERY_MS, DRAFT_FROM_WORDS } from '../caption-limits.ts';
import type { SpokenLine } from '../model/line.ts';
import type { Translated, Translation } from '../ports/translator.ts';
import { countWords } from '../sentences/boundaries.ts';
import { agreedBeginning } from '../text/agreed-words.ts';

export interface DraftsOptions {
  /** Asks for a provisional translation; never rejects. */
  readonly translate: (line: SpokenLine, signal: AbortSignal) => Promise<Translation>;
  /** @returns false: these drafts are not shown, and no more are asked for. */
  readonly show: (translation: Translated) => boolean;
  readonly targetLanguage: string;
  readonly now: () => number;
}

/**
 * Translates one open sentence again and again as it grows: not too often, one text at a time, the newest. Of an engine that
 * rewrites its drafts only what two in a row agree on is shown.
 */
export class Drafts implements Disposable {
  readonly #options: DraftsOptions;
  readonly #ended = new AbortController();
  #line: SpokenLine | undefined;
  #translatedText = '';
  /** The last draft of an engine that rewrites its drafts, and how much of it is shown. */
  #lastDraft: string | undefined;
  #shownText = '';
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #isTranslating = false;

  constructor(options: DraftsOptions) {
    this.#options = options;
  }

  grow(line: SpokenLine): void {
    // Zoom has corrected the language: the same words mean something else.
    if (line.sourceLanguage !== this.#line?.sourceLanguage) {
      this.#translatedText = '';
      this.#forgetDrafts();
    }
    this.#line = line;
    this.#schedule();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#ended.abort(CANCELLED);
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
    if (!isBeginning) this.#forgetDrafts();
    else if (translation.ok && !this.#show(translation)) this[Symbol.dispose]();
    this.#schedule();
  }

  #show(translation: Translated): boolean {
    if (translation.rewritesDrafts !== true) return this.#options.show(translation);
    const before = this.#lastDraft;
    this.#lastDraft = translation.text;
    if (before === undefined) {
      // Nothing is shown before the second draft, which therefore waits only for more words.
      this.#nextAt = 0;
      return true;
    }
    const agreed = agreedBeginning(before, translation.text, this.#options.targetLanguage);
    const isMore = agreed.length > this.#shownText.length && agreed.startsWith(this.#shownText);
    if (!isMore) return true;
    this.#shownText = agreed;
    return this.#options.show({ ...translation, text: agreed });
  }

  #forgetDrafts(): void {
    this.#lastDraft = undefined;
    this.#shownText = '';
  }
}
