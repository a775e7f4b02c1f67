/** Ports of the routes; the composition root provides the parts. */
import type { ServedLanguage } from '../../shared/language.ts';
import type { Preferences } from '../../shared/panel-protocol.ts';
import type { DeletionReceipt } from '../../shared/record.ts';
import type { TranscriptLine } from '../record/transcript/transcript-line.ts';

export interface TranscriptReader {
  /** Settled lines in reading order, removed ones left out. */
  settledLines(meetingId: string, targetLanguage: string): Promise<readonly TranscriptLine[]>;
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
   * of meetings they host. Settles when it is deleted, and `onDone` has the receipt.
   */
  emit(
    name: 'deletion-requested',
    event: { readonly uid: string; readonly onDone: (receipt: DeletionReceipt) => void },
  ): Promise<void>;
}

export interface RecordEvents {
  /** Who may read a record has changed: open sockets follow. Settles when they have on this node. */
  emit(name: 'access-changed', event: { readonly meetingId: string }): Promise<void>;
}

export interface MeetingEvents {
  /** A meeting is known by another name now: its panels need new sessions. */
  announce(name: 'meeting-moved', event: { readonly meetingId: string }): void;
}

export interface SignInEvents {
  /** A browser signed out: the sessions of its sign-in end. */
  announce(name: 'signed-out', event: { readonly signInId: string }): void;
}

export interface GlossaryEvents {
  /** A glossary was stored; meetings that are captured or read now follow it. */
  announce(name: 'glossary-changed', whose: { readonly meetingId: string } | { readonly uid: string }): void;
}
