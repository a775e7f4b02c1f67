import type { Kysely } from 'kysely';
import { nanoid } from 'nanoid';
import type {
  MeetingDigest,
  MeetingDirectory,
  MeetingFacts,
  MeetingPages,
  MeetingRecord,
  Member,
  Membership,
} from '../../../zoom/meeting-directory.ts';
import type { DiskScrub } from '../../deletion/disk-scrub.ts';
import { DELETED, type MeetingClock } from '../../deletion/meeting-clock.ts';
import type { GroupCommit } from '../../group-commit.ts';
import type { Schema } from '../../schema/schema.ts';
import { meetingDigests } from './meeting-digests.ts';
import { openMeeting } from './meeting-opening.ts';
import { createMeetingQueries, type MeetingQueries } from './meeting-queries.ts';
import { meetingOf, memberOf } from './meeting-rows.ts';

/** Meetings, their UUIDs at Zoom, and their members. Every method may reject with a `StorageError`. */
export class MeetingRepository implements MeetingDirectory, MeetingPages {
  readonly #db: Kysely<Schema>;
  readonly #disk: Kysely<Schema>;
  readonly #members: Pick<GroupCommit, 'write'>;
  readonly #clock: MeetingClock;
  readonly #scrub: Pick<DiskScrub, 'request'>;
  readonly #queries: MeetingQueries;

  /** `disk`: the same database as `db`, except where meetings are in memory. */
  constructor(options: {
    readonly db: Kysely<Schema>;
    readonly disk: Kysely<Schema>;
    /** Stores members; whoever owns the meeting. */
    readonly members: Pick<GroupCommit, 'write'>;
    readonly clock: MeetingClock;
    readonly scrub: Pick<DiskScrub, 'request'>;
  }) {
    this.#db = options.db;
    this.#disk = options.disk;
    this.#members = options.members;
    this.#clock = options.clock;
    this.#scrub = options.scrub;
    this.#queries = createMeetingQueries(options.db, options.disk);
  }

  async get(id: string): Promise<MeetingRecord | undefined> {
    const [row] = (await this.#db.executeQuery(this.#queries.byId({ id }))).rows;
    return row === undefined ? undefined : meetingOf(row);
  }

  async byUuid(uuid: string): Promise<MeetingRecord | undefined> {
    const [row] = (await this.#db.executeQuery(this.#queries.byUuid({ uuid }))).rows;
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
    return (await this.#disk.executeQuery(this.#queries.confirmation({ meetingId }))).rows.length > 0;
  }

  /** Raises a membership and the time of presence, and never lowers them: a returning host stays a host. */
  async addMember(meetingId: string, uid: string, how: Membership, presentUntil?: number): Promise<void> {
    const presence = presentUntil ?? null;
    const query = this.#queries.addMember[how]({ meetingId, uid, presentUntil: presence });
    await this.#members.write({ meetingId, queries: [query] });
  }

  async member(meetingId: string, uid: string): Promise<Member | undefined> {
    const [row] = (await this.#db.executeQuery(this.#queries.member({ meetingId, uid }))).rows;
    return row === undefined ? undefined : memberOf(row);
  }

  async memberOf(meetingIds: readonly string[], uid: string): Promise<ReadonlyMap<string, Member>> {
    if (meetingIds.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('meeting_members')
      .select(['meeting_id', 'how', 'present_until'])
      .where('meeting_id', 'in', meetingIds)
      .where('uid', '=', uid)
      .execute();
    return new Map(rows.map((row) => [row.meeting_id, memberOf(row)]));
  }

  async digests(meetingIds: readonly string[]): Promise<ReadonlyMap<string, MeetingDigest>> {
    return await meetingDigests(this.#db, meetingIds);
  }

  /**
   * Newest first, then by falling id: at most `limit`, from the one after `after` on. One query. Records that are the host's
   * alone are listed for the host.
   */
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
      .where(({ eb, or }) =>
        or([
          eb('meetings.restricted_to', '=', 'members'),
          eb('meetings.host_id', '=', uid),
          eb('meeting_members.how', '=', 'hosted'),
        ]),
      )
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
