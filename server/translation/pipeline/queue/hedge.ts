import type { Engine, EngineAnswer } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  HEDGE_AFTER_MS,
  HEDGE_AFTER_USUAL,
  HEDGE_SHARE,
  MOST_HEDGES,
  SAVED_HEDGES,
} from '../../translation-limits.ts';
import type { Handler, Stage, StageRequest } from '../stage.ts';

/**
 * Hedges calls of the last engine of a chain: a call that seems to hang gets a second one beside it, and the answer that comes
 * first counts. The slow call goes on, because an engine may take seconds for every answer. An engine in this process is
 * asked once: a second call is no faster there.
 */
export function hedge(engine: Pick<Engine, 'name' | 'limits'>, queue: { readonly usualMs: number }): Stage {
  const budget = new HedgeBudget();
  return (next) => (request) => {
    const isLast = request.turn.enginesAfter() === 0;
    if (request.purpose !== 'settled' || !isLast || engine.limits.ceiling === undefined) return next(request);
    budget.earn();
    const afterMs = Math.max(HEDGE_AFTER_MS, HEDGE_AFTER_USUAL * queue.usualMs);
    return firstAnswer(engine.name, next, request, { afterMs, maySpend: () => budget.spend() });
  };
}

/** Limits second calls to a share of all. */
export class HedgeBudget {
  #saved = SAVED_HEDGES;

  /** A call goes out. */
  earn(): void {
    this.#saved = Math.min(SAVED_HEDGES, this.#saved + HEDGE_SHARE);
  }

  /** `false`: no second call now. */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}

/** @throws the failure of the first call, when all have failed. */
async function firstAnswer(
  engine: string,
  next: Handler,
  request: StageRequest,
  { afterMs, maySpend }: { readonly afterMs: number; readonly maySpend: () => boolean },
): Promise<EngineAnswer> {
  const ends: AbortController[] = [];
  const ask = (reasonOf: (reason: unknown) => unknown) => {
    const end = childOf(request.signal, reasonOf);
    ends.push(end);
    return next({ ...request, signal: end.signal });
  };
  const first = ask((reason) => reason);
  const calls = [first];
  try {
    while (calls.length <= MOST_HEDGES && (await isLate(Promise.any(calls), afterMs))) {
      if (request.signal.aborted || !maySpend()) break;
      // One text that runs out of time is one failure.
      calls.push(ask(uncounted));
    }
    return await Promise.any(calls);
  } catch {
    return await first;
  } finally {
    if (calls.length > 1) {
      const overtaken = new TranslationError(engine, 'cancelled', 'another call was answered first');
      for (const end of ends) end.abort(overtaken);
    }
  }
}

/** Aborts with its parent. */
function childOf(parent: AbortSignal, reasonOf: (reason: unknown) => unknown): AbortController {
  const child = new AbortController();
  const end = () => child.abort(reasonOf(parent.reason));
  parent.addEventListener('abort', end, { once: true, signal: child.signal });
  return child;
}

function uncounted(reason: unknown): unknown {
  return reason instanceof TranslationError ? reason.uncounted() : reason;
}

/** Whether the answer has neither come nor failed within this time. */
function isLate(answer: Promise<unknown>, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), limitMs);
    const settled = () => {
      clearTimeout(timer);
      resolve(false);
    };
    answer.then(settled, settled);
  });
}
