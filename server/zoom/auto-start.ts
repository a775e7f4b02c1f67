/** `AUTO_START`: requests a stream from Zoom when the host's meeting starts, or when somebody joins it. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../logger.ts';
import type { StreamControl, StreamControlAnswer } from './api/stream-control.ts';
import type { MeetingDirectory } from './meeting-directory.ts';
import type { RtmsStreams } from './rtms/streams.ts';
import type { MeetingEvent } from './webhooks/zoom-event.ts';

export interface AutoStartOptions {
  readonly when: 'off' | 'meeting-started' | 'participant-joined';
  readonly directory: Pick<MeetingDirectory, 'open'>;
  readonly captures: Pick<RtmsStreams, 'isCapturedAnywhere'>;
  readonly streamControl: StreamControl;
  readonly logger: Logger;
}

/** Zoom's webhook about the stream needs a few seconds; until then a further join must not repeat the request. */
const REQUESTED_MS = 30_000;
/** A refusal that an administrator or the host must lift lasts minutes; until then a join does not repeat the request. */
const REFUSED_MS = 5 * 60_000;
const MAX_REQUESTED = 10_000;

export function createAutoStart(
  options: AutoStartOptions,
): (event: MeetingEvent, signal: AbortSignal) => Promise<void> {
  const { when, directory, captures, streamControl, logger } = options;
  const requested = new LRUCache<string, true>({ max: MAX_REQUESTED, ttl: REQUESTED_MS });
  return async ({ type, meeting }, signal) => {
    if (type !== when) return;
    const { hostId } = meeting;
    // REST starts a stream with the host's permission only; without a grant the panel's button remains.
    if (hostId === undefined) return;
    const { id: meetingId } = await directory.open(meeting);
    if (requested.has(meetingId)) return;
    // Before the rows are read, so that people who join meanwhile request nothing.
    requested.set(meetingId, true);
    if (await captures.isCapturedAnywhere(meetingId)) {
      requested.delete(meetingId);
      return;
    }
    const answer = await streamControl.control({ meetingId, uid: hostId, action: 'start', signal });
    if (answer.ok || signal.aborted) return;
    // At the next join the meeting may be ready, or the host signed in.
    if (isWorthRepeating(answer)) requested.delete(meetingId);
    else requested.set(meetingId, true, { ttl: REFUSED_MS });
    logger.warn({ meetingId, reason: answer.reason }, 'captions could not be started automatically');
  };
}

function isWorthRepeating(answer: Exclude<StreamControlAnswer, { ok: true }>): boolean {
  return answer.reason !== 'zoom-refused' || answer.error.retryable;
}
