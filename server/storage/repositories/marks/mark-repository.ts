import { type Kysely, sql } from 'kysely';
import type { Mark, MarkedGroup, MarkStore } from '../../../record/line-marks.ts';
import type { Schema } from '../../schema/schema.ts';

/**
 * Lines that readers marked as wrong. A mark counts while its line has the words that were marked: another revision, a
 * removal or a deletion ends it. Every method may reject with a `StorageError`.
 */
export class MarkRepository implements MarkStore {
  readonly #db: Kysely<Schema>;

  constructor(options: { readonly db: Kysely<Schema> }) {
    this.#db = options.db;
  }

  /** A repetition of a mark that the host has answered stays answered. */
  async save({ meetingId, lineId, marker, uid, language, revision, at }: Mark): Promise<boolean> {
    const row = await this.#db
      .insertInto('marks')
      .columns(['meeting_id', 'line_id', 'marker', 'uid', 'language', 'revision', 'dismissed', 'marked_at'])
      .expression((eb) =>
        // Another node may remove the line between its look-up and this statement.
        eb
          .selectFrom('lines')
          .select([
            'lines.meeting_id',
            'lines.id as line_id',
            sql<string>`cast(${marker} as text)`.as('marker'),
            sql<string | null>`cast(${uid ?? null} as text)`.as('uid'),
            sql<string>`cast(${language} as text)`.as('language'),
            'lines.revision',
            sql<0 | 1>`0`.as('dismissed'),
            sql<number>`cast(${at} as bigint)`.as('marked_at'),
          ])
          .where('lines.meeting_id', '=', meetingId)
          .where('lines.id', '=', lineId)
          .where('lines.revision', '=', revision)
          .where('lines.removed', '=', 0),
      )
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'line_id', 'marker']).doUpdateSet((eb) => ({
          language: eb.ref('excluded.language'),
          revision: eb.ref('excluded.revision'),
          marked_at: eb.ref('excluded.marked_at'),
          dismissed: eb
            .case()
            .when(
              eb.and([
                eb('marks.revision', '=', eb.ref('excluded.revision')),
                eb('marks.language', '=', eb.ref('excluded.language')),
              ]),
            )
            .then(eb.ref('marks.dismissed'))
            .else(eb.lit(0))
            .end(),
        })),
      )
      .returning('line_id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async withdraw(meetingId: string, lineId: string, marker: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('marks')
      .where('meeting_id', '=', meetingId)
      .where('line_id', '=', lineId)
      .where('marker', '=', marker)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async own(
    meetingId: string,
    marker: string,
    limit: number,
  ): Promise<readonly { readonly lineId: string; readonly language: string }[]> {
    const rows = await this.#current(meetingId)
      .select(['marks.line_id', 'marks.language'])
      .where('marks.marker', '=', marker)
      .orderBy('marks.marked_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ lineId: row.line_id, language: row.language }));
  }

  async open(meetingId: string, limit: number): Promise<readonly MarkedGroup[]> {
    const rows = await this.#open(meetingId)
      .select((eb) => [
        'marks.line_id',
        'marks.language',
        eb.fn.countAll<number>().as('count'),
        eb.fn.max('marks.marked_at').as('marked_at'),
      ])
      .groupBy(['marks.line_id', 'marks.language'])
      .orderBy('marked_at', 'desc')
      .orderBy('marks.line_id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      lineId: row.line_id,
      language: row.language,
      count: row.count,
      markedAt: row.marked_at,
    }));
  }

  async count(meetingId: string): Promise<number> {
    const groups = this.#open(meetingId).select(['marks.line_id', 'marks.language']).distinct().as('open');
    const row = await this.#db
      .selectFrom(groups)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  }

  async dismiss(meetingId: string, lineId: string, language: string): Promise<void> {
    await this.#db
      .updateTable('marks')
      .set({ dismissed: 1 })
      .where('meeting_id', '=', meetingId)
      .where('line_id', '=', lineId)
      .where('language', '=', language)
      .execute();
  }

  async remove(meetingId: string, lineId: string, language: string | undefined): Promise<void> {
    await this.#db
      .deleteFrom('marks')
      .where('meeting_id', '=', meetingId)
      .where('line_id', '=', lineId)
      .$if(language !== undefined, (query) => query.where('language', '=', language ?? ''))
      .execute();
  }

  #current(meetingId: string) {
    return this.#db
      .selectFrom('marks')
      .innerJoin('lines', (join) =>
        join
          .onRef('lines.meeting_id', '=', 'marks.meeting_id')
          .onRef('lines.id', '=', 'marks.line_id')
          .onRef('lines.revision', '=', 'marks.revision'),
      )
      .where('marks.meeting_id', '=', meetingId)
      .where('lines.removed', '=', 0);
  }

  #open(meetingId: string) {
    return this.#current(meetingId).where('marks.dismissed', '=', 0);
  }
}
