import type { Logger } from '../../logger.ts';
import type { MeetingDirectory } from '../meeting-directory.ts';
import type {
  MeetingEvent,
  StreamInterrupted,
  StreamStarted,
  StreamStopped,
  ZoomEvent,
  ZoomMeeting,
} from './zoom-event.ts';

export interface WebhookActionsOptions {
  readonly directory: MeetingDirectory;
  readonly streams: StreamEvents;
  readonly people: PersonEvents;
  readonly meetings?: MeetingEvents;
  readonly logger: Logger;
}

/** Port: the streams of all meetings. */
interface StreamEvents {
  started(meetingId: string, event: StreamStarted): Promise<void>;
  stopped(event: StreamStopped): Promise<void>;
  interrupted(event: StreamInterrupted): Promise<void>;
}

/** Port: the people who use the app. */
interface PersonEvents {
  /** Zoom requires that everything kept of this person is deleted. */
  deauthorized(userId: string): Promise<void>;
}

/** Port: the automatic start of captions. It returns at once; its requests to Zoom run in the background. */
interface MeetingEvents {
  changed(event: MeetingEvent): void;
}

/** @returns the action for each verified event. An action may be repeated: after a crash it is. */
export function createWebhookActions(options: WebhookActionsOptions): (event: ZoomEvent) => Promise<void> {
  const { directory, streams } = options;
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
        return streams.stopped(event);
      case 'stream-interrupted':
        return streams.interrupted(event);
      case 'meeting-started':
      case 'meeting-ended':
      case 'participant-joined':
        await keepFacts(event.type === 'meeting-started', event.meeting);
        options.meetings?.changed(event);
        return;
      case 'app-deauthorized':
        return options.people.deauthorized(event.userId);
      case 'unknown':
        options.logger.info({ event: event.name }, 'a webhook without use here is ignored');
    }
  };

  /** Stores host, number and topic of a signed webhook. Only a start makes a new meeting. */
  async function keepFacts(isStart: boolean, meeting: ZoomMeeting): Promise<void> {
    if (isStart || (await directory.byUuid(meeting.uuid)) !== undefined) await directory.open(meeting);
  }
}
