/** What a list of meetings says of each: read for a page of it in three queries. */
import { type Kysely, sql } from 'kysely';
import { ORIGINAL } from '../../../../shared/language.ts';
import type { MeetingDigest } from '../../../zoom/meeting-directory.ts';
import type { Schema } from '../../schema/schema.ts';

export async function meetingDigests(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MeetingDigest>> {
  if (ids.length === 0) return new Map();
  const [times, spoken, read] = await Promise.all([
    captionTimes(db, ids),
    languagesOf(db, 'meeting_languages', ids),
    languagesOf(db, 'rooms', ids),
  ]);
  return new Map(
    times.map(({ id, expires_at: expiresAt, first, last }) => {
      return [
        id,
        {
          expiresAt,
          ...(first === null ? {} : { spokenFrom: first }),
          ...(last === null ? {} : { spokenUntil: last }),
          spoken: (spoken.get(id) ?? []).filter((language) => language !== 'und'),
          read: (read.get(id) ?? []).filter((language) => language !== ORIGINAL),
        },
      ];
    }),
  );
}

/** Times of captions by the index of positions, from both ends: a meeting's lines are not read. */
async function captionTimes(db: Kysely<Schema>, ids: readonly string[]) {
  const end = (direction: 'asc' | 'desc') => sql<number | null>`(
    select at from lines
    where lines.meeting_id = meetings.id and lines.kind = 'caption' and lines.removed = 0
    order by position ${sql.raw(direction)} limit 1)`;
  return await db
    .selectFrom('meetings')
    .select(['id', 'expires_at', end('asc').as('first'), end('desc').as('last')])
    .where('id', 'in', ids)
    .execute();
}

async function languagesOf(
  db: Kysely<Schema>,
  table: 'meeting_languages' | 'rooms',
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom(table)
    .select(['meeting_id', 'language'])
    .where('meeting_id', 'in', ids)
    .orderBy('language')
    .execute();
  const found = new Map<string, string[]>();
  for (const { meeting_id, language } of rows) {
    const languages = found.get(meeting_id) ?? [];
    languages.push(language);
    found.set(meeting_id, languages);
  }
  return found;
}
