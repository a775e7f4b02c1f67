/** Port: a stream is stored before it is connected, so that a restarted process resumes it. */
export interface StreamRecord {
  /** Zoom's `rtms_stream_id`. */
  readonly streamId: string;
  readonly meetingId: string;
  /** The id as Zoom delivered it, which the handshake signs: meeting_uuid, webinar_uuid or session_id. */
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
  /** Media was good until then, our clock; absent while the stream is paused, and before its first media. */
  readonly goodUntil?: number;
}

export interface StreamStore {
  save(stream: StreamRecord): Promise<void>;
  find(streamId: string): Promise<StreamRecord | undefined>;
  open(): Promise<readonly StreamRecord[]>;
  ofMeetings(meetingIds: readonly string[]): Promise<readonly StreamRecord[]>;
  /** Marks streams whose media is good now, and streams that are paused. */
  mark(
    streams: { readonly good: readonly string[]; readonly paused: readonly string[] },
    at: number,
  ): Promise<void>;
  /** Stop reason 8: deletes every line, segment and rendering of this stream at once. */
  deleteRecord(streamId: string): Promise<void>;
}
