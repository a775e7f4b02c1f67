import type { Logger } from '../../logger.ts';
import type { MeetingDirectory } from '../meeting-directory.ts';
import type { StreamStarted, ZoomEvent, ZoomMeeting } from './zoom-event.ts';

export type MeetingEvent = Extract<
  ZoomEvent,
  { type: 'meeting-started' | 'meeting-ended' | 'participant-joined' }
>;

export interface WebhookActionsOptions {
  readonly directory: MeetingDirectory;
  readonly streams: {
    started(meetingId: string, event: StreamStarted): Promise<void>;
    stopped(event: Extract<ZoomEvent, { type: 'stream-stopped' }>): Promise<void>;
    interrupted(event: Extract<ZoomEvent, { type: 'stream-interrupted' }>): Promise<void>;
  };
  /** Zoom demands that everything we hold of this person goes. */
  readonly onDeauthorized: (userId: string) => Promise<void>;
  /** For starting captions by themselves: what is asked of Zoom then is not waited for. */
  readonly onMeetingEvent?: (event: MeetingEvent) => void;
  readonly logger: Logger;
}

/** What each verified event does. Every action may be repeated: after a crash, it is. */
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
        return options.onMeetingEvent?.(event);
      case 'app-deauthorized':
        return options.onDeauthorized(event.userId);
      case 'unknown':
        options.logger.info({ event: event.name }, 'a webhook that means nothing to us');
    }
  };

  /** Who the host is, counts only from a signed webhook or Zoom's REST. A meeting nobody reads is not written down late. */
  async function keepFacts(begins: boolean, meeting: ZoomMeeting): Promise<void> {
    if (begins || (await directory.byUuid(meeting.uuid)) !== undefined) await directory.open(meeting);
  }
}
