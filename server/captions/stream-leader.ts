/** Several streams of one meeting carry the same speech: one leads, the others stand by. Pure. */
import type { StreamState } from './stream-update.ts';

export interface MeetingStream {
  readonly streamId: string;
  readonly state: StreamState;
  readonly isOriginalHost: boolean;
  /** When we first heard of it. */
  readonly since: number;
}

/**
 * The stream whose segments become lines. It keeps the lead while it is streaming; otherwise a streaming one takes
 * over, the original host's first, then the oldest.
 */
export function leaderOf(streams: readonly MeetingStream[], current?: string): MeetingStream | undefined {
  const alive = streams.filter((stream) => stream.state !== 'ended');
  const capturing = alive.filter(isCapturing);
  const candidates = capturing.length > 0 ? capturing : alive;
  return (
    candidates.find((stream) => stream.streamId === current) ??
    candidates.toSorted(
      (a, b) =>
        Number(b.isOriginalHost) - Number(a.isOriginalHost) ||
        a.since - b.since ||
        (a.streamId < b.streamId ? -1 : 1),
    )[0]
  );
}

/** A paused stream is where it should be: nobody else takes over. */
export function isCapturing(stream: MeetingStream): boolean {
  return stream.state === 'live' || stream.state === 'paused';
}
