/** The tables of what was spoken. */
import type { CaptionOrigin, CaptionState, NoteKind } from '../../../shared/caption.ts';
import type { Segment } from '../../captions/model/segment.ts';

export type Flag = 0 | 1;

export interface SegmentsTable {
  meeting_id: string;
  seq: number;
  stream_id: string;
  sentence_id: string | null;
  speaker_id: string;
  speaker_name: string;
  language: string;
  text: string;
  attribute: Segment['attribute'];
  started_at: number | null;
  ended_at: number | null;
  timestamp: number | null;
  received_at: number;
  /** A digest, because the repeat key holds the words. */
  repeat_digest: string | null;
  /** JSON: string[] */
  line_ids: string;
}

export interface LinesTable {
  meeting_id: string;
  id: string;
  position: number;
  kind: 'caption' | NoteKind;
  /** Captions only, like `parts`, `state` and `received_at`. */
  stream_id: string | null;
  speaker_id: string | null;
  speaker_name: string | null;
  language: string | null;
  text: string;
  /** JSON: LinePart[] */
  parts: string;
  state: CaptionState;
  corrected: Flag;
  edited: Flag;
  revision: number;
  removed: Flag;
  late: Flag;
  /** `spokenAt` of a caption, `at` of a note. */
  at: number;
  received_at: number;
  length_ms: number | null;
}

export interface RenderingsTable {
  meeting_id: string;
  /** The language that is read. */
  language: string;
  line_id: string;
  version: number;
  text: string;
  text_language: string;
  state: CaptionState;
  origin: CaptionOrigin;
  engine: string | null;
  via: string | null;
  corrected: Flag;
  revision: number;
  removed: Flag;
  delay_ms: number;
}
