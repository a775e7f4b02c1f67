import type { MeetingSummary } from '../../../../../shared/panel-protocol.ts';
import type { Actor } from '../../../../access/access-table.ts';
import type { MeetingDigest, MeetingPages, MeetingRecord } from '../../../../zoom/meeting-directory.ts';
import type { DescribedMeeting, MeetingDoor } from '../../../auth/meeting-door.ts';

/** Meetings as a list shows them to this actor, in their order; the number of queries does not depend on how many they are. */
export type MeetingSummaries = (
  actor: Actor,
  meetings: readonly MeetingRecord[],
) => Promise<readonly MeetingSummary[]>;

export function createMeetingSummaries(options: {
  readonly door: Pick<MeetingDoor, 'describe'>;
  readonly pages: Pick<MeetingPages, 'digests'>;
}): MeetingSummaries {
  return async (actor, meetings) => {
    const [described, digests] = await Promise.all([
      options.door.describe(actor, meetings),
      options.pages.digests(meetings.map(({ id }) => id)),
    ]);
    return meetings.flatMap((meeting, at) => {
      const known = described[at];
      const digest = digests.get(meeting.id);
      // It was deleted meanwhile.
      return known === undefined || digest === undefined ? [] : [summaryOf(meeting, known, digest)];
    });
  };
}

function summaryOf(
  { createdAt, retentionHours, restrictedTo, status: { state, since } }: MeetingRecord,
  described: DescribedMeeting,
  { expiresAt, spokenFrom, spokenUntil, spoken, read }: MeetingDigest,
): MeetingSummary {
  const hasWords = spokenFrom !== undefined && spokenUntil !== undefined;
  return {
    ...described,
    startedAt: createdAt,
    ...(state === 'ended' ? { endedAt: since } : {}),
    ...(hasWords ? { lengthMs: Math.max(0, spokenUntil - spokenFrom) } : {}),
    languages: { spoken, read },
    expiresAt,
    ...(retentionHours === undefined ? {} : { retentionHours }),
    ...(restrictedTo === undefined ? {} : { restrictedTo }),
  };
}
