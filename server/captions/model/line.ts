import type { CaptionState, NoteKind, Speaker } from '../../../shared/caption.ts';

/** A slice of a segment's text inside a line. A segment that was cut across lines has a part in each. */
export interface LinePart {
  /** `StoredSegment.seq` */
  readonly segment: number;
  readonly text: string;
}

/** A line without its translations. Removed lines stay as tombstones, so that panels hear of them. */
export type Line = SpokenLine | NoteLine;

export interface SpokenLine {
  readonly kind: 'caption';
  readonly id: string;
  readonly position: number;
  readonly streamId: string;
  readonly speaker: Speaker;
  readonly sourceLanguage: string;
  readonly text: string;
  readonly parts: readonly LinePart[];
  readonly state: CaptionState;
  readonly corrected: boolean;
  /** A person wrote the text: Zoom's later revisions leave it. */
  readonly edited: boolean;
  /** Grows when the text changes after the line had settled: renderings of an older one are out of date. */
  readonly revision: number;
  readonly removed: boolean;
  /** Spoken long before the lines above it, which somebody had been shown. */
  readonly late?: boolean;
  /** Zoom's clock. */
  readonly spokenAt: number;
  /** Our clock: last frame in. */
  readonly receivedAt: number;
}

export interface NoteLine {
  readonly kind: NoteKind;
  readonly id: string;
  readonly position: number;
  readonly at: number;
  readonly lengthMs?: number;
  readonly speaker?: Speaker;
  readonly sourceLanguage?: string;
  readonly removed: boolean;
}
