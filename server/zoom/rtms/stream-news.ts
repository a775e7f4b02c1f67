/** Webhooks come late, twice and in any order: what is news of a stream, by what its row says already. */
import type { StreamStarted } from '../webhooks/zoom-event.ts';
import type { EndReason } from './connection/end-reason.ts';
import type { StreamRecord } from './stream-store.ts';
import { STREAM_REVOKED, stopReason, UNDEFINED_STOP_REASON } from './wire/stop-reason.ts';

export type StoppedByZoom = Extract<EndReason, { type: 'stopped' }>;

/** Zoom moved the stream, or says that one which we gave up goes on. Repeats carry the same `event_ts`, late ones an older. */
export function isNews(event: StreamStarted, known: StreamRecord): boolean {
  if (known.stopReason !== undefined) return isRevived(event, known, known.stopReason);
  const isMoved = known.phase === 'open' && event.serverUrls.join() !== known.serverUrls.join();
  if (event.at === known.startedAt || (event.isUndated === true && known.phase === 'open')) return isMoved;
  return event.at > known.startedAt;
}

/** The server of before broke down, and Zoom has told of the next one already. */
export function isOfServerBefore({ stopReason: reason, at }: StoppedByZoom, known: StreamRecord): boolean {
  return known.phase === 'open' && at !== undefined && at < known.startedAt && stopReason(reason).recoverable;
}

/** Does this end say something that the row of an ended stream does not? What was meant is not undone by what broke. */
export function tellsMore(end: EndReason, { stopReason: known }: StreamRecord): boolean {
  if (end.type !== 'stopped' || end.stopReason === known) return false;
  if (known === undefined || end.stopReason === STREAM_REVOKED) return true;
  if (end.stopReason === UNDEFINED_STOP_REASON) return false;
  return known === UNDEFINED_STOP_REASON || stopReason(known).recoverable;
}

/** Nothing of this end needs to be written down. */
export function isEndKnown(end: EndReason, record: StreamRecord): boolean {
  return record.phase === 'ended' && !tellsMore(end, record) && !isLater(end, record);
}

export function withEnd(record: StreamRecord, end: EndReason, now: number): StreamRecord {
  const ended: StreamRecord = { ...record, phase: 'ended', updatedAt: now };
  if (end.type !== 'stopped') return ended;
  const isKnown = record.phase === 'ended' && !tellsMore(end, record);
  return {
    ...ended,
    stopReason: isKnown ? (record.stopReason ?? end.stopReason) : end.stopReason,
    stoppedAt: Math.max(record.stoppedAt ?? 0, end.at ?? now),
  };
}

/** A server broke down and said so itself, and another one goes on with the stream. What was meant to end has ended. */
function isRevived(event: StreamStarted, { stoppedAt, startedAt }: StreamRecord, reason: number): boolean {
  if (stoppedAt === undefined || event.isUndated === true || !stopReason(reason).recoverable) return false;
  return event.at > Math.max(stoppedAt, startedAt);
}

/** A start must be newer than the last of several stops. */
function isLater(end: EndReason, { stoppedAt = 0 }: StreamRecord): boolean {
  return end.type === 'stopped' && end.at !== undefined && end.at > stoppedAt;
}
