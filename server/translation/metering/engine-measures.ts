import type { EngineName } from '../../config-schema.ts';
import type { GateState } from '../pipeline/breaker/engine-gate.ts';
import type { FailureKind, TranslationError } from '../translation-error.ts';

export interface LanguageCounters {
  readonly engine: string;
  /** The target language. */
  readonly language: string;
  readonly calls: number;
  readonly characters: number;
  /** Answered from the cache, or by a call already under way. */
  readonly cacheHits: number;
  /** Passed on to the next engine after this one had failed. */
  readonly fallbacks: number;
  /** Translated again without protection, because a glossary's term or a name did not come back. */
  readonly lostTerms: number;
  readonly failures: Readonly<Partial<Record<FailureKind, number>>>;
  /** Time in the engine, all calls together. */
  readonly engineMs: number;
}

interface EngineGauges {
  readonly engine: string;
  readonly breaker: GateState;
  readonly running: number;
  readonly waiting: number;
  /** By `PRICES`, where there is one. */
  readonly usd?: number;
}

export interface TranslationMetrics {
  readonly engines: readonly EngineGauges[];
  readonly languages: readonly LanguageCounters[];
}

interface Counting extends Omit<LanguageCounters, 'failures'> {
  calls: number;
  characters: number;
  cacheHits: number;
  fallbacks: number;
  lostTerms: number;
  readonly failures: Partial<Record<FailureKind, number>>;
  engineMs: number;
}

/** Counts per engine and target language; both are bounded by the configuration and the language table. */
export class TranslationCounters {
  readonly #counters = new Map<string, Counting>();

  called(engine: string, language: string, characters: number): void {
    const counting = this.#of(engine, language);
    counting.calls += 1;
    counting.characters += characters;
  }

  took(engine: string, language: string, elapsedMs: number): void {
    this.#of(engine, language).engineMs += elapsedMs;
  }

  cacheHit(engine: string, language: string): void {
    this.#of(engine, language).cacheHits += 1;
  }

  failed(error: TranslationError, language: string): void {
    const { failures } = this.#of(error.engine, language);
    failures[error.kind] = (failures[error.kind] ?? 0) + 1;
  }

  passedOn(engine: string, language: string): void {
    this.#of(engine, language).fallbacks += 1;
  }

  lostTerms(engine: string, language: string): void {
    this.#of(engine, language).lostTerms += 1;
  }

  all(): readonly LanguageCounters[] {
    return [...this.#counters.values()].map((counting) => ({
      ...counting,
      failures: { ...counting.failures },
    }));
  }

  /** USD per million characters. */
  cost(engine: string, prices: Readonly<Partial<Record<EngineName, number>>>): number | undefined {
    const price = Object.entries(prices).find(([name]) => name === engine)?.[1];
    if (price === undefined) return undefined;
    const characters = this.all().reduce((sum, one) => sum + (one.engine === engine ? one.characters : 0), 0);
    return (characters * price) / 1_000_000;
  }

  #of(engine: string, language: string): Counting {
    const key = `${engine}>${language}`;
    const known = this.#counters.get(key);
    if (known !== undefined) return known;
    const fresh = {
      engine,
      language,
      calls: 0,
      characters: 0,
      cacheHits: 0,
      fallbacks: 0,
      lostTerms: 0,
      failures: {},
      engineMs: 0,
    };
    this.#counters.set(key, fresh);
    return fresh;
  }
}
