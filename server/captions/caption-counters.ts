/** Counters of delivered captions by language and engine: delay, erasure, late and untranslated lines. */
import { erasureOf } from './model/erasure.ts';
import type { CaptionMeasures } from './ports/outlet.ts';

export interface DeliveryCounters {
  readonly language: string;
  /** The engine's name, else where the text came from. */
  readonly engine: string;
  readonly lines: number;
  /** Of the newest lines: milliseconds from the last frame of the sentence in to its settled text sent. */
  readonly delayMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

export interface LanguageQuality {
  readonly language: string;
  readonly erasedWords: number;
  readonly finalWords: number;
  /** Shown in the original first, because the translation took too long. */
  readonly lateLines: number;
  readonly untranslatedLines: number;
}

/** Delays kept for each language and engine: enough for a p99, some kilobytes. */
const DELAYS_KEPT = 500;
/** More than languages times engines. */
const MAX_SERIES = 2_000;

export class CaptionCounters implements CaptionMeasures {
  readonly #deliveries = new Map<
    string,
    { language: string; engine: string; lines: number; newest: number[] }
  >();
  readonly #quality = new Map<string, { -readonly [K in keyof LanguageQuality]: LanguageQuality[K] }>();

  settled(line: Parameters<CaptionMeasures['settled']>[0]): void {
    const { language, engine } = line;
    const key = JSON.stringify([language, engine]);
    const delivery = this.#deliveries.get(key) ?? { language, engine, lines: 0, newest: [] };
    if (this.#deliveries.size < MAX_SERIES) this.#deliveries.set(key, delivery);
    delivery.newest[delivery.lines % DELAYS_KEPT] = line.delayMs;
    delivery.lines += 1;

    const quality = this.#quality.get(language) ?? {
      language,
      erasedWords: 0,
      finalWords: 0,
      lateLines: 0,
      untranslatedLines: 0,
    };
    if (this.#quality.size < MAX_SERIES) this.#quality.set(language, quality);
    const { erasedWords, finalWords } = erasureOf(line.shownTexts);
    quality.erasedWords += erasedWords;
    quality.finalWords += finalWords;
    if (line.wasLate) quality.lateLines += 1;
    if (line.isUntranslated) quality.untranslatedLines += 1;
  }

  deliveries(): readonly DeliveryCounters[] {
    return [...this.#deliveries.values()].map(({ language, engine, lines, newest }) => {
      const sorted = newest.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
      return { language, engine, lines, delayMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99) } };
    });
  }

  quality(): readonly LanguageQuality[] {
    return [...this.#quality.values()];
  }
}
