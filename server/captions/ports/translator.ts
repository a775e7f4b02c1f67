/** Port: translation of captions. The engine chain implements it. */
import type { ServedLanguage } from '../../../shared/language.ts';

export interface TranslationRequest {
  readonly meetingId: string;
  /** Whose text it is: drafts of one line share what they may cost. */
  readonly lineId: string;
  readonly text: string;
  /** BCP-47, or `und`: the engine detects. */
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  /** `settled`: 4 s for the whole chain · `draft`: 1.5 s · `catch-up`: settled text of the past, after everything live. */
  readonly purpose: 'settled' | 'draft' | 'catch-up';
  /** The last settled sentences before this one, oldest first, for engines that take context. */
  readonly context: readonly ContextPair[];
  /** Finds the meeting's glossary terms for this target, and names. */
  readonly terms?: TermFinder;
  readonly signal: AbortSignal;
}

export interface TermFinder {
  /** The terms that occur in `text`, in reading order, in time that grows with the text alone. `sourceLanguage`: the language spoken. */
  find(text: string, sourceLanguage?: string): readonly TermMatch[];
}

export interface TermMatch {
  /** `[start, end)` in the text. */
  readonly start: number;
  readonly end: number;
  /** What stands in its place in the translation. */
  readonly replacement: string;
}

/** A term that no engine may translate its own way. */
export interface ProtectedTerm {
  readonly term: string;
  /** What stands for it in the target language; absent: the words as they were spoken. */
  readonly replacement?: string;
  /** Names: "Will asks" is a person, "will ask" is not; "Jose" is José. */
  readonly matchCase?: boolean;
  /**
   * A single word of somebody's name, or one behind a particle, "de la Cruz": only where the sentence shows that it is a name.
   * A first name may begin a sentence where somebody is spoken to: "Mark, can you …?"
   */
  readonly part?: 'first-name' | 'family-name' | 'with-particle';
}

export interface ContextPair {
  readonly source: string;
  readonly translation: string;
}

export interface Translated {
  readonly ok: true;
  readonly text: string;
  readonly origin: 'machine' | 'phrasebook';
  readonly engine: string;
  readonly via?: string;
  /** A later draft of this engine may differ from its first word on. */
  readonly rewritesDrafts?: boolean;
}

interface Untranslated {
  readonly ok: false;
  /** Worth asking again soon (a timeout, a refusal for now), or not (no engine knows the pair). */
  readonly retryable: boolean;
}

export type Translation = Translated | Untranslated;

export interface Translator {
  /** Never rejects: when every engine of the chain fails, says so. */
  translate(request: TranslationRequest): Promise<Translation>;
  /**
   * Somebody reads `targetLanguage` from now on: what its engines lack is fetched in the background. `spoken`: the languages
   * heard in the meeting so far. Absent: nothing is ever lacking.
   */
  prepare?(targetLanguage: string, spoken: readonly string[]): void;
  /** The tag that serves `tag` (exact, then `pt`→`pt-BR`, `zh`→`zh-Hans`, `no`→`nb`, then without region), or `undefined`. */
  serves(tag: string): string | undefined;
  /** The languages that are served, each with its engines in the order they are asked. */
  languages(): readonly ServedLanguage[];
}
