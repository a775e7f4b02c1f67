import type { LinesTable, RenderingsTable, SegmentsTable } from '../../schema/spoken-tables.ts';

/** The columns of a row in the order of its keys, which is that of every statement. */
export const segmentColumns = [
  'meeting_id',
  'seq',
  'stream_id',
  'sentence_id',
  'speaker_id',
  'speaker_name',
  'language',
  'text',
  'attribute',
  'started_at',
  'ended_at',
  'timestamp',
  'received_at',
  'repeat_digest',
  'line_ids',
] as const satisfies readonly (keyof SegmentsTable)[];

export const lineColumns = [
  'meeting_id',
  'id',
  'position',
  'kind',
  'speaker_id',
  'speaker_name',
  'language',
  'removed',
  'stream_id',
  'text',
  'parts',
  'state',
  'corrected',
  'edited',
  'revision',
  'late',
  'at',
  'received_at',
  'length_ms',
] as const satisfies readonly (keyof LinesTable)[];

export const renderingColumns = [
  'meeting_id',
  'language',
  'line_id',
  'version',
  'text',
  'text_language',
  'state',
  'origin',
  'engine',
  'via',
  'corrected',
  'revision',
  'removed',
  'delay_ms',
] as const satisfies readonly (keyof RenderingsTable)[];
