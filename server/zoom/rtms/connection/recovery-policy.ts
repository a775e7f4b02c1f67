import type { ProtocolTimes } from './protocol-times.ts';

/** How a connection that failed is going to be restored. */
export interface Recovery {
  /** Retries made since the trouble began. */
  readonly retries: number;
  /** No retry at once before then. Milliseconds, our clock. */
  readonly notBefore: number;
  /** Zoom forgets the stream then. Milliseconds, our clock. */
  readonly windowEndsAt: number;
}

const JITTER = 0.2;

export function freshRecovery(now: number, times: ProtocolTimes): Recovery {
  return { retries: 0, notBefore: now, windowEndsAt: now + times.returnWindowMs };
}

/**
 * A good connection was lost, and Zoom's window begins. After one that was of use the backoff starts anew. Where a
 * connection is lost as soon as it is good, another copy of this app may be taking it: there the backoff goes on, so that
 * we ask every 30 s at last, and do not fight.
 */
export function afterLoss(
  recovery: Recovery,
  wasOfUse: boolean,
  now: number,
  times: ProtocolTimes,
): Recovery {
  const { notBefore } = recovery;
  const retries = wasOfUse ? 0 : recovery.retries;
  return { ...freshRecovery(now, times), retries, notBefore };
}

/** Zoom says itself that it lost the connection: nobody has taken it. */
export function afterAnnouncement(recovery: Recovery): Recovery {
  return { ...recovery, retries: 0 };
}

export function afterRetry(recovery: Recovery, now: number, times: ProtocolTimes): Recovery {
  return { ...recovery, retries: recovery.retries + 1, notBefore: now + times.firstBackoffMs };
}

/**
 * The first retry at once, but no two within a second; then 1 s doubling to 30 s, ±20 %, until Zoom's window is over.
 * @param random from 0 to 1
 * @param refused Zoom answered and said no: asking again at once would be answered the same.
 * @returns milliseconds, or `undefined` when the window is over.
 */
export function planRetry(
  recovery: Recovery,
  { now, random, times, refused }: { now: number; random: number; times: ProtocolTimes; refused: boolean },
): number | undefined {
  const { retries, notBefore, windowEndsAt } = recovery;
  if (now >= windowEndsAt) return undefined;
  const step = refused ? Math.max(retries, 1) : retries;
  if (step === 0) return Math.max(0, notBefore - now);
  const backoffMs = Math.min(times.firstBackoffMs * 2 ** (step - 1), times.longestBackoffMs);
  const delayMs = backoffMs * (1 + JITTER * (2 * random - 1));
  return Math.min(delayMs, windowEndsAt - now);
}
