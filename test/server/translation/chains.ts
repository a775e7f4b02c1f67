import { checkAnswer, limitAnswerLength } from '../../../server/translation/answers/answer-check.ts';
import type { Engine, EngineAnswer, EngineRequest } from '../../../server/translation/engine.ts';
import { createEngineChain, type EngineChainOptions } from '../../../server/translation/engine-chain.ts';
import { compose, type StageRequest } from '../../../server/translation/pipeline/stage.ts';
import { protectTerms } from '../../../server/translation/pipeline/terms.ts';
import { TranslationError } from '../../../server/translation/translation-error.ts';
import { EngineCounts } from '../../support/engine-counts.ts';
import { memoryMeters } from '../../support/memory-meters.ts';
import { type ManualEngine, manualEngine, sentence, silent } from './stories.ts';

/** A chain, and what was counted of its engines. */
export function chainOf(engines: readonly Engine[], changes: Partial<EngineChainOptions> = {}) {
  const counts = new EngineCounts();
  const chain = createEngineChain({
    engines,
    drafts: 'unmetered',
    meters: readyMeters(),
    measures: counts,
    logger: silent,
    now: Date.now,
    breakerPauseMs: 30,
    ...changes,
  });
  return Object.assign(chain, { counts });
}

/** So that a question reaches its engine before this test goes on. */
export function readyMeters() {
  const meters = memoryMeters();
  meters.spend(sentence('').meetingId, { language: 'es', engine: 'none', characters: 0 });
  return meters;
}

/** An engine that answers at once. */
export function readyEngine(name: string, changes: Partial<Engine> = {}) {
  const asked: string[] = [];
  const engine = manualEngine(name, {
    translate: async ({ text }) => {
      asked.push(text);
      return { text: `${name}: ${text}` };
    },
    ...changes,
  });
  return Object.assign(engine, { asked });
}

export function failingEngine(
  name: string,
  kind: TranslationError['kind'] = 'network',
  details: { status?: number } = {},
) {
  let calls = 0;
  const engine = manualEngine(name, {
    translate: async () => {
      calls += 1;
      throw new TranslationError(name, kind, 'failed', details);
    },
  });
  return { engine, count: () => calls };
}

export const callsOf = (engine: ManualEngine) => engine.calls.map((call) => call.text);

/** A request as stages see it, with time for one engine. */
export function stageRequest(text: string, changes: Partial<StageRequest> = {}): StageRequest {
  const { terms: _terms, ...request } = sentence(text);
  const turn = {
    endsAt: Date.now() + 4_000,
    failedRounds: 0,
    failedMachines: 0,
    failedEngine: undefined,
    enginesAfter: () => 0,
  };
  return { ...request, found: [], turn, question: text, ...changes };
}

/** One text through the stages that protect terms and check answers alone; `ask` is one call of the engine. */
export function askProtected(
  engine: Pick<Engine, 'name' | 'origin' | 'takesTerms'>,
  ask: (request: EngineRequest) => Promise<EngineAnswer>,
  text: string,
  found: StageRequest['found'],
): Promise<EngineAnswer> {
  const stages = [
    ['answer check', checkAnswer(engine)],
    ['terms', protectTerms(engine, { lostTerms: () => undefined })],
    ['answer length', limitAnswerLength(engine)],
  ] as const;
  return compose(stages, ask)(stageRequest(text, { found }));
}
