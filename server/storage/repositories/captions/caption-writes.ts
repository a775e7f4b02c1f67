/** Statements that write segments, lines and renderings: each inserts a row, or replaces the one with the same key. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { Line } from '../../../captions/model/line.ts';
import { OUTDATED } from '../../../captions/model/rendering.ts';
import type { StoredSegment } from '../../../captions/ports/caption-store.ts';
import { inBatches } from '../../batches.ts';
import { RowTable } from '../../row-table.ts';
import type { Schema } from '../../schema/schema.ts';
import type { LinesTable, RenderingsTable, SegmentsTable } from '../../schema/spoken-tables.ts';
import { lineColumns, renderingColumns, segmentColumns } from './caption-columns.ts';
import { rowStatements } from './row-statement.ts';

export interface CaptionWrites {
  readonly segments: RowTable<SegmentsTable>;
  /** A removed line stays removed: a write that was under way does not restore its words. */
  readonly lines: RowTable<LinesTable>;
  readonly renderings: RowTable<RenderingsTable>;
  /**
   * Removes the renderings of removed lines, in every language that was ever read, and the marks on them. Version 0 marks a removal that no reader
   * received: the language's feed sends it when it opens.
   */
  removals(meetingId: string, lineIds: readonly string[]): readonly CompiledQuery[];
  /** Marks renderings as `OUTDATED`. */
  outdated(meetingId: string, targetLanguage: string, lineIds: readonly string[]): readonly CompiledQuery[];
  /** Returns `through`. One statement, so that nodes that reserve at the same moment get separate blocks. */
  reservation(meetingId: string, targetLanguage: string, count: number): CompiledQuery;
}

/** @param db compiles the statements, and executes none. */
export function createCaptionWrites(db: Kysely<Schema>): CaptionWrites {
  return {
    segments: new RowTable({
      keyOf: ({ meeting_id, seq }) => `${meeting_id} ${seq}`,
      statements: rowStatements<SegmentsTable>(segmentColumns, (rows) => segmentStatement(db, rows)),
    }),
    lines: new RowTable({
      keyOf: ({ meeting_id, id }) => `${meeting_id} ${id}`,
      statements: rowStatements<LinesTable>(lineColumns, (rows) => lineStatement(db, rows)),
      isFinal: ({ removed }) => removed === 1,
    }),
    renderings: new RowTable({
      keyOf: ({ meeting_id, language, line_id }) => `${meeting_id} ${language} ${line_id}`,
      statements: rowStatements<RenderingsTable>(renderingColumns, (rows) => renderingStatement(db, rows)),
    }),
    removals: (meetingId, lineIds) =>
      [...inBatches(lineIds)].flatMap((batch) => [
        removalStatement(db, meetingId, batch),
        marksStatement(db, meetingId, batch),
      ]),
    outdated: (meetingId, targetLanguage, lineIds) =>
      [...inBatches(lineIds)].map((batch) =>
        db
          .updateTable('renderings')
          .set({ revision: OUTDATED })
          .where('meeting_id', '=', meetingId)
          .where('language', '=', targetLanguage)
          .where('line_id', 'in', batch)
          .compile(),
      ),
    reservation: (meetingId, targetLanguage, count) =>
      db
        .insertInto('rooms')
        .values({ meeting_id: meetingId, language: targetLanguage, reserved_through: count })
        .onConflict((conflict) =>
          conflict.columns(['meeting_id', 'language']).doUpdateSet((eb) => ({
            reserved_through: eb('rooms.reserved_through', '+', eb.ref('excluded.reserved_through')),
          })),
        )
        .returning('reserved_through as through')
        .compile(),
  };
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

function segmentStatement(db: Kysely<Schema>, rows: readonly SegmentsTable[]): CompiledQuery {
  return db
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
    .compile();
}

function lineStatement(db: Kysely<Schema>, rows: readonly LinesTable[]): CompiledQuery {
  return db
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
    .compile();
}

function renderingStatement(db: Kysely<Schema>, rows: readonly RenderingsTable[]): CompiledQuery {
  return db
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
    .compile();
}

function removalStatement(db: Kysely<Schema>, meetingId: string, lineIds: readonly string[]): CompiledQuery {
  return db
    .updateTable('renderings')
    .set({ text: '', removed: 1, version: 0 })
    .where('meeting_id', '=', meetingId)
    .where('language', 'in', (eb) =>
      eb.selectFrom('rooms').select('rooms.language').where('rooms.meeting_id', '=', meetingId),
    )
    .where('line_id', 'in', lineIds)
    .where((eb) => eb.or([eb('text', '!=', ''), eb('removed', '=', 0)]))
    .compile();
}

function marksStatement(db: Kysely<Schema>, meetingId: string, lineIds: readonly string[]): CompiledQuery {
  return db.deleteFrom('marks').where('meeting_id', '=', meetingId).where('line_id', 'in', lineIds).compile();
}
