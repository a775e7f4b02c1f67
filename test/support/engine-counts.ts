import type { EngineAndLanguage, EngineMeasures } from '../../server/translation/metering/engine-measures.ts';
import type { FailureKind } from '../../server/translation/translation-error.ts';

interface Counts extends EngineAndLanguage {
  calls: number;
  characters: number;
  cacheHits: number;
  fallbacks: number;
  lostTerms: number;
  readonly failures: Partial<Record<FailureKind, number>>;
}

/** What engines did, in memory, by engine and language. */
export class EngineCounts implements EngineMeasures {
  readonly #counts = new Map<string, Counts>();

  called(of: EngineAndLanguage, characters: number): void {
    const counts = this.#of(of);
    counts.calls += 1;
    counts.characters += characters;
  }

  took(): void {}

  answeredFromCache(of: EngineAndLanguage): void {
    this.#of(of).cacheHits += 1;
  }

  failed(of: EngineAndLanguage, kind: FailureKind): void {
    const { failures } = this.#of(of);
    failures[kind] = (failures[kind] ?? 0) + 1;
  }

  passedOn(of: EngineAndLanguage): void {
    this.#of(of).fallbacks += 1;
  }

  lostTerms(of: EngineAndLanguage): void {
    this.#of(of).lostTerms += 1;
  }

  /** In the order the engines were first heard of. */
  get all(): readonly Readonly<Counts>[] {
    return [...this.#counts.values()];
  }

  #of({ engine, language }: EngineAndLanguage): Counts {
    const key = `${engine}>${language}`;
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const none = { calls: 0, characters: 0, cacheHits: 0, fallbacks: 0, lostTerms: 0 };
    const fresh = { engine, language, ...none, failures: {} };
    this.#counts.set(key, fresh);
    return fresh;
  }
}
