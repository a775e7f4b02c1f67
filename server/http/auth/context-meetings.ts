import type { Logger } from '../../logger.ts';
import type { AppContext } from '../../zoom/app-context.ts';
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
import type { StreamRecord, StreamStore } from '../../zoom/rtms/stream-store.ts';

export interface ContextMeetings {
  /** The meeting a verified context was sealed in; `undefined` outside one. Its person is a member from now on. */
  of(context: AppContext): Promise<MeetingRecord | undefined>;
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
  return {
    async of(context) {
      const meeting = await find(context);
      if (meeting !== undefined && context.meetingUuid !== undefined && context.breakoutUuid !== undefined) {
        await takeRoom(meeting, context.breakoutUuid);
      }
      if (meeting !== undefined && context.uid !== undefined) {
        await directory.addMember(meeting.id, context.uid, 'attended');
      }
      return meeting;
    },
  };

  async function find({ type, uid, meetingUuid }: AppContext): Promise<MeetingRecord | undefined> {
    if (meetingUuid === undefined) {
      // Only a webinar's context lacks `mid` though its reader is in a meeting.
      const stream = type === 'webinar' && uid !== undefined ? await onlyLiveStreamOf(uid) : undefined;
      return stream === undefined ? undefined : directory.get(stream.meetingId);
    }
    const known = await directory.byUuid(meetingUuid);
    const joined = uid === undefined ? undefined : await joinedBy(uid, known);
    if (joined !== undefined) {
      await directory.addAlias(joined.id, meetingUuid);
      logger.warn(
        { meetingId: joined.id },
        'a context named its meeting otherwise than the webhook; joined by its operator',
      );
      if (known !== undefined) onMoved(known.id);
      return joined;
    }
    const meeting = known ?? (await directory.open({ uuid: meetingUuid }));
    if (meeting.uuid === meetingUuid) await directory.confirmUuid(meeting.id);
    return meeting;
  }

  /**
   * The one trusted join, of a meeting that no webhook has named. Not where `mid` and the webhook's UUID were seen to
   * agree, nor with a stream older than the open panel: those are an operator's other meeting.
   */
  async function joinedBy(uid: string, known: MeetingRecord | undefined): Promise<MeetingRecord | undefined> {
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
    if (known !== undefined) onMoved(known.id);
  }

  async function onlyLiveStreamOf(uid: string): Promise<StreamRecord | undefined> {
    const own = (await streams.open()).filter((stream) => stream.operatorId === uid);
    return own.length === 1 ? own[0] : undefined;
  }
}
