import { LRUCache } from 'lru-cache';
import type { Logger } from '../../logger.ts';
import type { AppContext } from '../../zoom/app-context.ts';
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
import type { StreamRecord, StreamStore } from '../../zoom/rtms/stream-store.ts';

export interface ContextMeetings {
  /** The meeting a verified context was sealed in; `undefined` outside one. Its person is a member from now on. */
  of(context: AppContext): Promise<FoundMeeting | undefined>;
}

interface FoundMeeting {
  readonly meeting: MeetingRecord;
  /** The context was sealed in this very meeting. Else only its person's stream is known to be: the rest of it does not count. */
  readonly isProven: boolean;
}

/** Finds the meeting of a sealed context, or makes it: a panel may be open long before captions start. */
export function createContextMeetings(options: {
  readonly directory: MeetingDirectory;
  readonly streams: Pick<StreamStore, 'open' | 'ofMeetings'>;
  /** Nothing will ever be captured under this meeting: its name is another one's from now on. */
  readonly onMoved: (meetingId: string) => void;
  readonly logger: Logger;
}): ContextMeetings {
  const { directory, streams, onMoved, logger } = options;
  /** The meeting that an operator reads under the name of their context, by UUID, with the person, until a second proof. */
  const claims = new LRUCache<string, string>({ max: MAX_CLAIMS });
  /** When a person was first seen in a meeting by its context's UUID, our clock. */
  const firstSeen = new LRUCache<string, number>({ max: MAX_CLAIMS });
  return {
    async of(context) {
      const found = await find(context);
      if (found === undefined) return undefined;
      const { meeting, isProven } = found;
      if (isProven && context.breakoutUuid !== undefined) await takeRoom(meeting, context.breakoutUuid);
      if (context.uid !== undefined) await directory.addMember(meeting.id, context.uid, 'attended');
      return found;
    },
  };

  async function find({ type, uid, meetingUuid }: AppContext): Promise<FoundMeeting | undefined> {
    if (meetingUuid === undefined) {
      // Only a webinar's context lacks `mid` though its reader is in a meeting.
      const stream = type === 'webinar' && uid !== undefined ? await onlyLiveStreamOf(uid) : undefined;
      const meeting = stream === undefined ? undefined : await directory.get(stream.meetingId);
      return meeting === undefined ? undefined : { meeting, isProven: false };
    }
    const known = await directory.byUuid(meetingUuid);
    const claimed = await claimedUnder(meetingUuid, uid, known);
    if (claimed !== undefined) return claimed;
    const meeting = known ?? (await directory.open({ uuid: meetingUuid }));
    if (meeting.uuid === meetingUuid) await directory.confirmUuid(meeting.id);
    return { meeting, isProven: true };
  }

  /**
   * The meeting of an operator whose context names it otherwise than its webhooks. Until a second proof it is theirs
   * alone: they may as well sit in another meeting, whose guests must not read this one. A second proof is that they had
   * the panel open there before their stream began, or the same UUID in the context of another person with standing in
   * the stream's meeting; then it is a name of that meeting for everybody.
   */
  async function claimedUnder(
    meetingUuid: string,
    uid: string | undefined,
    known: MeetingRecord | undefined,
  ): Promise<FoundMeeting | undefined> {
    if (uid === undefined) return undefined;
    const person = JSON.stringify([uid, meetingUuid]);
    const seenAt = firstSeen.get(person) ?? Date.now();
    firstSeen.set(person, seenAt);
    const own = await joinedBy(uid, known, seenAt);
    if (own?.isProven === true) return joinAll(own.meeting, meetingUuid, known);
    if (own !== undefined) {
      claims.set(meetingUuid, `${own.meeting.id} ${uid}`);
      logger.warn(
        { meetingId: own.meeting.id },
        'a context names its meeting otherwise than the webhook; its operator alone reads it',
      );
      return own;
    }
    const [meetingId, operator] = claims.get(meetingUuid)?.split(' ') ?? [];
    if (meetingId === undefined || known?.id === meetingId) return undefined;
    if (await directory.isUuidConfirmed(meetingId)) {
      // A context has named that meeting by its own UUID: this one is another.
      claims.delete(meetingUuid);
      return undefined;
    }
    const meeting = await directory.get(meetingId);
    if (meeting === undefined) return undefined;
    // After the end of their stream, the operator reads on what they read before.
    if (uid === operator) return { meeting, isProven: false };
    if (!(await hasStanding(uid, meeting))) return undefined;
    return joinAll(meeting, meetingUuid, known);
  }

  async function joinAll(
    meeting: MeetingRecord,
    meetingUuid: string,
    known: MeetingRecord | undefined,
  ): Promise<FoundMeeting> {
    await directory.addAlias(meeting.id, meetingUuid);
    logger.warn({ meetingId: meeting.id }, 'contexts name a meeting otherwise than its webhooks; joined');
    if (known !== undefined) onMoved(known.id);
    return { meeting, isProven: true };
  }

  /** Zoom named this person, in a signed webhook or a context of the meeting's own UUID. */
  async function hasStanding(uid: string, meeting: MeetingRecord): Promise<boolean> {
    if (meeting.hostId === uid || (await directory.isMember(meeting.id, uid))) return true;
    return (await streams.ofMeetings([meeting.id])).some(({ operatorId }) => operatorId === uid);
  }

  /**
   * The meeting of this person's one live stream, where it may be the one they sit in. Not where `mid` and the webhook's
   * UUID were seen to agree, nor with a stream older than the open panel: those are an operator's other meeting.
   */
  async function joinedBy(
    uid: string,
    known: MeetingRecord | undefined,
    seenAt: number,
  ): Promise<FoundMeeting | undefined> {
    if (known !== undefined && (await streams.ofMeetings([known.id])).length > 0) return undefined;
    const stream = await onlyLiveStreamOf(uid);
    if (stream === undefined || (await directory.isUuidConfirmed(stream.meetingId))) return undefined;
    const isProven = seenAt <= stream.startedAt;
    if (known !== undefined && !isProven && stream.startedAt < known.createdAt) return undefined;
    const meeting = await directory.get(stream.meetingId);
    return meeting === undefined ? undefined : { meeting, isProven };
  }

  /** What Zoom may say of a breakout room by the room's own name, it says of the meeting. */
  async function takeRoom(meeting: MeetingRecord, roomUuid: string): Promise<void> {
    const known = await directory.byUuid(roomUuid);
    if (known?.id === meeting.id) return;
    if (known !== undefined && (await streams.ofMeetings([known.id])).length > 0) {
      logger.warn(
        { meetingId: meeting.id, roomId: known.id },
        'a breakout room was captured as a meeting of its own, and stays one',
      );
      return;
    }
    await directory.addAlias(meeting.id, roomUuid);
    if (known !== undefined) onMoved(known.id);
  }

  async function onlyLiveStreamOf(uid: string): Promise<StreamRecord | undefined> {
    const own = (await streams.open()).filter((stream) => stream.operatorId === uid);
    return own.length === 1 ? own[0] : undefined;
  }
}

/** Meetings whose two names differ and that go on now; a claim lost is made again while its stream lives. */
const MAX_CLAIMS = 10_000;
