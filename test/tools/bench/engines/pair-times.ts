/** When each line was shown in each language: a pair is a line in a language. */

export interface Figures {
  readonly pairs: number;
  /** Shares of all pairs: first shown untranslated; still without a translation 20 s after it was said. */
  readonly untranslatedFirst: number;
  readonly untranslatedAfter20s: number;
  /** To the translation, milliseconds; `null`: never. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly callsPerPair: number;
}

export const PATIENCE_MS = 20_000;

interface Pair {
  readonly saidAt: number;
  translatedAfterMs?: number;
  wasUntranslated: boolean;
}

export class PairTimes {
  readonly #pairs = new Map<string, Pair>();

  said(pair: string, saidAt: number): void {
    this.#pairs.set(pair, { saidAt, wasUntranslated: false });
  }

  translated(pair: string, at: number): void {
    const known = this.#pairs.get(pair);
    if (known !== undefined) known.translatedAfterMs ??= at - known.saidAt;
  }

  untranslated(pair: string): void {
    const known = this.#pairs.get(pair);
    if (known !== undefined && known.translatedAfterMs === undefined) known.wasUntranslated = true;
  }

  get areAllTranslated(): boolean {
    return [...this.#pairs.values()].every(({ translatedAfterMs }) => translatedAfterMs !== undefined);
  }

  figures(calls: number): Figures {
    const pairs = [...this.#pairs.values()];
    const share = (of: (pair: Pair) => boolean) => pairs.filter(of).length / pairs.length;
    const times = pairs
      .map(({ translatedAfterMs = Number.POSITIVE_INFINITY }) => translatedAfterMs)
      .sort((a, b) => a - b);
    const percentile = (part: number) => {
      const time = times[Math.ceil(part * times.length) - 1] ?? Number.POSITIVE_INFINITY;
      return Number.isFinite(time) ? Math.round(time) : null;
    };
    return {
      pairs: pairs.length,
      untranslatedFirst: share(({ wasUntranslated }) => wasUntranslated),
      untranslatedAfter20s: share(
        ({ translatedAfterMs = Number.POSITIVE_INFINITY }) => translatedAfterMs > PATIENCE_MS,
      ),
      p50: percentile(0.5),
      p90: percentile(0.9),
      p95: percentile(0.95),
      p99: percentile(0.99),
      callsPerPair: calls / pairs.length,
    };
  }
}
