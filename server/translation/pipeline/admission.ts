import type { Meters } from '../metering/meters.ts';
import { PassedOver, type PassedOverReason, type PipelineRequest, type Stage } from './stage.ts';

/** Why the engine is not asked now; `undefined`: nothing speaks against it. Changes nothing. */
export type Rule = (request: PipelineRequest) => PassedOverReason | undefined;

/** Passes over an engine that may not be asked, before any time is spent on it. The first rule that objects decides. */
export function admission(rules: readonly Rule[], meters: Pick<Meters, 'setSpent'>): Stage {
  return (next) => async (request) => {
    for (const rule of rules) {
      const reason = rule(request);
      if (reason === undefined) continue;
      // Here and not in the rule: the chain also asks the rules of engines whose turn has not come.
      if (reason === 'over-budget') meters.setSpent(request.meetingId);
      throw new PassedOver(reason);
    }
    return next(request);
  };
}
