import type { Kysely } from 'kysely';
import { nanoid } from 'nanoid';
import type {
  MeetingDirectory,
  MeetingFacts,
  MeetingRecord,
  Member,
  Membership,
} from '../../../zoom/meeting-directory.ts';
import type { DiskScrub } from '../../deletion/disk-scrub.ts';
import { DELETED, type MeetingClock } from '../../deletion/meeting-clock.ts';
import type { Schema } from '../../schema/schema.ts';
import { openMeeting } from './meeting-opening.ts';
import { meetingOf } from './meeting-rows.ts';

/** Meetings, their UUIDs at Zoom, and their members. Every method may reject with a `StorageError`. */
export class MeetingRepository implements MeetingDirectory {
  readonly #db: Kysely<Schema>;
  readonly #disk: Kysely<Schema>;
  readonly #clock: MeetingClock;
  readonly #scrub: Pick<DiskScrub, 'request'>;

  /** `disk`: the same database as `db`, except where meetings are in memory. */
  constructor(options: {
    readonly db: Kysely<Schema>;
    readonly disk: Kysely<Schema>;
    readonly clock: MeetingClock;
    readonly scrub: Pick<DiskScrub, 'request'>;
  }) {
    this.#db = options.db;
    this.#disk = options.disk;
    this.#clock = options.clock;
    this.#scrub = options.scrub;
  }

  async get(id: string): Promise<MeetingRecord | undefined> {
    const row = await this.#db
      .selectFrom('meetings')
      .selectAll()
      .where('id', '=', id)
      .where('expires_at', '>', DELETED)
      .executeTakeFirst();
    return row === undefined ? undefined : meetingOf(row);
  }

  async byUuid(uuid: string): Promise<MeetingRecord | undefined> {
    const row = await this.#db
      .selectFrom('meetings')
      .innerJoin('meeting_aliases', 'meeting_aliases.meeting_id', 'meetings.id')
      .selectAll('meetings')
      .where('meeting_aliases.uuid', '=', uuid)
      .executeTakeFirst();
    return row === undefined ? undefined : meetingOf(row);
  }

  /** Finds the meeting by any of its UUIDs, or makes it, and stores new facts. Two calls at once open the same one. */
  async open(facts: MeetingFacts): Promise<MeetingRecord> {
    return await this.#openAs(nanoid(), facts);
  }

  /**
   * Makes the meeting of a stream again, under the id that the stream's row holds: a meeting in memory is lost with a
   * restart. Returns the meeting that has this UUID when it was opened under another id.
   */
  async restore(meetingId: string, uuid: string): Promise<MeetingRecord> {
    const known = await this.get(meetingId);
    if (known === undefined) return await this.#openAs(meetingId, { uuid });
    await this.#db
      .insertInto('meeting_aliases')
      .values({ uuid, meeting_id: meetingId })
      .onConflict((conflict) => conflict.column('uuid').doNothing())
      .execute();
    return known;
  }

  async addAlias(meetingId: string, uuid: string): Promise<void> {
    await this.#db
      .insertInto('meeting_aliases')
      .values({ uuid, meeting_id: meetingId })
      .onConflict((conflict) => conflict.column('uuid').doUpdateSet({ meeting_id: meetingId }))
      .execute();
  }

  async confirmUuid(meetingId: string): Promise<void> {
    if (await this.isUuidConfirmed(meetingId)) return;
    await this.#disk
      .insertInto('confirmed_meetings')
      .values({ meeting_id: meetingId, confirmed_at: this.#clock.now() })
      .onConflict((conflict) => conflict.column('meeting_id').doNothing())
      .execute();
  }

  async isUuidConfirmed(meetingId: string): Promise<boolean> {
    const row = await this.#disk
      .selectFrom('confirmed_meetings')
      .select('meeting_id')
      .where('meeting_id', '=', meetingId)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Raises a membership and the time of presence, and never lowers them: a returning host stays a host. */
  async addMember(meetingId: string, uid: string, how: Membership, presentUntil?: number): Promise<void> {
    await this.#db
      .insertInto('meeting_members')
      .values(({ selectFrom }) => ({
        meeting_id: meetingId,
        uid,
        how,
        meeting_created_at: selectFrom('meetings')
          .select('meetings.created_at')
          .where('meetings.id', '=', meetingId),
        present_until: presentUntil ?? null,
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
      )
      .execute();
  }

  async member(meetingId: string, uid: string): Promise<Member | undefined> {
    const row = await this.#db
      .selectFrom('meeting_members')
      .select(['how', 'present_until'])
      .where('meeting_id', '=', meetingId)
      .where('uid', '=', uid)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return { how: row.how, ...(row.present_until === null ? {} : { presentUntil: row.present_until }) };
  }

  /** Newest first, then by falling id: at most `limit`, from the one after `after` on. One query. */
  async ofMember(
    uid: string,
    {
      limit,
      after,
    }: { readonly limit: number; readonly after?: Pick<MeetingRecord, 'createdAt' | 'id'> | undefined },
  ): Promise<readonly MeetingRecord[]> {
    const rows = await this.#db
      .selectFrom('meeting_members')
      .innerJoin('meetings', 'meetings.id', 'meeting_members.meeting_id')
      .selectAll('meetings')
      .where('meeting_members.uid', '=', uid)
      .where('meetings.expires_at', '>', DELETED)
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('meeting_members.meeting_created_at', 'meeting_members.meeting_id'),
            '<',
            tuple(after?.createdAt ?? 0, after?.id ?? ''),
          ),
        ),
      )
      .orderBy('meeting_members.meeting_created_at', 'desc')
      .orderBy('meeting_members.meeting_id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(meetingOf);
  }

  async #openAs(id: string, facts: MeetingFacts): Promise<MeetingRecord> {
    const meeting = await openMeeting(this.#db, { id, facts, clock: this.#clock });
    // Another topic or host may have been overwritten.
    if (facts.topic !== undefined || facts.hostId !== undefined) this.#scrub.request();
    return meeting;
  }
}

/** Memberships that are at least this one. */
const covers: Readonly<Record<Membership, readonly Membership[]>> = {
  attended: ['hosted', 'operated', 'attended'],
  operated: ['hosted', 'operated'],
  hosted: ['hosted'],
};
