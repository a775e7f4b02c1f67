import type { MeetingState } from '../../../shared/meeting-status.ts';
import type { Line, SpokenLine } from '../model/line.ts';
import type { RenderedLine, Rendering } from '../model/rendering.ts';
import type { Segment } from '../model/segment.ts';
import type { StateReason } from '../model/stream-update.ts';

export interface StoredSegment {
  /** Grows within the meeting. */
  readonly seq: number;
  readonly segment: Segment;
  readonly repeatKey?: string;
  /** The lines that hold a part of it. */
  readonly lineIds: readonly string[];
}

/** The state of a meeting, as it is stored and given to readers. */
export interface StoredStatus {
  readonly state: MeetingState;
  /** Milliseconds, our clock. */
  readonly since: number;
  readonly reason?: StateReason;
}

export interface MeetingSnapshot {
  /** Names this run of versions; another epoch means that lines were lost (`RETENTION_HOURS=0` and a restart). */
  readonly epoch: string;
  readonly lastPosition: number;
  readonly lastSegment: number;
  /** Sentences that were open when the process ended. */
  readonly drafts: readonly SpokenLine[];
  readonly status: StoredStatus;
}

export interface NewestLines {
  /** Lines of a smaller position only. */
  readonly before?: number | undefined;
  /** Lines of at most this time only, milliseconds since 1970 (see `timeOf`). */
  readonly until?: number | undefined;
  readonly limit: number;
}

export interface CaptionStore {
  /** Loads what a live meeting needs to continue. The meeting exists. */
  load(meetingId: string): Promise<MeetingSnapshot>;

  /** One transaction. Segments and lines are inserted, or replaced where their key (`seq`, `id`) is known. */
  commit(
    meetingId: string,
    change: { readonly segments: readonly StoredSegment[]; readonly lines: readonly Line[] },
  ): Promise<void>;

  /** Was a segment with this key accepted before? */
  hasSegment(meetingId: string, streamId: string, repeatKey: string): Promise<boolean>;
  /** The newest stored segment with this sentence id, for a revision of it; of any speaker when none is named. */
  findSentence(
    meetingId: string,
    streamId: string,
    sentence: { readonly id: string; readonly speakerId?: string },
  ): Promise<StoredSegment | undefined>;
  lines(meetingId: string, ids: readonly string[]): Promise<readonly Line[]>;

  saveStatus(meetingId: string, status: StoredStatus): Promise<void>;

  /** The next `count` versions of this room, never given out before: `(through - count, through]`. */
  reserveVersions(
    meetingId: string,
    targetLanguage: string,
    count: number,
  ): Promise<{ readonly through: number }>;
  /** The highest stored version of this room; 0 when nothing is rendered. */
  lastVersion(meetingId: string, targetLanguage: string): Promise<number>;
  /** One transaction. Inserted or replaced by (`lineId`). */
  saveRenderings(meetingId: string, targetLanguage: string, renderings: readonly Rendering[]): Promise<void>;

  /** The newest lines that are not removed, oldest first, at most `limit`. */
  newest(meetingId: string, targetLanguage: string, options: NewestLines): Promise<readonly RenderedLine[]>;
  /** Renderings with a version above `after`, by version, removed lines included, at most `limit`. */
  changes(
    meetingId: string,
    targetLanguage: string,
    after: number,
    limit: number,
  ): Promise<readonly (RenderedLine & { readonly rendering: Rendering })[]>;
  /** These lines with what the language shows of them, in reading order; ids that are not known are left out. */
  rendered(
    meetingId: string,
    targetLanguage: string,
    ids: readonly string[],
  ): Promise<readonly RenderedLine[]>;
  /** The languages that were ever read in this meeting. */
  languages(meetingId: string): Promise<readonly string[]>;
  /** Marks renderings as `OUTDATED`; their readers see no change. */
  outdate(meetingId: string, targetLanguage: string, ids: readonly string[]): Promise<void>;
  /** Lines above `position`, oldest first, at most `limit`, removed ones left out. */
  linesAbove(meetingId: string, position: number, limit: number): Promise<readonly Line[]>;
  /** Lines above `position` that have no rendering in this language, oldest first, at most `limit`, removed ones left out. */
  unrendered(
    meetingId: string,
    targetLanguage: string,
    position: number,
    limit: number,
  ): Promise<readonly Line[]>;
  /** The highest position with a rendering in this language, of at most `version` when given; 0 when there is none. */
  lastRenderedPosition(meetingId: string, targetLanguage: string, version?: number): Promise<number>;
}
