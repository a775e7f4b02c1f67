import type { ReasonCode } from '../../../shared/meeting-status.ts';
import type { Segment } from './segment.ts';

/** An update from a stream of a meeting. `at` is milliseconds on our clock. */
export type StreamUpdate =
  | { readonly type: 'segment'; readonly segment: Segment }
  | StreamStateUpdate
  /** A gap in the capture, reported once when media is back. */
  | {
      readonly type: 'gap';
      readonly meetingId: string;
      readonly streamId: string;
      readonly at: number;
      readonly lengthMs: number;
    }
  | {
      readonly type: 'speaker-joined' | 'speaker-left';
      readonly meetingId: string;
      readonly streamId: string;
      /** Zoom sends no name with a leave: the name is the last known one, or empty. */
      readonly speaker: { readonly id: string; readonly name: string };
      readonly at: number;
    };

export type StreamState = 'connecting' | 'live' | 'paused' | 'reconnecting' | 'ended';

/** Why a stream, and with it the meeting, is in its state. */
export interface StateReason {
  readonly code: ReasonCode;
  /** The handshake that Zoom refused, and the status number: an operator finds both in Zoom's table. */
  readonly handshake?: { readonly link: 'signaling' | 'media'; readonly status: number };
}

export function isSameReason(a: StateReason | undefined, b: StateReason | undefined): boolean {
  return (
    a?.code === b?.code &&
    a?.handshake?.link === b?.handshake?.link &&
    a?.handshake?.status === b?.handshake?.status
  );
}

export interface StreamStateUpdate {
  readonly type: 'stream-state';
  readonly meetingId: string;
  readonly streamId: string;
  readonly state: StreamState;
  readonly reason?: StateReason;
  readonly isOriginalHost: boolean;
  /**
   * The stream is to come back, or ended though nobody wanted it to: what is said from `since` on is missing, unless it
   * was not captured before either.
   */
  readonly interruption?: { readonly since?: number };
  readonly at: number;
}
