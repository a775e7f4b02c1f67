import type { Logger } from '../../logger.ts';
import type { MeetingDirectory, MeetingRecord } from '../meeting-directory.ts';
import { OwnedElsewhere } from './webhook-inbox.ts';
import type {
  MeetingEvent,
  StreamInterrupted,
  StreamStarted,
  StreamStopped,
  ZoomEvent,
} from './zoom-event.ts';

export interface WebhookActionsOptions {
  readonly directory: MeetingDirectory;
  readonly streams: StreamEvents;
  readonly announce: FollowUps;
  /** Default: there is one node, which owns every meeting. */
  readonly ownership?: MeetingOwnership;
  readonly logger: Logger;
}

/** Port: with several nodes, one owns a meeting with all its streams. */
interface MeetingOwnership {
  /** Takes the meeting if nobody owns it; else tells its owner to act on what waits of this stream. */
  isOurs(meetingId: string, streamId: string): Promise<boolean>;
  /** The meeting of a stream that was started, here or elsewhere. */
  meetingOf(streamId: string): Promise<string | undefined>;
}

/** Port: the streams of all meetings. */
interface StreamEvents {
  started(meetingId: string, event: StreamStarted): Promise<void>;
  stopped(event: StreamStopped): Promise<void>;
  interrupted(event: StreamInterrupted): Promise<void>;
}

/** Port: what concerns others than the streams. */
interface FollowUps {
  /** Settles when everything that follows is done. Zoom requires that all kept of a deauthorized person is deleted. */
  emit(name: 'deauthorized', event: { readonly uid: string }): Promise<void>;
  /** What follows, such as an automatic start, runs in the background. */
  emit(name: 'stream-stopped', event: StreamStopped): Promise<void>;
  emit(name: 'meeting-changed', event: MeetingEvent): Promise<void>;
}

/**
 * @returns the action for each verified event. An action may be repeated: after a crash it is. An event about a stream is
 * acted on by the node that owns its meeting.
 * @throws {OwnedElsewhere} from the action.
 */
export function createWebhookActions(options: WebhookActionsOptions): (event: ZoomEvent) => Promise<void> {
  const { directory, streams, announce, ownership } = options;
  return async (event) => {
    if ('streamId' in event && !(await isOurs(event))) throw new OwnedElsewhere();
    await act(event);
  };

  async function isOurs(event: StreamStarted | StreamStopped | StreamInterrupted): Promise<boolean> {
    if (ownership === undefined) return true;
    const meetingId = (await ownership.meetingOf(event.streamId)) ?? (await meetingNamedBy(event));
    // The end of a stream that nobody has heard of concerns no meeting.
    return meetingId === undefined || (await ownership.isOurs(meetingId, event.streamId));
  }

  async function meetingNamedBy(
    event: StreamStarted | StreamStopped | StreamInterrupted,
  ): Promise<string | undefined> {
    if (event.type === 'stream-started') return (await opened(event)).id;
    return event.zoomUuid === undefined ? undefined : (await directory.byUuid(event.zoomUuid))?.id;
  }

  function opened({ zoomUuid, meetingNumber: number }: StreamStarted): Promise<MeetingRecord> {
    return directory.open({ uuid: zoomUuid, goesOn: true, ...(number === undefined ? {} : { number }) });
  }

  async function act(event: ZoomEvent): Promise<void> {
    switch (event.type) {
      case 'stream-started': {
        const meeting = await opened(event);
        const { operatorId } = event;
        if (operatorId !== undefined) {
          const hosts = event.isOriginalHost === true || meeting.hostId === operatorId;
          await directory.addMember(meeting.id, operatorId, hosts ? 'hosted' : 'operated');
        }
        return streams.started(meeting.id, event);
      }
      case 'stream-stopped':
        await streams.stopped(event);
        return announce.emit('stream-stopped', event);
      case 'stream-interrupted':
        return streams.interrupted(event);
      case 'meeting-started':
      case 'meeting-ended':
      case 'participant-joined':
        await keepFacts(event);
        return announce.emit('meeting-changed', event);
      case 'app-deauthorized':
        return announce.emit('deauthorized', { uid: event.userId });
      case 'unknown':
        options.logger.info({ event: event.name }, 'a webhook without use here is ignored');
    }
  }

  /** Stores host, number and topic of a signed webhook. Only a start makes a new meeting. */
  async function keepFacts({ type, meeting }: MeetingEvent): Promise<void> {
    const isStart = type === 'meeting-started';
    if (!isStart && (await directory.byUuid(meeting.uuid)) === undefined) return;
    await directory.open(type === 'participant-joined' ? meeting : { ...meeting, goesOn: isStart });
  }
}
