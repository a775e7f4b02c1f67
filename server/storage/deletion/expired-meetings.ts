/** Finds the meetings whose record is to be deleted now. */
import type { Databases } from '../database.ts';
import { DELETED } from './meeting-clock.ts';

/**
 * Meetings that are expired, or that are over and were to be kept no longer (0 hours). Not those with an open stream,
 * unless a crash interrupted their deletion.
 */
export async function expiredMeetings(
  { disk, spoken }: Databases,
  asked: { readonly now: number; readonly limit: number; readonly only?: string | undefined },
): Promise<readonly string[]> {
  const { now, limit, only } = asked;
  const open = await disk.db
    .selectFrom('streams')
    .select('meeting_id')
    .distinct()
    .where('phase', '=', 'open')
    .execute();
  const live = open.map((stream) => stream.meeting_id);
  const rows = await spoken.db
    .selectFrom('meetings')
    .select('id')
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .where(({ eb, or, and }) =>
      or([
        eb('expires_at', '<=', now),
        and([
          eb('retention_hours', '=', 0),
          or([
            eb('ended_at', 'is not', null),
            and([eb('state', '=', 'ended'), eb('reason_code', '=', 'meeting-ended')]),
          ]),
        ]),
      ]),
    )
    .$if(live.length > 0, (query) =>
      query.where((eb) => eb.or([eb('expires_at', '=', DELETED), eb('id', 'not in', live)])),
    )
    .orderBy('expires_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
