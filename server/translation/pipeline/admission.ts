import type { Engine } from '../engine.ts';
import type { Meters } from '../metering/meters.ts';
import { PassedOver, type PassedOverReason, type PipelineRequest, type Stage } from './stage.ts';

/** The reason why the engine is not asked now, or `undefined`. Free of side effects. */
export type Rule = (request: PipelineRequest) => PassedOverReason | undefined;

/** Passes over an engine that a rule excludes. The first rule with a reason decides. */
export function admission(
  rules: readonly Rule[],
  engine: Pick<Engine, 'prepare'>,
  meters: Pick<Meters, 'setSpent'>,
): Stage {
  return (next) => (request) => {
    for (const rule of rules) {
      const reason = rule(request);
      if (reason === undefined) continue;
      // Not in the rule: the chain also evaluates the rules of later engines.
      if (reason === 'over-budget') meters.setSpent(request.meetingId);
      if (reason === 'not-ready') engine.prepare?.(request.sourceLanguage, request.targetLanguage);
      return Promise.reject(new PassedOver(reason));
    }
    return next(request);
  };
}
