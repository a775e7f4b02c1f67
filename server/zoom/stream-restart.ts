/** Requests a new stream after a breakdown, because a stream that broke down does not come back. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../logger.ts';
import type { StreamControl } from './api/stream-control.ts';
import type { MeetingDirectory } from './meeting-directory.ts';
import type { StreamRecord, StreamStore } from './rtms/stream-store.ts';
import type { RtmsStreams } from './rtms/streams.ts';
import { AUTHENTICATION_FAILURE, stopReason } from './rtms/wire/stop-reason.ts';
import type { StreamStopped } from './webhooks/zoom-event.ts';

export interface StreamRestartOptions {
  readonly streams: Pick<StreamStore, 'find'>;
  readonly directory: Pick<MeetingDirectory, 'get'>;
  readonly captures: Pick<RtmsStreams, 'isCapturedAnywhere'>;
  readonly streamControl: StreamControl;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A meeting whose streams keep breaking down is left to its host, who sees the reason. */
const MAX_RESTARTS = 3;
const RESTART_PERIOD_MS = 10 * 60_000;
/** Meetings whose restarts are remembered; the least recent is dropped. */
const MAX_MEETINGS = 10_000;
/** Zoom repeats an unanswered webhook after 5 minutes, when a restart is of no use any more. */
const STALE_AFTER_MS = 2 * 60_000;

/**
 * Stop reasons 10–19 and 24, after which Zoom requires a new start with a new stream id. The request has the permission of
 * the operator, else of the host; without a permission the panel's button remains.
 */
export function createStreamRestart(
  options: StreamRestartOptions,
): (event: StreamStopped, signal: AbortSignal) => Promise<void> {
  const { streams, directory, captures, streamControl, logger, now = Date.now } = options;
  const restarts = new LRUCache<string, readonly number[]>({ max: MAX_MEETINGS });

  return async (event, signal) => {
    const { streamId, stopReason: reason } = event;
    if (reason === undefined || !isWorthRestarting(reason) || now() - event.at > STALE_AFTER_MS) return;
    const stream = await streams.find(streamId);
    if (stream === undefined || (await captures.isCapturedAnywhere(stream.meetingId))) return;
    const { meetingId } = stream;
    const attempt = count(meetingId);
    if (attempt > MAX_RESTARTS) {
      logger.warn(
        { streamId, meetingId, reason },
        'the streams of this meeting keep breaking down; no new one is requested',
      );
      return;
    }
    logger.info(
      { streamId, meetingId, reason, attempt },
      'a stream broke down; a new one is requested from Zoom',
    );
    for (const uid of await permitted(stream)) {
      const answer = await streamControl.control({ meetingId, uid, action: 'start', signal });
      if (answer.ok || signal.aborted) return;
    }
    logger.warn({ streamId, meetingId }, 'no permission allows a new stream; the panel offers it');
  };

  /** The restarts of this meeting within the period, this one included. */
  function count(meetingId: string): number {
    const since = now() - RESTART_PERIOD_MS;
    const times = [...(restarts.get(meetingId) ?? []).filter((at) => at >= since), now()];
    restarts.set(meetingId, times);
    return times.length;
  }

  async function permitted({ operatorId, meetingId }: StreamRecord): Promise<ReadonlySet<string>> {
    const meeting = await directory.get(meetingId);
    return new Set([operatorId, meeting?.hostId].filter((uid) => uid !== undefined));
  }
}

/** After an authentication failure a new stream with the same credentials fails too. */
function isWorthRestarting(reason: number): boolean {
  return stopReason(reason).recoverable && reason !== AUTHENTICATION_FAILURE;
}
