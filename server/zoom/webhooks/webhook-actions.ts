import type { Logger } from '../../logger.ts';
import type { MeetingDirectory, MeetingFacts } from '../meeting-directory.ts';
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
  readonly logger: Logger;
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

/** @returns the action for each verified event. An action may be repeated: after a crash it is. */
export function createWebhookActions(options: WebhookActionsOptions): (event: ZoomEvent) => Promise<void> {
  const { directory, streams, announce } = options;
  return async (event) => {
    switch (event.type) {
      case 'stream-started': {
        const number = event.meetingNumber;
        const meeting = await directory.open({
          uuid: event.zoomUuid,
          ...(number === undefined ? {} : { number }),
        });
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
        await keepFacts(event.type === 'meeting-started', event.meeting);
        return announce.emit('meeting-changed', event);
      case 'app-deauthorized':
        return announce.emit('deauthorized', { uid: event.userId });
      case 'unknown':
        options.logger.info({ event: event.name }, 'a webhook without use here is ignored');
    }
  };

  /** Stores host, number and topic of a signed webhook. Only a start makes a new meeting. */
  async function keepFacts(isStart: boolean, meeting: MeetingFacts): Promise<void> {
    if (isStart || (await directory.byUuid(meeting.uuid)) !== undefined) await directory.open(meeting);
  }
}
