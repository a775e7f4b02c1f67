/** Port: streams are written down before they are connected, so that a restarted process resumes them. */
export interface StreamRecord {
  /** Zoom's `rtms_stream_id`. */
  readonly streamId: string;
  readonly meetingId: string;
  /** The id that was delivered and is therefore signed: meeting_uuid, webinar_uuid or session_id. */
  readonly zoomUuid: string;
  readonly serverUrls: readonly string[];
  readonly operatorId?: string;
  readonly isOriginalHost: boolean;
  /** `event_ts` of the newest `rtms_started`, milliseconds. */
  readonly startedAt: number;
  readonly phase: 'open' | 'ended';
  readonly stopReason?: number;
  /** When Zoom stopped it: `event_ts` or the time of message 8, milliseconds. */
  readonly stoppedAt?: number;
  /** Milliseconds, our clock. */
  readonly updatedAt: number;
  /** Media was good until then, our clock; absent while it is paused, and before it ever was. */
  readonly goodUntil?: number;
}

export interface StreamStore {
  save(stream: StreamRecord): Promise<void>;
  find(streamId: string): Promise<StreamRecord | undefined>;
  open(): Promise<readonly StreamRecord[]>;
  ofMeeting(meetingId: string): Promise<readonly StreamRecord[]>;
  /** These streams deliver now; those are paused. */
  mark(
    streams: { readonly good: readonly string[]; readonly paused: readonly string[] },
    at: number,
  ): Promise<void>;
  /** Stop reason 8: every line, segment and rendering that came through this stream, at once. */
  deleteRecord(streamId: string): Promise<void>;
}
