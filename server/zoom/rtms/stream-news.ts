/** Webhooks are late, repeated and in any order: the stream's row decides which of them are news. */
import type { StreamStarted } from '../webhooks/zoom-event.ts';
import type { EndReason } from './connection/end-reason.ts';
import type { StreamRecord } from './stream-store.ts';
import { STREAM_REVOKED, stopReason, UNDEFINED_STOP_REASON } from './wire/stop-reason.ts';

export type StoppedByZoom = Extract<EndReason, { type: 'stopped' }>;

/** The start moves the stream or continues an ended one. A repeat has the same `event_ts`, a late delivery an older one. */
export function isNews(event: StreamStarted, known: StreamRecord): boolean {
  if (known.stopReason !== undefined) return isRevived(event, known, known.stopReason);
  const isMoved = known.phase === 'open' && event.serverUrls.join() !== known.serverUrls.join();
  if (event.at === known.startedAt || (event.isUndated === true && known.phase === 'open')) return isMoved;
  return event.at > known.startedAt;
}

/** The stop is about the server before the present one, whose start was delivered first. */
export function isOfServerBefore({ stopReason: reason, at }: StoppedByZoom, known: StreamRecord): boolean {
  return known.phase === 'open' && at !== undefined && at < known.startedAt && stopReason(reason).recoverable;
}

/** The end adds to the row of an ended stream. A breakdown does not replace a stop on purpose. */
export function tellsMore(end: EndReason, { stopReason: known }: StreamRecord): boolean {
  if (end.type !== 'stopped' || end.stopReason === known) return false;
  if (known === undefined || end.stopReason === STREAM_REVOKED) return true;
  if (end.stopReason === UNDEFINED_STOP_REASON) return false;
  return known === UNDEFINED_STOP_REASON || stopReason(known).recoverable;
}

/** The row holds this end already. */
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

/** A start after a breakdown continues the stream on another server. A stop on purpose is final. */
function isRevived(event: StreamStarted, { stoppedAt, startedAt }: StreamRecord, reason: number): boolean {
  if (stoppedAt === undefined || event.isUndated === true || !stopReason(reason).recoverable) return false;
  return event.at > Math.max(stoppedAt, startedAt);
}

/** The latest of several stops is stored, because only a start after it revives the stream. */
function isLater(end: EndReason, { stoppedAt = 0 }: StreamRecord): boolean {
  return end.type === 'stopped' && end.at !== undefined && end.at > stoppedAt;
}
