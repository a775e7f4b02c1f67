/** What the routes need of the rest; the composition root hands it in. */
import type { Preferences } from '../../shared/panel-protocol.ts';
import type { StoredStatus } from '../captions/ports/caption-store.ts';

export interface MeetingStatuses {
  /** By meeting id; meetings that are not kept are left out. Opens no meeting. */
  statuses(meetingIds: readonly string[]): Promise<ReadonlyMap<string, StoredStatus>>;
}

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

export interface People {
  /** Grants, preferences, memberships, shares, and the records of meetings this person hosts. */
  deleteEverythingOf(uid: string): Promise<void>;
}
