import type { Engine } from '../engine.ts';
import { CHAIN_LIMIT_MS, FIRST_ENGINE_SHARE } from '../translation-limits.ts';
import { PassedOver, type Stage, type StageRequest } from './stage.ts';

/** Asks no engine for a caller that has left, or when the time of the chain is over. */
export function deadline(now: () => number): Stage {
  return (next) => (request) => {
    if (request.turn.endsAt <= now() || request.signal.aborted)
      return Promise.reject(new PassedOver('time-over'));
    return next(request);
  };
}

/**
 * How long one caller waits for one engine, milliseconds, so that time remains for the next: the last engine gets all that is
 * left, the first of several its share, the others even parts.
 */
export function patienceMs(
  { origin }: Pick<Engine, 'origin'>,
  { turn, purpose }: Pick<StageRequest, 'turn' | 'purpose'>,
  now: number,
): number {
  const leftMs = turn.endsAt - now;
  const others = turn.enginesAfter();
  if (others === 0) return leftMs;
  // In a later round the rest of the time is for all of them.
  const isFirst = turn.failedRounds === 0 && turn.failedMachines + (origin === 'machine' ? 1 : 0) <= 1;
  return isFirst ? Math.min(leftMs, CHAIN_LIMIT_MS[purpose] * FIRST_ENGINE_SHARE) : leftMs / (others + 1);
}
