/** Covers server/zoom/rtms/connection/protocol-times.ts. */
import { describe, expect, it } from 'vitest';
import { protocolTimes } from '../../../../../server/zoom/rtms/connection/protocol-times.ts';
import {
  afterLoss,
  afterRetry,
  freshRecovery,
  planRetry,
  type Recovery,
} from '../../../../../server/zoom/rtms/connection/recovery-policy.ts';

const times = protocolTimes(10_000, 1);

/** The times of the attempts against a peer that always fails. */
function attempts(random: number, refused = false): number[] {
  const at: number[] = [];
  let now = 0;
  let recovery: Recovery = freshRecovery(now, times);
  for (let guard = 0; guard < 100; guard += 1) {
    const delayMs = planRetry(recovery, { now, random, times, refused });
    if (delayMs === undefined) return at;
    now += delayMs;
    at.push(now);
    recovery = afterRetry(recovery, now, times);
  }
  throw new Error('the retries do not end');
}

describe('recovery', () => {
  it('retries immediately, then after 1 s doubling, until the window of 60 s is over', () => {
    expect(attempts(0.5)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 60_000]);
  });

  it('spreads retries by 20 % either way', () => {
    expect(attempts(0)[1]).toBe(800);
    expect(attempts(1)[1]).toBe(1_200);
  });

  it('does not retry a refused handshake immediately', () => {
    expect(attempts(0.5, true)[0]).toBe(1_000);
  });

  it('makes fewer than 10 attempts in 3 s, and ends within the window', () => {
    for (const random of [0, 0.25, 0.5, 0.75, 1]) {
      expect(attempts(random).filter((at) => at < 3_000).length).toBeLessThan(10);
      expect(attempts(random).at(-1)).toBeLessThanOrEqual(60_000);
    }
  });

  it('waits 30 s with its jitter at most', () => {
    const late: Recovery = { retries: 30, notBefore: 0, windowEndsAt: 1e9 };
    expect(planRetry(late, { now: 0, random: 1, times, refused: false })).toBe(36_000);
  });

  it('starts the backoff anew only after a useful connection', () => {
    const tired: Recovery = { retries: 4, notBefore: 3, windowEndsAt: 5 };
    expect(afterLoss(tired, true, 20_000, times)).toEqual({ retries: 0, notBefore: 3, windowEndsAt: 80_000 });
    expect(afterLoss(tired, false, 500, times)).toEqual({ retries: 4, notBefore: 3, windowEndsAt: 60_500 });
  });

  it('makes no two retries within a second, even after a useful connection', () => {
    const tried = afterRetry(freshRecovery(0, times), 0, times);
    const lost = afterLoss(tried, true, 200, times);
    expect(planRetry(lost, { now: 200, random: 0.5, times, refused: false })).toBe(800);
    expect(planRetry(lost, { now: 5_000, random: 0.5, times, refused: false })).toBe(0);
  });

  it('slows down to every 30 s while another copy of the app claims the connection', () => {
    let recovery = freshRecovery(0, times);
    let now = 0;
    let delayMs: number | undefined;
    for (let kick = 0; kick < 12; kick += 1) {
      recovery = afterLoss(recovery, false, now, times);
      delayMs = planRetry(recovery, { now, random: 0.5, times, refused: false });
      now += delayMs ?? 0;
      recovery = afterRetry(recovery, now, times);
    }
    expect(delayMs).toBe(30_000);
  });

  it('is scaled with the protocol’s times', () => {
    const fast = protocolTimes(10_000, 100);
    expect(fast.silenceLimitMs).toBe(300);
    expect(fast.returnWindowMs).toBe(600);
    expect(fast.firstBackoffMs).toBe(10);
  });
});
