/** Writes segments, lines and renderings: inserts a row, or replaces the one with the same key. */
import type { Transaction } from 'kysely';
import type { Line } from '../../../captions/model/line.ts';
import type { StoredSegment } from '../../../captions/ports/caption-store.ts';
import type { LinesTable, RenderingsTable, Schema, SegmentsTable } from '../../schema/schema.ts';

type Rows<T> = readonly T[];

export async function writeSegments(trx: Transaction<Schema>, rows: Rows<SegmentsTable>): Promise<void> {
  await trx
    .insertInto('segments')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['meeting_id', 'seq']).doUpdateSet(({ ref }) => ({
        stream_id: ref('excluded.stream_id'),
        sentence_id: ref('excluded.sentence_id'),
        speaker_id: ref('excluded.speaker_id'),
        speaker_name: ref('excluded.speaker_name'),
        language: ref('excluded.language'),
        text: ref('excluded.text'),
        attribute: ref('excluded.attribute'),
        started_at: ref('excluded.started_at'),
        ended_at: ref('excluded.ended_at'),
        timestamp: ref('excluded.timestamp'),
        received_at: ref('excluded.received_at'),
        repeat_digest: ref('excluded.repeat_digest'),
        line_ids: ref('excluded.line_ids'),
      })),
    )
    .execute();
}

/** A removed line stays removed: a write that was under way does not restore its words. */
export async function writeLines(trx: Transaction<Schema>, rows: Rows<LinesTable>): Promise<void> {
  await trx
    .insertInto('lines')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['meeting_id', 'id'])
        .doUpdateSet(({ ref }) => ({
          position: ref('excluded.position'),
          kind: ref('excluded.kind'),
          stream_id: ref('excluded.stream_id'),
          speaker_id: ref('excluded.speaker_id'),
          speaker_name: ref('excluded.speaker_name'),
          language: ref('excluded.language'),
          text: ref('excluded.text'),
          parts: ref('excluded.parts'),
          state: ref('excluded.state'),
          corrected: ref('excluded.corrected'),
          edited: ref('excluded.edited'),
          revision: ref('excluded.revision'),
          removed: ref('excluded.removed'),
          late: ref('excluded.late'),
          at: ref('excluded.at'),
          received_at: ref('excluded.received_at'),
          length_ms: ref('excluded.length_ms'),
        }))
        .where('lines.removed', '=', 0),
    )
    .execute();
}

export async function writeRenderings(trx: Transaction<Schema>, rows: Rows<RenderingsTable>): Promise<void> {
  await trx
    .insertInto('renderings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['meeting_id', 'language', 'line_id']).doUpdateSet(({ ref }) => ({
        version: ref('excluded.version'),
        text: ref('excluded.text'),
        text_language: ref('excluded.text_language'),
        state: ref('excluded.state'),
        origin: ref('excluded.origin'),
        engine: ref('excluded.engine'),
        via: ref('excluded.via'),
        corrected: ref('excluded.corrected'),
        revision: ref('excluded.revision'),
        removed: ref('excluded.removed'),
        delay_ms: ref('excluded.delay_ms'),
      })),
    )
    .execute();
}

/**
 * Removes the renderings of removed lines, in every language that was ever read. Version 0 marks a removal that no reader
 * received: the language's feed sends it when it opens.
 */
export async function removeRenderings(
  trx: Transaction<Schema>,
  meetingId: string,
  lineIds: readonly string[],
): Promise<void> {
  await trx
    .updateTable('renderings')
    .set({ text: '', removed: 1, version: 0 })
    .where('meeting_id', '=', meetingId)
    .where('language', 'in', (eb) =>
      eb.selectFrom('rooms').select('rooms.language').where('rooms.meeting_id', '=', meetingId),
    )
    .where('line_id', 'in', lineIds)
    .where((eb) => eb.or([eb('text', '!=', ''), eb('removed', '=', 0)]))
    .execute();
}

/** Does the change overwrite words that Zoom or the host revised or removed? A growing sentence overwrites none. */
export function overwrites(change: {
  readonly segments: readonly StoredSegment[];
  readonly lines: readonly Line[];
}): boolean {
  return (
    change.segments.some(({ segment }) => segment.attribute !== 'new') ||
    change.lines.some((line) => line.removed || (line.kind === 'caption' && (line.corrected || line.edited)))
  );
}
