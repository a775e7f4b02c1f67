import type { StoredStatus } from '../captions/ports/caption-store.ts';

/**
 * Port: the meetings and the UUIDs Zoom has for them. A UUID comes from a signed webhook, a sealed context, or Zoom's REST
 * with a grant.
 */
export interface MeetingRecord {
  /** This server's own id, URL-safe, never Zoom's UUID. */
  readonly id: string;
  readonly topic?: string;
  /** Zoom user id of the host, from a signed webhook or Zoom REST. */
  readonly hostId?: string;
  /** The meeting number, for Zoom's REST. */
  readonly number?: string;
  readonly uuid: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** As it is stored; it is sent to readers after it was. */
  readonly status: StoredStatus;
  /** The record is deleted then, unless something more is said: milliseconds since 1970. */
  readonly expiresAt: number;
  /** Zoom said that the meeting has ended. */
  readonly isOver?: true;
  /** The host's choice, hours; absent: the server's. */
  readonly retentionHours?: number;
  /** Once it is over, its record is the host's alone. */
  readonly restrictedTo?: 'hosts';
}

/** What a list of meetings says of one, beside its record. */
export interface MeetingDigest {
  /** Last activity + retention, milliseconds since 1970. */
  readonly expiresAt: number;
  /** Times of its first and last caption; absent without captions. */
  readonly spokenFrom?: number;
  readonly spokenUntil?: number;
  readonly spoken: readonly string[];
  /** Languages that were ever read. */
  readonly read: readonly string[];
}

export interface MeetingFacts {
  readonly uuid: string;
  /** Zoom says that it has begun, or ended. */
  readonly goesOn?: boolean;
  readonly topic?: string;
  readonly hostId?: string;
  readonly number?: string;
}

/**
 * `hosted`: Zoom names this person as host · `operated`: they started one of its streams, which anybody with the app can ·
 * `attended`: they showed a verified context of it.
 */
export type Membership = 'hosted' | 'operated' | 'attended';

export interface Member {
  readonly how: Membership;
  /** By their newest context, milliseconds since 1970; absent when they showed none. */
  readonly presentUntil?: number;
}

export interface MeetingDirectory {
  get(id: string): Promise<MeetingRecord | undefined>;
  byUuid(uuid: string): Promise<MeetingRecord | undefined>;
  /** Finds the meeting by uuid, or makes it; new facts are stored. */
  open(facts: MeetingFacts): Promise<MeetingRecord>;
  /** Adds a UUID of this meeting: of a breakout's parent, or of a context whose mid differs. */
  addAlias(meetingId: string, uuid: string): Promise<void>;
  /**
   * Confirms that a sealed context named this meeting by the UUID it was opened with: no context with another UUID is
   * joined to it. Survives a restart.
   */
  confirmUuid(meetingId: string): Promise<void>;
  isUuidConfirmed(meetingId: string): Promise<boolean>;
  /** Adds a person, or raises their membership; neither it nor the time they are present until is ever lowered. */
  addMember(meetingId: string, uid: string, how: Membership, presentUntil?: number): Promise<void>;
  member(meetingId: string, uid: string): Promise<Member | undefined>;
  /** Newest first: at most `limit`, from the one after `after` on. */
  ofMember(
    uid: string,
    page: { readonly limit: number; readonly after?: Pick<MeetingRecord, 'createdAt' | 'id'> | undefined },
  ): Promise<readonly MeetingRecord[]>;
}

/** Port: what is asked of a page of meetings at once. The number of queries does not depend on how many they are. */
export interface MeetingPages {
  /** By their ids, as far as this person is a member. */
  memberOf(meetingIds: readonly string[], uid: string): Promise<ReadonlyMap<string, Member>>;
  /** By their ids. */
  digests(meetingIds: readonly string[]): Promise<ReadonlyMap<string, MeetingDigest>>;
}
