/** The stages between a request and one engine, in order. The chain falls back from one pipeline to the next. */
import type { Config } from '../../config/config.ts';
import type { Logger } from '../../logger.ts';
import { checkAnswer, limitAnswerLength } from '../answers/answer-check.ts';
import type { Engine, EngineAnswer } from '../engine.ts';
import type { EngineMeasures } from '../metering/engine-measures.ts';
import type { Meters } from '../metering/meters.ts';
import { admission, type Rule } from './admission.ts';
import { type AnswerCache, questionKey, recall, remember } from './answer-cache.ts';
import { breaker, isClosed } from './breaker/breaker-stage.ts';
import { createEngineGate, type GateState } from './breaker/engine-gate.ts';
import { fitsBudget, payForCall } from './budget.ts';
import { countAttempts, countCalls, timeCalls } from './counting.ts';
import { deadline } from './deadline.ts';
import { type PaidDrafts, rememberPaidDraft, takesDraft } from './draft-cost.ts';
import { EngineQueue } from './queue/engine-queue.ts';
import { hedge } from './queue/hedge.ts';
import { waitForSlot } from './queue/queue-stage.ts';
import { singleFlight } from './single-flight.ts';
import { compose, type NamedStage, type PipelineRequest, type StageRequest } from './stage.ts';
import { protectTerms } from './terms.ts';

export interface PipelineParts {
  readonly engine: Engine;
  /** Shared by the engines of a chain. */
  readonly cache: AnswerCache;
  readonly paidDrafts: PaidDrafts;
  readonly drafts: Config['translation']['drafts'];
  readonly meters: Pick<Meters, 'allows' | 'setSpent' | 'spend'>;
  readonly measures: EngineMeasures;
  readonly logger: Logger;
  readonly now: () => number;
  /** First pause of a circuit breaker. */
  readonly breakerPauseMs?: number;
}

export interface EngineState {
  readonly engine: string;
  readonly breaker: GateState;
  /** Calls under way. */
  readonly running: number;
  /** Texts in the queue. */
  readonly waiting: number;
}

export interface EnginePipeline {
  readonly engine: Engine;
  /** @throws {PassedOver} when the engine was not asked; {TranslationError} when it failed. */
  translate(request: PipelineRequest, turn: StageRequest['turn']): Promise<EngineAnswer>;
  /** Would the engine be asked now? */
  wouldAsk(request: PipelineRequest): boolean;
  /** Until the engine would be asked. `undefined`: not for this text. */
  opensInMs(request: PipelineRequest): number | undefined;
  state(): EngineState;
}

export function createEnginePipeline(parts: PipelineParts): EnginePipeline {
  const { engine, cache, paidDrafts, drafts, meters, measures, logger, now } = parts;
  const gate = createEngineGate({ ...parts, engine: engine.name });
  const queue = new EngineQueue({ engine: engine.name, limits: engine.limits, now });

  const rules: readonly Rule[] = [
    ({ sourceLanguage, targetLanguage }) =>
      engine.supports(sourceLanguage, targetLanguage) ? undefined : 'not-offered',
    isClosed(gate),
    ({ sourceLanguage, targetLanguage }) =>
      engine.isReady?.(sourceLanguage, targetLanguage) === false ? 'not-ready' : undefined,
    takesDraft(engine, drafts, paidDrafts),
    fitsBudget(engine, meters),
  ];

  const stages: readonly NamedStage[] = [
    ['cache', recall(engine, cache, measures)],
    ['admission', admission(rules, engine, meters)],
    ['deadline', deadline(now)],
    ['attempts', countAttempts(engine, measures, logger)],
    ['single flight', singleFlight(engine, { measures, queue, now })],
    ['cache', remember(cache)],
    ['queue', waitForSlot(queue)],
    ['hedge', hedge(engine, queue)],
    ['breaker', breaker(engine, gate)],
    ['time', timeCalls(engine, measures)],
    // From here on a request may become two calls: with the glossary, and without it.
    ['answer check', checkAnswer(engine)],
    ['terms', protectTerms(engine, measures)],
    ['answer length', limitAnswerLength(engine)],
    ['budget', payForCall(engine, meters)],
    ['draft cost', rememberPaidDraft(engine, paidDrafts)],
    ['calls', countCalls(engine, measures)],
  ];

  const ask = compose(stages, (request) => askEngine(engine, request));

  return {
    engine,
    translate: async (request, turn) => ask({ ...request, turn, question: questionKey(engine, request) }),
    wouldAsk: (request) => rules.every((rule) => rule(request) === undefined),
    opensInMs: (request) => {
      const isOnlyClosed = rules.every((rule) => [undefined, 'closed'].includes(rule(request)));
      return isOnlyClosed ? gate.opensInMs(request) : undefined;
    },
    state: () => ({
      engine: engine.name,
      breaker: gate.state(),
      running: queue.running,
      waiting: queue.waiting,
    }),
  };
}

function askEngine(engine: Engine, request: StageRequest): Promise<EngineAnswer> {
  const { text, sourceLanguage, targetLanguage, context, terms, isReminder, isXml, signal } = request;
  return engine.translate({
    text,
    sourceLanguage,
    targetLanguage,
    context: engine.acceptsContext ? context : [],
    signal,
    ...(terms === undefined ? {} : { terms }),
    ...(isReminder === undefined ? {} : { isReminder }),
    ...(isXml === undefined ? {} : { isXml }),
  });
}
