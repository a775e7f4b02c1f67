/** What is asked of meetings for each reader who comes: compiled once. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { Membership } from '../../../zoom/meeting-directory.ts';
import { DELETED } from '../../deletion/meeting-clock.ts';
import { prepareQuery, type ValueAt } from '../../prepared-query.ts';
import type { Schema } from '../../schema/schema.ts';

interface NewMember {
  readonly meetingId: string;
  readonly uid: string;
  readonly presentUntil: number | null;
}

export type MeetingQueries = ReturnType<typeof createMeetingQueries>;

/** `disk`: the same database as `db`, except where meetings are in memory. */
export function createMeetingQueries(db: Kysely<Schema>, disk: Kysely<Schema>) {
  return {
    byId: prepareQuery((value: ValueAt<{ readonly id: string }>) =>
      db.selectFrom('meetings').selectAll().where('id', '=', value('id')).where('expires_at', '>', DELETED),
    ),
    byUuid: prepareQuery((value: ValueAt<{ readonly uuid: string }>) =>
      db
        .selectFrom('meetings')
        .innerJoin('meeting_aliases', 'meeting_aliases.meeting_id', 'meetings.id')
        .selectAll('meetings')
        .where('meeting_aliases.uuid', '=', value('uuid')),
    ),
    confirmation: prepareQuery((value: ValueAt<{ readonly meetingId: string }>) =>
      disk.selectFrom('confirmed_meetings').select('meeting_id').where('meeting_id', '=', value('meetingId')),
    ),
    member: prepareQuery((value: ValueAt<{ readonly meetingId: string; readonly uid: string }>) =>
      db
        .selectFrom('meeting_members')
        .select(['how', 'present_until'])
        .where('meeting_id', '=', value('meetingId'))
        .where('uid', '=', value('uid')),
    ),
    addMember: {
      attended: addMember(db, 'attended'),
      operated: addMember(db, 'operated'),
      hosted: addMember(db, 'hosted'),
    } satisfies Record<Membership, (member: NewMember) => CompiledQuery>,
  };
}

/** Raises a membership and the time of presence, and never lowers them. */
function addMember(db: Kysely<Schema>, how: Membership): (member: NewMember) => CompiledQuery {
  return prepareQuery((value: ValueAt<NewMember>) =>
    db
      .insertInto('meeting_members')
      .values(({ selectFrom }) => ({
        meeting_id: value('meetingId'),
        uid: value('uid'),
        how,
        meeting_created_at: selectFrom('meetings')
          .select('meetings.created_at')
          .where('meetings.id', '=', value('meetingId')),
        present_until: value('presentUntil'),
      }))
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'uid']).doUpdateSet((eb) => ({
          how: eb
            .case()
            .when(eb('meeting_members.how', 'in', covers[how]))
            .then(eb.ref('meeting_members.how'))
            .else(how)
            .end(),
          present_until: eb
            .case()
            .when(
              eb.or([
                eb('excluded.present_until', 'is', null),
                eb('meeting_members.present_until', '>', eb.ref('excluded.present_until')),
              ]),
            )
            .then(eb.ref('meeting_members.present_until'))
            .else(eb.ref('excluded.present_until'))
            .end(),
        })),
      ),
  );
}

/** Memberships that are at least this one. */
const covers: Readonly<Record<Membership, readonly Membership[]>> = {
  attended: ['hosted', 'operated', 'attended'],
  operated: ['hosted', 'operated'],
  hosted: ['hosted'],
};
