/** Several streams of one meeting carry the same speech: one leads, the others stand by. Pure. */
import type { StreamState } from '../model/stream-update.ts';

export interface MeetingStream {
  readonly streamId: string;
  readonly state: StreamState;
  readonly isOriginalHost: boolean;
  /** The time of its first update. */
  readonly since: number;
}

/**
 * The stream whose segments become lines. It keeps the lead while no other ranks higher; otherwise a higher one takes
 * over, the original host's first, then the oldest.
 */
export function leaderOf(streams: readonly MeetingStream[], current?: string): MeetingStream | undefined {
  const alive = streams.filter((stream) => stream.state !== 'ended');
  const best = Math.max(...alive.map(({ state }) => rank(state)));
  const candidates = alive.filter(({ state }) => rank(state) === best);
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

/** A leader in charge is live or paused; otherwise segments of any stream count. */
export function isInCharge({ state }: MeetingStream): boolean {
  return rank(state) > 0;
}

/** A live stream ranks above a paused one: a pause of one stream does not stop another. */
function rank(state: StreamState): number {
  switch (state) {
    case 'live':
      return 2;
    case 'paused':
      return 1;
    case 'connecting':
    case 'reconnecting':
    case 'ended':
      return 0;
  }
}
