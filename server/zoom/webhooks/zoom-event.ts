/** A verified webhook in this code's terms. Zoom's payload shapes end in events.ts. */
import type { MeetingFacts } from '../meeting-directory.ts';

export type ZoomEvent =
  | StreamStarted
  | StreamStopped
  | StreamInterrupted
  | MeetingEvent
  | { readonly type: 'app-deauthorized'; readonly userId: string; readonly at: number }
  | { readonly type: 'unknown'; readonly name: string; readonly at: number };

export interface StreamStarted {
  readonly type: 'stream-started';
  readonly streamId: string;
  /** As delivered, and therefore as signed: meeting_uuid, webinar_uuid or session_id. */
  readonly zoomUuid: string;
  /** Candidates in the order given; the allow list is checked where they are connected. */
  readonly serverUrls: readonly string[];
  readonly operatorId?: string;
  readonly isOriginalHost?: boolean;
  /** The meeting number, since May 2026. */
  readonly meetingNumber?: string;
  /** `event_ts`, milliseconds: distinguishes a failover from a repeat. */
  readonly at: number;
  /** Zoom gave no `event_ts`: `at` is when it was delivered, and a repeat looks newer. */
  readonly isUndated?: boolean;
}

export interface StreamStopped {
  readonly type: 'stream-stopped';
  readonly streamId: string;
  readonly zoomUuid?: string;
  /** RTMS_STOP_REASON */
  readonly stopReason?: number;
  readonly at: number;
}

export interface StreamInterrupted {
  readonly type: 'stream-interrupted';
  readonly streamId: string;
  readonly zoomUuid?: string;
  readonly at: number;
}

export type MeetingEvent =
  | {
      readonly type: 'meeting-started' | 'meeting-ended';
      readonly meeting: MeetingFacts;
      readonly at: number;
    }
  | {
      readonly type: 'participant-joined';
      readonly meeting: MeetingFacts;
      /** Absent for guests. */
      readonly userId?: string;
      readonly at: number;
    };
