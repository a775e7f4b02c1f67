import type { ModelDownload } from '../../shared/meter.ts';
import type { ContextPair } from '../captions/ports/translator.ts';

export interface EngineRequest {
  readonly text: string;
  /** BCP-47, or `und`. */
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly context: readonly ContextPair[];
  /** For engines that take terms in the `prompt`. */
  readonly terms?: readonly { readonly term: string; readonly replacement: string }[];
  /** The second prompt with these terms: the first answer lacked one. */
  readonly isReminder?: boolean;
  /** The text is XML, for engines that take terms as `tags` or `elements`. */
  readonly isXml?: boolean;
  readonly signal: AbortSignal;
}

export interface EngineAnswer {
  readonly text: string;
  /** The language the translation went through, where there is no direct pair. */
  readonly via?: string;
}

/** A language an engine can translate into, from at least one other. */
export interface TargetLanguage {
  readonly tag: string;
  readonly via?: string;
}

export interface EngineLimits {
  /** Calls at a time, at first. */
  readonly concurrency: number;
  /** The most calls at a time of a service that bears more. Absent: never more than at first, as of engines in this process. */
  readonly ceiling?: number;
  readonly perSecond?: number;
  /** Waiting texts, where the engine is fast enough for more than the usual. */
  readonly backlog?: number;
}

/** One translation service or program. Failures are `TranslationError`s. */
export interface Engine {
  readonly name: string;
  readonly origin: 'machine' | 'phrasebook';
  /** Every character costs money or quota. */
  readonly metered: boolean;
  /** Takes provisional texts when `DRAFTS=unmetered`. */
  readonly takesDrafts: boolean;
  /** A draft of more words may differ from its first word on, as of neural models. */
  readonly rewritesDrafts?: boolean;
  readonly acceptsContext: boolean;
  /** How a term is protected: by bracketed numbers, XML tags, elements round its own words, the prompt, or not at all (reviewed text). */
  readonly takesTerms: 'placeholders' | 'tags' | 'elements' | 'prompt' | 'none';
  readonly limits: EngineLimits;
  /** Where speech goes, in words for the operator. */
  readonly where: string;
  /** The host that gets the text, for readers, by `serviceHost`. Absent: the text stays on this machine. */
  readonly sentTo?: string | undefined;
  /** The target languages known now; a service's own list may change them. */
  languages(): readonly TargetLanguage[];
  supports(sourceLanguage: string, targetLanguage: string): boolean;
  /** Is everything present that the pair needs? Absent: always. Cheap, because every text asks. */
  isReady?(sourceLanguage: string, targetLanguage: string): boolean;
  /** Starts to fetch in the background what the pair lacks. */
  prepare?(sourceLanguage: string, targetLanguage: string): void;
  /** What is being fetched now. */
  preparations?(): readonly ModelDownload[];
  translate(request: EngineRequest): Promise<EngineAnswer>;
  [Symbol.asyncDispose](): Promise<void>;
}
