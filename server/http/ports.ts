/** What the routes need of the rest; the composition root hands it in. */
import type { ServedLanguage } from '../../shared/language.ts';
import type { Preferences } from '../../shared/panel-protocol.ts';

export interface TranscriptLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

export interface TranscriptReader {
  /** Settled lines in reading order, removed ones left out. */
  settledLines(meetingId: string, language: string): Promise<readonly TranscriptLine[]>;
}

export interface PreferenceStore {
  find(uid: string): Promise<Preferences | undefined>;
  save(uid: string, preferences: Preferences): Promise<void>;
}

export interface LanguageCatalog {
  /** The languages that the engine chain translates into. */
  languages(): readonly ServedLanguage[];
}

export interface PersonEvents {
  /**
   * A person asked for the deletion of everything kept of them: grants, preferences, memberships, shares, and the records
   * of meetings they host. Settles when it is deleted.
   */
  emit(name: 'deletion-requested', event: { readonly uid: string }): Promise<void>;
}

export interface GlossaryEvents {
  /** A glossary was stored; meetings that are captured or read now follow it. */
  announce(name: 'glossary-changed', whose: { readonly meetingId: string } | { readonly uid: string }): void;
}
