import type {
  MeetingDirectory,
  MeetingFacts,
  MeetingPages,
  MeetingRecord,
  Member,
  Membership,
} from '../../server/zoom/meeting-directory.ts';
import type { StreamRecord } from '../../server/zoom/rtms/stream-store.ts';
import type { WebhookRecord, WebhookStore } from '../../server/zoom/webhooks/webhook-inbox.ts';

/** The directory of meetings without a database. */
export class InMemoryDirectory implements MeetingDirectory, MeetingPages {
  readonly meetings = new Map<string, MeetingRecord>();
  readonly members = new Map<string, Map<string, Member>>();
  readonly #aliases = new Map<string, string>();
  readonly #confirmed = new Set<string>();

  async get(id: string) {
    return this.meetings.get(id);
  }

  async byUuid(uuid: string) {
    return this.meetings.get(this.#aliases.get(uuid) ?? '');
  }

  async open(facts: MeetingFacts) {
    // Without a pause: two at once open the same one.
    const known = this.meetings.get(this.#aliases.get(facts.uuid) ?? '');
    const status = { state: 'waiting' as const, since: 5 };
    const made = {
      id: `m${this.meetings.size + 1}`,
      createdAt: 1_000 + this.meetings.size,
      expiresAt: 2_000,
      status,
    };
    const meeting: MeetingRecord = { ...made, ...known, ...facts, uuid: known?.uuid ?? facts.uuid };
    this.meetings.set(meeting.id, meeting);
    this.#aliases.set(facts.uuid, meeting.id);
    return meeting;
  }

  async addAlias(meetingId: string, uuid: string) {
    this.#aliases.set(uuid, meetingId);
  }

  async confirmUuid(meetingId: string) {
    this.#confirmed.add(meetingId);
  }

  async isUuidConfirmed(meetingId: string) {
    return this.#confirmed.has(meetingId);
  }

  async addMember(meetingId: string, uid: string, how: Membership, presentUntil = 0) {
    const members = this.members.get(meetingId) ?? new Map<string, Member>();
    const known = members.get(uid);
    const keeps = known?.how === 'hosted' || (known?.how === 'operated' && how === 'attended');
    const until = Math.max(presentUntil, known?.presentUntil ?? 0);
    const member = { how: keeps ? known.how : how, ...(until === 0 ? {} : { presentUntil: until }) };
    this.members.set(meetingId, members.set(uid, member));
  }

  async member(meetingId: string, uid: string) {
    return this.members.get(meetingId)?.get(uid);
  }

  async memberOf(meetingIds: readonly string[], uid: string) {
    return new Map(
      meetingIds.flatMap((id) => {
        const member = this.members.get(id)?.get(uid);
        return member === undefined ? [] : [[id, member]];
      }),
    );
  }

  async digests(meetingIds: readonly string[]) {
    return new Map(meetingIds.map((id) => [id, { expiresAt: 86_400_000, spoken: [], read: [] }]));
  }

  async ofMember(uid: string, { limit, after }: Parameters<MeetingDirectory['ofMember']>[1]) {
    return [...this.meetings.values()]
      .filter(({ id }) => this.members.get(id)?.has(uid))
      .filter(({ createdAt }) => after === undefined || createdAt < after.createdAt)
      .reverse()
      .slice(0, limit);
  }
}

/** Streams that are simply there. */
export class InMemoryStreams {
  readonly all: StreamRecord[] = [];

  add(stream: Pick<StreamRecord, 'meetingId'> & Partial<StreamRecord>) {
    const usual = {
      streamId: `s${this.all.length}`,
      zoomUuid: 'uuid==',
      serverUrls: [],
      isOriginalHost: false,
    };
    this.all.push({ ...usual, startedAt: 0, phase: 'open', updatedAt: 0, ...stream });
  }

  async open() {
    return this.all.filter((stream) => stream.phase === 'open');
  }

  async ofMeetings(meetingIds: readonly string[]) {
    return this.all.filter((stream) => meetingIds.includes(stream.meetingId));
  }
}

export class InMemoryWebhooks implements WebhookStore {
  readonly rows = new Map<string, WebhookRecord & { done: boolean }>();
  isDown = false;

  async add(record: WebhookRecord) {
    if (this.isDown) throw new Error('the database is away');
    if (this.rows.has(record.key)) return false;
    this.rows.set(record.key, { ...record, done: false });
    return true;
  }

  async done(key: string) {
    const row = this.rows.get(key);
    if (row !== undefined) row.done = true;
  }

  async pending() {
    return [...this.rows.values()].filter((row) => !row.done);
  }
}
