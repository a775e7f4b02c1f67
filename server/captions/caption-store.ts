/** Port: what the captions need kept. Everything is stored before it is sent. */
import type { CaptionOrigin, CaptionState, NoteKind, Speaker } from '../../shared/caption.ts';
import type { MeetingState } from '../../shared/meeting-status.ts';
import type { Segment } from './segment.ts';
import type { StateReason } from './stream-update.ts';

/** A slice of a segment's text inside a line. A segment that was cut across lines has a part in each. */
interface LinePart {
  /** `StoredSegment.seq` */
  readonly segment: number;
  readonly text: string;
}

/** A line without its translations. Removed lines stay as tombstones, so that panels hear of them. */
export type LineRecord = CaptionRecord | NoteRecord;

export interface CaptionRecord {
  readonly kind: 'caption';
  readonly id: string;
  readonly position: number;
  readonly streamId: string;
  readonly speaker: Speaker;
  readonly language: string;
  readonly text: string;
  readonly parts: readonly LinePart[];
  readonly state: CaptionState;
  readonly corrected: boolean;
  /** A person wrote the text: Zoom's later revisions leave it. */
  readonly edited: boolean;
  /** Grows when the text changes after the line had settled: renderings of an older one are out of date. */
  readonly revision: number;
  readonly removed: boolean;
  /** Zoom's clock. */
  readonly spokenAt: number;
  /** Our clock: last frame in. */
  readonly receivedAt: number;
}

export interface NoteRecord {
  readonly kind: NoteKind;
  readonly id: string;
  readonly position: number;
  readonly at: number;
  readonly lengthMs?: number;
  readonly speaker?: Speaker;
  readonly language?: string;
  readonly removed: boolean;
}

/** What the room of one language shows of one line. For notes only the version counts. */
export interface Rendering {
  readonly lineId: string;
  /** Grows with every change in this (meeting, language). */
  readonly version: number;
  readonly text: string;
  /** The language of `text`. */
  readonly language: string;
  readonly state: CaptionState;
  readonly origin: CaptionOrigin;
  readonly engine?: string;
  readonly via?: string;
  readonly corrected: boolean;
  /** Of the line it was made from; `OUTDATED` when the glossary has changed since. */
  readonly revision: number;
  readonly removed: boolean;
  readonly delayMs: number;
}

/** A rendering that is shown until it is made anew. */
export const OUTDATED = -1;

export interface StoredSegment {
  /** Grows within the meeting. */
  readonly seq: number;
  readonly segment: Segment;
  readonly repeatKey?: string;
  /** The lines that hold a part of it. */
  readonly lineIds: readonly string[];
}

export interface RenderedLine {
  readonly line: LineRecord;
  /** Absent: this language was not read when the line came. */
  readonly rendering?: Rendering;
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
  readonly drafts: readonly CaptionRecord[];
  readonly status: StoredStatus;
}

export interface CaptionStore {
  /** Everything a session needs to go on where the last one stopped. The meeting exists. */
  load(meetingId: string): Promise<MeetingSnapshot>;

  /** One transaction. Segments and lines are inserted, or replaced where their key (`seq`, `id`) is known. */
  commit(
    meetingId: string,
    change: { readonly segments: readonly StoredSegment[]; readonly lines: readonly LineRecord[] },
  ): Promise<void>;

  /** Was a segment with this key accepted before? */
  hasSegment(meetingId: string, streamId: string, repeatKey: string): Promise<boolean>;
  /** The newest stored segment with this sentence id, for a revision of it; of any speaker when none is named. */
  findSentence(
    meetingId: string,
    streamId: string,
    sentence: { readonly id: string; readonly speakerId?: string },
  ): Promise<StoredSegment | undefined>;
  lines(meetingId: string, ids: readonly string[]): Promise<readonly LineRecord[]>;

  saveStatus(meetingId: string, status: StoredStatus): Promise<void>;

  /** The next `count` versions of this room, never given out before: `(through - count, through]`. */
  reserveVersions(meetingId: string, language: string, count: number): Promise<{ readonly through: number }>;
  /** One transaction. Inserted or replaced by (`lineId`). */
  saveRenderings(meetingId: string, language: string, renderings: readonly Rendering[]): Promise<void>;

  /** The newest lines that are not removed, below `before` when given, oldest first. */
  newest(
    meetingId: string,
    language: string,
    options: { readonly before?: number; readonly limit: number },
  ): Promise<readonly RenderedLine[]>;
  /** Renderings with a version above `after`, by version, removed lines included, at most `limit`. */
  changes(
    meetingId: string,
    language: string,
    after: number,
    limit: number,
  ): Promise<readonly (RenderedLine & { readonly rendering: Rendering })[]>;
  /** These lines with what the language shows of them, in reading order; ids that are not known are left out. */
  rendered(meetingId: string, language: string, ids: readonly string[]): Promise<readonly RenderedLine[]>;
  /** The languages that were ever read in this meeting. */
  languages(meetingId: string): Promise<readonly string[]>;
  /** Marks renderings as `OUTDATED`; their readers see no change. */
  outdate(meetingId: string, language: string, ids: readonly string[]): Promise<void>;
  /** Lines above `position` that have no rendering in this language, oldest first, at most `limit`, removed ones left out. */
  unrendered(
    meetingId: string,
    language: string,
    position: number,
    limit: number,
  ): Promise<readonly LineRecord[]>;
  /** The highest position with a rendering in this language, of at most `version` when given; 0 when there is none. */
  lastRenderedPosition(meetingId: string, language: string, version?: number): Promise<number>;
}
