/** What a verified webhook means to us. Zoom's payload shapes end in events.ts. */
export type ZoomEvent =
  | StreamStarted
  | {
      readonly type: 'stream-stopped';
      readonly streamId: string;
      readonly zoomUuid?: string;
      readonly stopReason?: number;
      readonly at: number;
    }
  | {
      readonly type: 'stream-interrupted';
      readonly streamId: string;
      readonly zoomUuid?: string;
      readonly at: number;
    }
  | { readonly type: 'meeting-started' | 'meeting-ended'; readonly meeting: ZoomMeeting; readonly at: number }
  | {
      readonly type: 'participant-joined';
      readonly meeting: ZoomMeeting;
      readonly userId?: string;
      readonly at: number;
    }
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
  /** `event_ts`, milliseconds: tells a failover from a repeat. */
  readonly at: number;
  /** Zoom gave no `event_ts`: `at` is when it was delivered, and a repeat looks newer. */
  readonly isUndated?: boolean;
}

export interface ZoomMeeting {
  readonly uuid: string;
  readonly number?: string;
  readonly hostId?: string;
  readonly topic?: string;
}
