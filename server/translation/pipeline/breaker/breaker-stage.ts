import type { Engine } from '../../engine.ts';
import { toTranslationError } from '../../translation-error.ts';
import type { Rule } from '../admission.ts';
import { PassedOver, type Stage } from '../stage.ts';
import type { EngineGate } from './engine-gate.ts';

/** Passes over an engine that is paused or whose breaker is open. A draft is no trial call: its deadline is too short. */
export function isClosed(gate: Pick<EngineGate, 'allows' | 'state'>): Rule {
  return (request) => {
    const allowed = gate.allows(request);
    if (allowed !== 'ask') return allowed === 'later' ? 'closed' : 'not-offered';
    return request.purpose === 'draft' && gate.state(request.targetLanguage) !== 'closed'
      ? 'closed'
      : undefined;
  };
}

/** Records answers and failures in the gate, which is checked again: the engine may have failed while the text waited. */
export function breaker({ name }: Pick<Engine, 'name'>, gate: Pick<EngineGate, 'allows' | 'run'>): Stage {
  return (next) => async (request) => {
    if (gate.allows(request) !== 'ask') throw new PassedOver('closed');
    return gate.run(request, async () => {
      try {
        return await next(request);
      } catch (error) {
        // An exception inside an engine (a `TypeError`, a schema) counts as a failure of the service.
        throw toTranslationError(name, error);
      }
    });
  };
}
