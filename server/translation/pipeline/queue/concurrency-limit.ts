/**
 * How many calls an engine bears at a time, as a pure machine: additive increase, multiplicative decrease, with the slow start
 * of TCP. It grows only while it is what holds calls back and answers are steady; a refusal or a time-out halves it.
 */
import type { EngineLimits } from '../../engine.ts';
import { LEAST_CONCURRENCY, STEADY_ANSWER, USUAL_WEIGHT } from '../../translation-limits.ts';

export interface ConcurrencyLimit {
  /** A fraction of a call is growth that adds up. */
  readonly calls: number;
  /** Below it every steady answer adds a call, above it every round trip. */
  readonly slowStartUntil: number;
  /** Answers so far, and their mean time; later ones replace what is long ago. */
  readonly answers: number;
  readonly usualMs: number;
  /** Of the calls that were answered since the last decrease: the most that were under way when one began. */
  readonly borne: number;
  /** Calls begun before the last decrease say nothing about the present limit. */
  readonly decreasedAt: number;
}

interface EndedCall {
  readonly startedAt: number;
  readonly now: number;
  /** Calls under way when it began, itself included. */
  readonly underWay: number;
}

type Limits = Pick<EngineLimits, 'concurrency' | 'ceiling'>;

export function initialLimit({ concurrency, ceiling = concurrency }: Limits): ConcurrencyLimit {
  return {
    calls: concurrency,
    slowStartUntil: ceiling,
    answers: 0,
    usualMs: 0,
    borne: 0,
    decreasedAt: Number.NEGATIVE_INFINITY,
  };
}

/** An engine has answered. `isHeldBack`: other calls wait because of the limit. */
export function answered(
  limit: ConcurrencyLimit,
  call: EndedCall & { readonly isHeldBack: boolean },
  { ceiling }: Limits,
): ConcurrencyLimit {
  const tookMs = call.now - call.startedAt;
  const answers = limit.answers + 1;
  const usualMs = limit.usualMs + Math.max(USUAL_WEIGHT, 1 / answers) * (tookMs - limit.usualMs);
  const measured = { ...limit, answers, usualMs, borne: Math.max(limit.borne, call.underWay) };
  const isSteady = limit.answers === 0 || tookMs <= STEADY_ANSWER * limit.usualMs;
  if (ceiling === undefined || !call.isHeldBack || !isSteady || isOutdated(limit, call)) return measured;
  const more = limit.calls < limit.slowStartUntil ? 1 : 1 / limit.calls;
  return { ...measured, calls: Math.min(ceiling, limit.calls + more) };
}

/** The engine has refused a call for its rate, or timed out. Several of one round trip count once. */
export function decreased(limit: ConcurrencyLimit, call: EndedCall, { ceiling }: Limits): ConcurrencyLimit {
  if (ceiling === undefined || isOutdated(limit, call)) return limit;
  // A refusal of no more calls than were answered before is chance, or a limit of rate: the number may soon be what it was.
  const isForNumber = call.underWay > limit.borne;
  const calls = Math.max(LEAST_CONCURRENCY, limit.calls / 2);
  const slowStartUntil = isForNumber ? calls : limit.slowStartUntil;
  return {
    ...limit,
    calls,
    slowStartUntil,
    borne: Math.min(limit.borne, call.underWay - 1),
    decreasedAt: call.now,
  };
}

function isOutdated(
  { decreasedAt }: ConcurrencyLimit,
  { startedAt }: { readonly startedAt: number },
): boolean {
  return startedAt <= decreasedAt;
}
