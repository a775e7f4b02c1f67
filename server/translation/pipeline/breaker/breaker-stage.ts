import type { Engine } from '../../engine.ts';
import { TranslationError, toTranslationError } from '../../translation-error.ts';
import type { Rule } from '../admission.ts';
import type { Stage } from '../stage.ts';
import type { EngineGate } from './engine-gate.ts';

/** Passes over an engine that is left alone. Whether it has recovered is found out by a text that waits, not by a draft. */
export function isClosed(gate: Pick<EngineGate, 'allows' | 'state'>): Rule {
  return (request) => {
    const allowed = gate.allows(request);
    if (allowed !== 'ask') return allowed === 'later' ? 'closed' : 'not-offered';
    return request.purpose === 'draft' && gate.state(request.targetLanguage) !== 'closed'
      ? 'closed'
      : undefined;
  };
}

/** Draws the gate's conclusions from an answer or a failure. The engine may have failed while the text waited. */
export function breaker({ name }: Pick<Engine, 'name'>, gate: Pick<EngineGate, 'allows' | 'run'>): Stage {
  return (next) => async (request) => {
    if (gate.allows(request) !== 'ask')
      throw new TranslationError(name, 'network', 'was closed while the text waited', { counts: false });
    return gate.run(request, async () => {
      try {
        return await next(request);
      } catch (error) {
        // An engine's own slip (a `TypeError`, a schema) is a failure like any other.
        throw toTranslationError(name, error);
      }
    });
  };
}
