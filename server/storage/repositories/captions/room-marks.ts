/** How far a language of a meeting is rendered. */
import type { Kysely } from 'kysely';
import type { Schema } from '../../schema/schema.ts';

/** The highest version of a room; 0 when nothing is rendered. */
export async function lastVersion(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
): Promise<number> {
  const row = await db
    .selectFrom('renderings')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('meeting_id', '=', meetingId)
    .where('language', '=', targetLanguage)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** The highest position with a rendering in this language, of at most `version` when given; 0 when there is none. */
export async function lastRenderedPosition(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  version: number | undefined,
): Promise<number> {
  const any = await db
    .selectFrom('renderings')
    .select('line_id')
    .where('meeting_id', '=', meetingId)
    .where('language', '=', targetLanguage)
    .limit(1)
    .executeTakeFirst();
  if (any === undefined) return 0;
  // From the newest line on: the whole meeting would be read for the greatest of all.
  const row = await db
    .selectFrom('lines')
    .select('position')
    .where('meeting_id', '=', meetingId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('renderings')
          .select('renderings.line_id')
          .where('renderings.meeting_id', '=', meetingId)
          .where('renderings.language', '=', targetLanguage)
          .whereRef('renderings.line_id', '=', 'lines.id')
          .$if(version !== undefined, (query) => query.where('renderings.version', '<=', version ?? 0)),
      ),
    )
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}
