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
}

/** A meeting's place in the order of the newest. */
export type MeetingPlace = Pick<MeetingRecord, 'id' | 'createdAt'>;

export interface MeetingFacts {
  readonly uuid: string;
  readonly topic?: string;
  readonly hostId?: string;
  readonly number?: string;
}

/**
 * `hosted`: Zoom names this person as host · `operated`: they started one of its streams, which anybody with the app can ·
 * `attended`: they showed a verified context of it.
 */
export type Membership = 'hosted' | 'operated' | 'attended';

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
  /** Adds a person, or raises their membership; it is never lowered. */
  addMember(meetingId: string, uid: string, how: Membership): Promise<void>;
  isMember(meetingId: string, uid: string): Promise<boolean>;
  /** Newest first, then by falling id: at most `limit`, those after the place `before` when given. */
  ofMember(
    uid: string,
    page: { readonly before?: MeetingPlace; readonly limit: number },
  ): Promise<readonly MeetingRecord[]>;
}
