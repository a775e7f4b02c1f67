import type { Engine } from '../engine.ts';
import type { Meters } from '../metering/meters.ts';
import { TranslationError } from '../translation-error.ts';
import type { Rule } from './admission.ts';
import type { Stage } from './stage.ts';

/** Passes over an engine that costs money when the meeting's cap does not last for the text. */
export function fitsBudget(engine: Pick<Engine, 'metered'>, meters: Pick<Meters, 'allows'>): Rule {
  return ({ meetingId, text }) =>
    engine.metered && !meters.allows(meetingId, text.length) ? 'over-budget' : undefined;
}

/** Adds each call to the meter of its meeting. The cap may have been reached while the text waited. */
export function payForCall({ name: engine }: Pick<Engine, 'name'>, meters: Pick<Meters, 'spend'>): Stage {
  return (next) => (request) => {
    const { meetingId, targetLanguage: language, text } = request;
    if (meters.spend(meetingId, { language, engine, characters: text.length })) return next(request);
    const spent = 'has no budget left in this meeting';
    return Promise.reject(new TranslationError(engine, 'overloaded', spent, { counts: false }));
  };
}
