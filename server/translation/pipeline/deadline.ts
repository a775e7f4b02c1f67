import { setMaxListeners } from 'node:events';
import type { Engine } from '../engine.ts';
import { TranslationError } from '../translation-error.ts';
import { CHAIN_LIMIT_MS, FIRST_ENGINE_SHARE, PRIORITY } from '../translation-limits.ts';
import { PassedOver, type Stage, type StageRequest } from './stage.ts';

/** Limits how long one caller waits for one engine, so that time remains for the next. */
export function deadline(engine: Pick<Engine, 'name' | 'origin'>, now: () => number): Stage {
  return (next) => async (request) => {
    const leftMs = request.turn.endsAt - now();
    if (leftMs <= 0 || request.signal.aborted) throw new PassedOver('time-over');
    using patience = patienceOf(engine.name, request, shareOf(engine, request, leftMs));
    return await next({ ...request, signal: patience.signal });
  };
}

/** The last engine gets all that is left, the first of several its share, the others even parts. */
function shareOf(
  { origin }: Pick<Engine, 'origin'>,
  { turn, purpose }: StageRequest,
  leftMs: number,
): number {
  const others = turn.enginesAfter();
  if (others === 0) return leftMs;
  // In a later round the rest of the time is for all of them.
  const isFirst = turn.failedRounds === 0 && turn.failedMachines + (origin === 'machine' ? 1 : 0) <= 1;
  return isFirst ? Math.min(leftMs, CHAIN_LIMIT_MS[purpose] * FIRST_ENGINE_SHARE) : leftMs / (others + 1);
}

function patienceOf(
  engine: string,
  request: StageRequest,
  limitMs: number,
): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  // The short deadline of a draft says nothing about the engine.
  const counts = PRIORITY[request.purpose] !== PRIORITY.draft;
  const late = () =>
    controller.abort(new TranslationError(engine, 'timeout', `no answer in ${limitMs} ms`, { counts }));
  const leave = () => controller.abort(new TranslationError(engine, 'cancelled', 'every caller has left'));
  const timer = setTimeout(late, limitMs);
  // All texts of a meeting may share one signal: more than ten listeners are no leak.
  setMaxListeners(0, request.signal);
  request.signal.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', leave);
    },
  };
}
