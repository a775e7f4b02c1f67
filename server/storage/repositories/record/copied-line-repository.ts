import type { Kysely, Selectable } from 'kysely';
import type { CopiedLine, CopiedLineStore } from '../../../record/transcript/copied-lines.ts';
import { inBatches } from '../../batches.ts';
import { DELETED } from '../../deletion/meeting-clock.ts';
import { inPages, inSlices, ROWS_PER_SLICE } from '../../deletion/slices.ts';
import type { CopiedLinesTable } from '../../schema/record-tables.ts';
import type { Schema } from '../../schema/schema.ts';
import { flag } from '../captions/caption-rows.ts';

/** Which lines stand in the files of `TRANSCRIPT_FILE`, by digest: no words, and none are lost track of at a restart. */
export class CopiedLineRepository implements CopiedLineStore {
  readonly #db: Kysely<Schema>;

  constructor(options: { readonly db: Kysely<Schema> }) {
    this.#db = options.db;
  }

  async find(meetingId: string, lineIds: readonly string[]): Promise<readonly CopiedLine[]> {
    const found: CopiedLine[] = [];
    for (const ids of inBatches(lineIds)) {
      const rows = await this.#db
        .selectFrom('copied_lines')
        .selectAll()
        .where('meeting_id', '=', meetingId)
        .where('line_id', 'in', ids)
        .execute();
      found.push(...rows.map(copiedLine));
    }
    return found;
  }

  async save(lines: readonly CopiedLine[]): Promise<void> {
    for (const batch of inBatches(lines)) {
      await this.#db
        .insertInto('copied_lines')
        .values(
          batch.map(({ meetingId, lineId, digest, file, isStale }) => ({
            meeting_id: meetingId,
            line_id: lineId,
            digest,
            file,
            stale: flag(isStale),
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['meeting_id', 'line_id', 'digest']).doUpdateSet((eb) => ({
            file: eb.ref('excluded.file'),
            stale: eb.ref('excluded.stale'),
          })),
        )
        .execute();
    }
  }

  async forget(lines: readonly CopiedLine[], only: 'stale' | 'current'): Promise<void> {
    for (const batch of inBatches(lines, ROWS_PER_SLICE)) {
      await this.#db
        .deleteFrom('copied_lines')
        .where('stale', '=', flag(only === 'stale'))
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('meeting_id', 'line_id', 'digest'),
            'in',
            batch.map(({ meetingId, lineId, digest }) => tuple(meetingId, lineId, digest)),
          ),
        )
        .execute();
      await new Promise(setImmediate);
    }
  }

  async markStale(meetingId: string): Promise<void> {
    await inSlices(async (rows) => {
      const { numUpdatedRows } = await this.#db
        .updateTable('copied_lines')
        .set({ stale: 1 })
        .where('meeting_id', '=', meetingId)
        .where('stale', '=', 0)
        .where('line_id', 'in', (eb) =>
          eb
            .selectFrom('copied_lines as slice')
            .select('slice.line_id')
            .where('slice.meeting_id', '=', meetingId)
            .where('slice.stale', '=', 0)
            .limit(rows),
        )
        .executeTakeFirst();
      return numUpdatedRows;
    });
  }

  async orphanedMeetings(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('copied_lines')
      .select('meeting_id')
      .distinct()
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('meetings')
              .select('meetings.id')
              .whereRef('meetings.id', '=', 'copied_lines.meeting_id')
              .where('meetings.expires_at', '>', DELETED),
          ),
        ),
      )
      .execute();
    return rows.map((row) => row.meeting_id);
  }

  async stale(): Promise<readonly CopiedLine[]> {
    const lines: CopiedLine[] = [];
    const pages = inPages<CopiedLine>(async (after, limit) => {
      const rows = await this.#db
        .selectFrom('copied_lines')
        .selectAll()
        .where('stale', '=', 1)
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(
              refTuple('meeting_id', 'line_id', 'digest'),
              '>',
              tuple(after?.meetingId ?? '', after?.lineId ?? '', after?.digest ?? ''),
            ),
          ),
        )
        .orderBy('meeting_id')
        .orderBy('line_id')
        .orderBy('digest')
        .limit(limit)
        .execute();
      return rows.map(copiedLine);
    });
    for await (const page of pages) lines.push(...page);
    return lines;
  }

  async newestFile(): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('copied_lines')
      .select((eb) => eb.fn.max('file').as('file'))
      .executeTakeFirst();
    return row?.file ?? undefined;
  }

  /** How much of a meeting stands in how many files. */
  async extent(meetingId: string): Promise<{ readonly files: number; readonly lines: number }> {
    const row = await this.#db
      .selectFrom('copied_lines')
      .select(({ fn }) => [
        fn.count<number>('file').distinct().as('files'),
        fn.countAll<number>().as('lines'),
      ])
      .where('meeting_id', '=', meetingId)
      .executeTakeFirst();
    return { files: Number(row?.files ?? 0), lines: Number(row?.lines ?? 0) };
  }
}

function copiedLine(row: Selectable<CopiedLinesTable>): CopiedLine {
  return {
    meetingId: row.meeting_id,
    lineId: row.line_id,
    digest: row.digest,
    file: row.file,
    isStale: row.stale === 1,
  };
}
