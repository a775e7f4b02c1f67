/** A stream that broke down is dead for good; a new one may be asked for, where somebody's permission allows it. */
import type { Logger } from '../logger.ts';
import type { StreamControl } from './api/stream-control.ts';
import type { MeetingDirectory } from './meeting-directory.ts';
import type { StreamRecord, StreamStore } from './rtms/stream-store.ts';
import { AUTHENTICATION_FAILURE, stopReason } from './rtms/wire/stop-reason.ts';
import type { ZoomEvent } from './webhooks/zoom-event.ts';

type Stopped = Extract<ZoomEvent, { type: 'stream-stopped' }>;

export interface StreamRestartOptions {
  readonly streams: Pick<StreamStore, 'find'>;
  readonly directory: Pick<MeetingDirectory, 'get'>;
  /** Is a stream of this meeting running still, or again? */
  readonly isCaptured: (meetingId: string) => boolean;
  readonly streamControl: StreamControl;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A meeting whose streams keep breaking is left to its host, who is told why. */
const MAX_RESTARTS = 3;
const WITHIN_MS = 10 * 60_000;
/** Zoom repeats a webhook that was not answered after 5 minutes: people have moved on by then. */
const STALE_AFTER_MS = 2 * 60_000;

/**
 * Stop reasons 10–19 and 24 (facts: only a new start, with a new stream id, goes on). The new stream is asked for with
 * the permission of who started the broken one, else of the host; without one the panel's button remains.
 */
export function createStreamRestart(
  options: StreamRestartOptions,
): (event: Stopped, signal: AbortSignal) => Promise<void> {
  const { streams, directory, isCaptured, streamControl, logger, now = Date.now } = options;
  const restarts = new Map<string, readonly number[]>();

  return async (event, signal) => {
    const { streamId, stopReason: reason } = event;
    if (reason === undefined || !isWorthIt(reason) || now() - event.at > STALE_AFTER_MS) return;
    const stream = await streams.find(streamId);
    if (stream === undefined || isCaptured(stream.meetingId)) return;
    const { meetingId } = stream;
    const attempt = count(meetingId);
    if (attempt > MAX_RESTARTS) {
      logger.warn(
        { streamId, meetingId, reason },
        'the streams of this meeting keep breaking; it is left so',
      );
      return;
    }
    logger.info({ streamId, meetingId, reason, attempt }, 'a stream broke; asking Zoom for a new one');
    for (const uid of await permitted(stream)) {
      const answer = await streamControl.control({ meetingId, uid, action: 'start', signal });
      if (answer.ok || signal.aborted) return;
    }
    logger.warn({ streamId, meetingId }, 'nobody’s permission starts a new stream; the panel offers it');
  };

  /** This restart included. */
  function count(meetingId: string): number {
    const since = now() - WITHIN_MS;
    for (const [id, times] of restarts) {
      if (times.every((at) => at < since)) restarts.delete(id);
    }
    const times = [...(restarts.get(meetingId) ?? []).filter((at) => at >= since), now()];
    restarts.set(meetingId, times);
    return times.length;
  }

  async function permitted({ operatorId, meetingId }: StreamRecord): Promise<ReadonlySet<string>> {
    const meeting = await directory.get(meetingId);
    return new Set([operatorId, meeting?.hostId].filter((uid) => uid !== undefined));
  }
}

/** With the same credentials a new stream would end the same. */
function isWorthIt(reason: number): boolean {
  return stopReason(reason).recoverable && reason !== AUTHENTICATION_FAILURE;
}
