import type { FailureKind } from '../translation-error.ts';

/** One engine and the language read. */
export interface EngineAndLanguage {
  readonly engine: string;
  readonly language: string;
}

/** Port: what engines did, for the metrics. */
export interface EngineMeasures {
  called(of: EngineAndLanguage, characters: number): void;
  took(of: EngineAndLanguage, elapsedMs: number): void;
  /** Answered by memory, or by a call already under way. */
  answeredFromCache(of: EngineAndLanguage): void;
  failed(of: EngineAndLanguage, kind: FailureKind): void;
  /** The next engine was asked after this one had failed. */
  passedOn(of: EngineAndLanguage): void;
  /** A glossary's term or a name did not come back, and the text was translated again without protection. */
  lostTerms(of: EngineAndLanguage): void;
}
