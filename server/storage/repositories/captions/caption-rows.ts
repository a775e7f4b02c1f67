/** Converts segments, lines and renderings to rows, and rows to them. */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Speaker } from '../../../../shared/caption.ts';
import type { Line } from '../../../captions/model/line.ts';
import type { Rendering } from '../../../captions/model/rendering.ts';
import type { StoredSegment } from '../../../captions/ports/caption-store.ts';
import type { Flag, LinesTable, RenderingsTable, SegmentsTable } from '../../schema/spoken-tables.ts';

export function segmentRow(meetingId: string, stored: StoredSegment): SegmentsTable {
  const { segment } = stored;
  return {
    meeting_id: meetingId,
    seq: stored.seq,
    stream_id: segment.streamId,
    sentence_id: segment.sentenceId ?? null,
    speaker_id: segment.speaker.id,
    speaker_name: segment.speaker.name,
    language: segment.sourceLanguage,
    text: segment.text,
    attribute: segment.attribute,
    started_at: wholeOrNull(segment.startedAt),
    ended_at: wholeOrNull(segment.endedAt),
    timestamp: wholeOrNull(segment.timestamp),
    received_at: Math.round(segment.receivedAt),
    repeat_digest: stored.repeatKey === undefined ? null : repeatDigest(stored.repeatKey),
    line_ids: JSON.stringify(stored.lineIds),
  };
}

/** Without `repeatKey`, of which only the digest is stored. */
export function storedSegment(row: Selectable<SegmentsTable>): StoredSegment {
  return {
    seq: row.seq,
    segment: {
      meetingId: row.meeting_id,
      streamId: row.stream_id,
      ...(row.sentence_id === null ? {} : { sentenceId: row.sentence_id }),
      speaker: { id: row.speaker_id, name: row.speaker_name },
      sourceLanguage: row.language,
      text: row.text,
      attribute: row.attribute,
      ...(row.started_at === null ? {} : { startedAt: row.started_at }),
      ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
      ...(row.timestamp === null ? {} : { timestamp: row.timestamp }),
      receivedAt: row.received_at,
    },
    lineIds: textList.parse(JSON.parse(row.line_ids)),
  };
}

export function repeatDigest(repeatKey: string): string {
  return createHash('sha256').update(repeatKey).digest('base64url');
}

export function lineRow(meetingId: string, line: Line): LinesTable {
  const common = {
    meeting_id: meetingId,
    id: line.id,
    position: line.position,
    kind: line.kind,
    speaker_id: line.speaker?.id ?? null,
    speaker_name: line.speaker?.name ?? null,
    language: line.sourceLanguage ?? null,
    removed: flag(line.removed),
  };
  if (line.kind !== 'caption') {
    const at = Math.round(line.at);
    return { ...common, ...noteBlanks, at, received_at: at, length_ms: wholeOrNull(line.lengthMs) };
  }
  return {
    ...common,
    stream_id: line.streamId,
    text: line.text,
    parts: JSON.stringify(line.parts),
    state: line.state,
    corrected: flag(line.corrected),
    edited: flag(line.edited),
    revision: line.revision,
    late: flag(line.late === true),
    at: Math.round(line.spokenAt),
    received_at: Math.round(line.receivedAt),
    length_ms: null,
  };
}

export function lineRecord(row: Selectable<LinesTable>): Line {
  const common = { id: row.id, position: row.position, removed: row.removed === 1 };
  if (row.kind !== 'caption') {
    return {
      ...common,
      kind: row.kind,
      at: row.at,
      ...(row.length_ms === null ? {} : { lengthMs: row.length_ms }),
      ...(row.speaker_id === null ? {} : { speaker: speakerOf(row) }),
      ...(row.language === null ? {} : { sourceLanguage: row.language }),
    };
  }
  return {
    ...common,
    kind: 'caption',
    streamId: row.stream_id ?? '',
    speaker: speakerOf(row),
    sourceLanguage: row.language ?? '',
    text: row.text,
    parts: lineParts.parse(JSON.parse(row.parts)),
    state: row.state,
    corrected: row.corrected === 1,
    edited: row.edited === 1,
    revision: row.revision,
    ...(row.late === 1 ? { late: true } : {}),
    spokenAt: row.at,
    receivedAt: row.received_at,
  };
}

export function renderingRow(
  meetingId: string,
  targetLanguage: string,
  rendering: Rendering,
): RenderingsTable {
  return {
    meeting_id: meetingId,
    language: targetLanguage,
    line_id: rendering.lineId,
    version: rendering.version,
    text: rendering.text,
    text_language: rendering.language,
    state: rendering.state,
    origin: rendering.origin,
    engine: rendering.engine ?? null,
    via: rendering.via ?? null,
    corrected: flag(rendering.corrected),
    revision: rendering.revision,
    removed: flag(rendering.removed),
    delay_ms: Math.round(rendering.delayMs),
  };
}

export function renderingOf(row: Selectable<RenderingsTable>): Rendering {
  const shown = {
    lineId: row.line_id,
    version: row.version,
    text: row.text,
    language: row.text_language,
    ...(row.engine === null ? {} : { engine: row.engine }),
    ...(row.via === null ? {} : { via: row.via }),
    corrected: row.corrected === 1,
    revision: row.revision,
    delayMs: row.delay_ms,
  };
  const { state, origin } = row;
  const isRemoved = row.removed === 1;
  if (state === 'draft' && !isRemoved && origin !== 'untranslated' && origin !== 'person')
    return { ...shown, state, origin, removed: false };
  // A line that was removed while it was a draft is settled.
  return {
    ...shown,
    state: 'settled',
    origin: origin === 'pending' ? 'original' : origin,
    removed: isRemoved,
  };
}

export const textList = z.array(z.string());
const lineParts = z.array(z.object({ segment: z.number(), text: z.string() }));

const noteBlanks = {
  stream_id: null,
  text: '',
  parts: '[]',
  state: 'settled',
  corrected: 0,
  edited: 0,
  revision: 0,
  late: 0,
} as const;

function speakerOf(row: {
  readonly speaker_id: string | null;
  readonly speaker_name: string | null;
}): Speaker {
  return { id: row.speaker_id ?? '', name: row.speaker_name ?? '' };
}

export function flag(claim: boolean): Flag {
  return claim ? 1 : 0;
}

/** Zoom's microseconds become fractions of milliseconds, which PostgreSQL's `bigint` refuses. */
function wholeOrNull(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}
