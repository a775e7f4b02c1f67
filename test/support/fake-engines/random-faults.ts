/** An engine that answers badly now and then, in the same way for the same seed. */
import type { Fault } from './fake-service.ts';

/** Shares of all calls, at most 1 together. */
export interface FaultShares {
  /** 500 */
  readonly fails: number;
  readonly hangs: number;
  /** 429 without `Retry-After`. */
  readonly refuses: number;
}

/** What an engine bears at a time. */
export interface Capacity {
  /** Calls that it works on at a time; others wait for a free one. */
  readonly threads?: number;
  /** Calls that it has at a time; it refuses others at once by 429. */
  readonly most?: number;
}

/** Log-normal: half of the answers take longer than the median, one of twenty longer than `p95Ms`. */
export interface AnswerTimes {
  readonly medianMs: number;
  readonly p95Ms: number;
}

export const noFaults: FaultShares = { fails: 0, hangs: 0, refuses: 0 };

/** The fault of the next call. */
export function randomFaults(
  { fails, hangs, refuses }: FaultShares,
  random: () => number,
): () => Fault | undefined {
  return () => {
    const drawn = random();
    if (drawn < fails) return { kind: 'reply', status: 500, body: { error: 'failed' } };
    if (drawn < fails + hangs) return { kind: 'hang' };
    if (drawn < fails + hangs + refuses) return { kind: 'reply', status: 429, body: { error: 'Slowdown' } };
    return undefined;
  };
}

/** The time of the next answer, its wait for a thread included. */
export function randomTimes(
  { medianMs, p95Ms }: AnswerTimes,
  { threads }: Capacity,
  random: () => number,
): () => number {
  const spread = Math.log(p95Ms / medianMs) / DEVIATIONS_TO_P95;
  const freeAt = Array.from({ length: threads ?? 0 }, () => 0);
  const workMs = () => {
    // Box–Muller; 1 − random() is never 0.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return medianMs * Math.exp(spread * normal);
  };
  return () => {
    if (freeAt.length === 0) return workMs();
    const first = freeAt.indexOf(Math.min(...freeAt));
    const doneAt = Math.max(Date.now(), freeAt[first] ?? 0) + workMs();
    freeAt[first] = doneAt;
    return doneAt - Date.now();
  };
}

const DEVIATIONS_TO_P95 = 1.645;
