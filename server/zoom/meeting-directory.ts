/**
 * Port: our meetings and the names Zoom has for them. Aliases come only from signed webhooks, sealed contexts, or
 * Zoom REST with a grant (design: one place, mismatches logged).
 */
export interface MeetingRecord {
  /** Ours, URL-safe, never Zoom's UUID. */
  readonly id: string;
  readonly topic?: string;
  /** Zoom user id of the host, from a signed webhook or Zoom REST. */
  readonly hostId?: string;
  /** The meeting number, which Zoom's REST prefers. */
  readonly number?: string;
  readonly uuid: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface MeetingFacts {
  readonly uuid: string;
  readonly topic?: string;
  readonly hostId?: string;
  readonly number?: string;
}

/**
 * `hosted`: Zoom says that they host it · `operated`: they started one of its streams, which anybody with the app can ·
 * `attended`: a verified context was seen there.
 */
export type Membership = 'hosted' | 'operated' | 'attended';

export interface MeetingDirectory {
  get(id: string): Promise<MeetingRecord | undefined>;
  byUuid(uuid: string): Promise<MeetingRecord | undefined>;
  /** Finds the meeting by uuid or makes it; facts that are new are kept. */
  open(facts: MeetingFacts): Promise<MeetingRecord>;
  /** From now on `uuid` names this meeting too (a breakout's parent, a context whose mid differs). */
  addAlias(meetingId: string, uuid: string): Promise<void>;
  /**
   * A sealed context named this meeting by the UUID it was opened with: Zoom's two names for it agree, and nobody is to
   * be joined to it under another. Remembered across restarts.
   */
  confirmUuid(meetingId: string): Promise<void>;
  isUuidConfirmed(meetingId: string): Promise<boolean>;
  /** What this person is to the meeting from now on, unless they are more than that already. */
  addMember(meetingId: string, uid: string, how: Membership): Promise<void>;
  isMember(meetingId: string, uid: string): Promise<boolean>;
  /** Newest first. */
  ofMember(uid: string): Promise<readonly MeetingRecord[]>;
}
