/** `AUTO_START`: asks Zoom to start the stream when the host's meeting starts, or when somebody joins it. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../logger.ts';
import type { StreamControl, StreamControlAnswer } from './api/stream-control.ts';
import type { MeetingDirectory } from './meeting-directory.ts';
import type { MeetingEvent } from './webhooks/webhook-actions.ts';

export interface AutoStartOptions {
  readonly when: 'off' | 'meeting-started' | 'participant-joined';
  readonly directory: Pick<MeetingDirectory, 'open'>;
  /** Is a stream of this meeting running already? */
  readonly isCaptured: (meetingId: string) => boolean;
  readonly streamControl: StreamControl;
  readonly logger: Logger;
}

/** Zoom tells us of the stream in a few seconds; until then everybody who joins would have us ask again. */
const ASKED_MS = 30_000;
/** What only an administrator or the host can change takes minutes to change; until then a class that joins asks once. */
const REFUSED_MS = 5 * 60_000;
const MAX_ASKED = 10_000;

export function createAutoStart(
  options: AutoStartOptions,
): (event: MeetingEvent, signal: AbortSignal) => Promise<void> {
  const { when, directory, isCaptured, streamControl, logger } = options;
  const asked = new LRUCache<string, true>({ max: MAX_ASKED, ttl: ASKED_MS });
  return async ({ type, meeting }, signal) => {
    if (type !== when) return;
    const { hostId } = meeting;
    // Only the host's own permission starts a stream by REST; without a grant the panel's button remains.
    if (hostId === undefined) return;
    const { id: meetingId } = await directory.open(meeting);
    if (asked.has(meetingId) || isCaptured(meetingId)) return;
    asked.set(meetingId, true);
    const answer = await streamControl.control({ meetingId, uid: hostId, action: 'start', signal });
    if (answer.ok || signal.aborted) return;
    // Who joins next may find the meeting ready, or the host signed in.
    if (isWorthAsking(answer)) asked.delete(meetingId);
    else asked.set(meetingId, true, { ttl: REFUSED_MS });
    logger.warn({ meetingId, reason: answer.reason }, 'captions could not be started automatically');
  };
}

function isWorthAsking(answer: Exclude<StreamControlAnswer, { ok: true }>): boolean {
  return answer.reason !== 'zoom-refused' || answer.error.retryable;
}
