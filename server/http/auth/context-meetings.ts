import { LRUCache } from 'lru-cache';
import { PRESENCE_MS } from '../../access/access-table.ts';
import type { Logger } from '../../logger.ts';
import type { AppContext } from '../../zoom/app-context.ts';
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
import type { StreamRecord, StreamStore } from '../../zoom/rtms/stream-store.ts';
import type { MeetingEvents } from '../ports.ts';

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
  readonly events: MeetingEvents;
  readonly logger: Logger;
}): ContextMeetings {
  const { directory, streams, events, logger } = options;
  /** The meeting that an operator reads under the name of their context, by UUID, with the person, until a second proof. */
  const claims = new LRUCache<string, string>({ max: MAX_CLAIMS });
  return {
    async of(context) {
      const found = await find(context);
      if (found === undefined) return undefined;
      const { meeting, isProven } = found;
      if (isProven && context.breakoutUuid !== undefined) await takeRoom(meeting, context.breakoutUuid);
      if (context.uid !== undefined) {
        const presentUntil = isProven ? Date.now() + PRESENCE_MS : undefined;
        await directory.addMember(meeting.id, context.uid, 'attended', presentUntil);
      }
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
   * alone: they may as well sit in another meeting, whose guests must not read this one. A second proof is the same UUID in
   * the context of another person with standing in the stream's meeting; then it is a name of that meeting for everybody.
   * That their panel was open before the stream is none: `AUTO_START` captures a meeting they are not in.
   */
  async function claimedUnder(
    meetingUuid: string,
    uid: string | undefined,
    known: MeetingRecord | undefined,
  ): Promise<FoundMeeting | undefined> {
    if (uid === undefined) return undefined;
    const own = await capturedBy(uid, known);
    if (own !== undefined) {
      claims.set(meetingUuid, `${own.id} ${uid}`);
      logger.warn(
        { meetingId: own.id },
        'a context names its meeting otherwise than the webhook; its operator alone reads it',
      );
      return { meeting: own, isProven: false };
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
    if (known !== undefined) events.announce('meeting-moved', { meetingId: known.id });
    return { meeting, isProven: true };
  }

  /** Zoom named this person, in a signed webhook or a context of the meeting's own UUID. */
  async function hasStanding(uid: string, meeting: MeetingRecord): Promise<boolean> {
    if (meeting.hostId === uid || (await directory.member(meeting.id, uid)) !== undefined) return true;
    return (await streams.ofMeetings([meeting.id])).some(({ operatorId }) => operatorId === uid);
  }

  /**
   * The meeting of this person's one live stream, where it may be the one they sit in. Not where `mid` and the webhook's
   * UUID were seen to agree, nor with a stream older than the open panel: those are an operator's other meeting.
   */
  async function capturedBy(
    uid: string,
    known: MeetingRecord | undefined,
  ): Promise<MeetingRecord | undefined> {
    if (known !== undefined && (await streams.ofMeetings([known.id])).length > 0) return undefined;
    const stream = await onlyLiveStreamOf(uid);
    if (stream === undefined || (await directory.isUuidConfirmed(stream.meetingId))) return undefined;
    if (known !== undefined && stream.startedAt < known.createdAt) return undefined;
    return directory.get(stream.meetingId);
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
    if (known !== undefined) events.announce('meeting-moved', { meetingId: known.id });
  }

  async function onlyLiveStreamOf(uid: string): Promise<StreamRecord | undefined> {
    const own = (await streams.open()).filter((stream) => stream.operatorId === uid);
    return own.length === 1 ? own[0] : undefined;
  }
}

/** Meetings whose two names differ and that go on now; a claim lost is made again while its stream lives. */
const MAX_CLAIMS = 10_000;
