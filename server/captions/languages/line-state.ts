/** The states, events and commands of one line in one target language. */
import type { Line, SpokenLine } from '../model/line.ts';
import type { Content, DraftContent, SettledContent } from '../model/rendering.ts';
import type { Translated, Translation, TranslationRequest } from '../ports/translator.ts';

export type LineState =
  /** The engine will be asked when `due`: after a pause between revisions, or between two attempts. */
  | ({ readonly phase: 'queued' } & AwaitingTranslation)
  /** Its sentence is open. */
  | { readonly phase: 'drafting'; readonly line: SpokenLine; readonly shown: DraftContent }
  | ({ readonly phase: 'translating' } & AwaitingTranslation)
  | { readonly phase: 'settled'; readonly line: Line; readonly shown: SettledContent }
  | { readonly phase: 'removed'; readonly line: Line; readonly shown: SettledContent };

/** A settled line without its settled translation. */
export interface AwaitingTranslation {
  readonly line: SpokenLine;
  /** What readers have meanwhile; absent while nothing of the line has a place on screen. */
  readonly shown?: Content;
  readonly attempt: Attempt;
}

export interface Attempt {
  readonly purpose: Purpose;
  /** Readers have another settled text of it: the new one is marked as corrected. */
  readonly corrects: boolean;
  /** Before the next attempt, should this one fail. */
  readonly retryAfterMs: number;
  /** Milliseconds, our clock: no attempt begins later. Absent before the first one. */
  readonly giveUpAt?: number;
  /** Until then retries go with what is said now. Absent before the first failure. */
  readonly liveUntil?: number;
}

export type Purpose = Exclude<TranslationRequest['purpose'], 'draft'>;

export type LineEvent =
  /** Said otherwise, grown, settled or removed. `catch-up`: a line of the past, after everything live. */
  | { readonly type: 'changed'; readonly line: Line; readonly purpose: Purpose }
  | { readonly type: 'draft-translated'; readonly translation: Translated }
  | { readonly type: 'translated'; readonly translation: Translation }
  /** The translation was not there in time. */
  | { readonly type: 'late' }
  | { readonly type: 'due' }
  /** The host's own words. */
  | { readonly type: 'corrected'; readonly text: string }
  /** A glossary has changed. */
  | { readonly type: 'outdated' };

export type LineCommand =
  /** Ends what is under way: translation, drafts, timers. */
  | { readonly type: 'cancel' }
  /** Asks for drafts of the open sentence as it grows. */
  | { readonly type: 'draft'; readonly line: SpokenLine }
  | { readonly type: 'translate'; readonly line: SpokenLine; readonly purpose: Purpose }
  /** The event comes back after this time, unless cancelled. */
  | { readonly type: 'wait'; readonly event: 'late' | 'due'; readonly milliseconds: number }
  /** What readers see of the line is now `shown`. */
  | { readonly type: 'publish' };

export interface LineStep {
  readonly state: LineState;
  readonly commands: readonly LineCommand[];
}

export interface LineContext {
  readonly targetLanguage: string;
  /** Milliseconds, our clock. */
  readonly now: number;
}
