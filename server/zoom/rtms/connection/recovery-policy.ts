import type { ProtocolTimes } from './protocol-times.ts';

/** The retries of a failed connection. */
export interface Recovery {
  /** Retries made since the failure. */
  readonly retries: number;
  /** The first retry is not made before this time. Milliseconds, our clock. */
  readonly notBefore: number;
  /** Zoom drops the stream at this time. Milliseconds, our clock. */
  readonly windowEndsAt: number;
}

const JITTER = 0.2;

export function freshRecovery(now: number, times: ProtocolTimes): Recovery {
  return { retries: 0, notBefore: now, windowEndsAt: now + times.returnWindowMs };
}

/**
 * A good connection was lost: Zoom's window begins. After a useful connection the backoff starts anew. One that is lost
 * as soon as it is good may be claimed by another copy of this app: its backoff continues up to 30 s.
 */
export function afterLoss(
  recovery: Recovery,
  wasUseful: boolean,
  now: number,
  times: ProtocolTimes,
): Recovery {
  const { notBefore } = recovery;
  const retries = wasUseful ? 0 : recovery.retries;
  return { ...freshRecovery(now, times), retries, notBefore };
}

/** Zoom announced the loss: no other copy of this app claims the connection, and the backoff starts anew. */
export function afterAnnouncement(recovery: Recovery): Recovery {
  return { ...recovery, retries: 0 };
}

export function afterRetry(recovery: Recovery, now: number, times: ProtocolTimes): Recovery {
  return { ...recovery, retries: recovery.retries + 1, notBefore: now + times.firstBackoffMs };
}

/**
 * The first retry is immediate, with a second between two; then 1 s doubling to 30 s, ±20 %, until Zoom's window is over.
 * @param random from 0 to 1
 * @param refused Zoom refused the handshake: an immediate retry would be refused too.
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
