import type { ProtocolTimes } from './protocol-times.ts';

/** How a connection that failed is going to be restored. */
export interface Recovery {
  /** Retries made since the trouble began. */
  readonly retries: number;
  /** Connections in a row that were good and lost again at once. */
  readonly shortLived: number;
  /** Zoom forgets the stream then. Milliseconds, our clock. */
  readonly windowEndsAt: number;
}

export type RetryPlan =
  | { readonly delayMs: number }
  /** `kicked`: somebody else keeps taking the stream; fighting over it helps nobody. */
  | { readonly giveUp: 'window-over' | 'kicked' };

/** After as many connections in a row that were lost as soon as they were good, we stop. */
const MAX_SHORT_LIVED = 6;
const JITTER = 0.2;

export function freshRecovery(now: number, times: ProtocolTimes): Recovery {
  return { retries: 0, shortLived: 0, windowEndsAt: now + times.returnWindowMs };
}

/** A good connection was lost. One that was stable starts anew; the backoff of another goes on. */
export function afterLoss(
  recovery: Recovery,
  goodSince: number,
  now: number,
  times: ProtocolTimes,
): Recovery {
  const fresh = freshRecovery(now, times);
  if (now - goodSince >= times.stableAfterMs) return fresh;
  return { ...fresh, retries: recovery.retries, shortLived: recovery.shortLived + 1 };
}

export function afterRetry(recovery: Recovery): Recovery {
  return { ...recovery, retries: recovery.retries + 1 };
}

/**
 * The first retry at once, then 1 s doubling to 30 s, ±20 %, until Zoom's window is over.
 * @param random from 0 to 1
 * @param refused Zoom answered and said no: asking again at once would be answered the same.
 */
export function planRetry(
  recovery: Recovery,
  { now, random, times, refused }: { now: number; random: number; times: ProtocolTimes; refused: boolean },
): RetryPlan {
  if (recovery.shortLived >= MAX_SHORT_LIVED) return { giveUp: 'kicked' };
  if (now >= recovery.windowEndsAt) return { giveUp: 'window-over' };
  const step = refused ? Math.max(recovery.retries, 1) : recovery.retries;
  if (step === 0) return { delayMs: 0 };
  const backoffMs = Math.min(times.firstBackoffMs * 2 ** (step - 1), times.longestBackoffMs);
  const delayMs = backoffMs * (1 + JITTER * (2 * random - 1));
  return { delayMs: Math.min(delayMs, recovery.windowEndsAt - now) };
}
