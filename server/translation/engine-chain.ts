import type { TermMatch, Translation, TranslationRequest } from '../captions/ports/translator.ts';
import { delay } from '../lib/delay.ts';
import type { Engine, EngineAnswer } from './engine.ts';
import { isAllTerms, replaceAll } from './marks/placeholders.ts';
import type { Meters } from './metering/meters.ts';
import { AnswerCache } from './pipeline/answer-cache.ts';
import { PaidDrafts } from './pipeline/draft-cost.ts';
import {
  createEnginePipeline,
  type EnginePipeline,
  type EngineState,
  type PipelineParts,
} from './pipeline/engine-pipeline.ts';
import { PassedOver, type PipelineRequest } from './pipeline/stage.ts';
import { type Round, waitForRound } from './rounds.ts';
import { toTranslationError } from './translation-error.ts';
import { CHAIN_LIMIT_MS, MAX_TEXT_CHARACTERS } from './translation-limits.ts';

export interface EngineChainOptions
  extends Pick<PipelineParts, 'drafts' | 'measures' | 'logger' | 'now' | 'breakerPauseMs'> {
  readonly engines: readonly Engine[];
  readonly meters: PipelineParts['meters'] & Pick<Meters, 'knows' | 'load'>;
}

export interface EngineChain extends AsyncDisposable {
  /** Never rejects. */
  translate(request: TranslationRequest): Promise<Translation>;
  /** In the order the engines are asked. */
  states(): readonly EngineState[];
  /** Forgets every answer. */
  clear(): void;
}

/** Asks the engines in their order until one translates, within the time the caption has. */
export function createEngineChain(options: EngineChainOptions): EngineChain {
  const { engines, meters, now } = options;
  const cache = new AnswerCache();
  const paidDrafts = new PaidDrafts();
  const pipelines = engines.map((engine) => createEnginePipeline({ ...options, engine, cache, paidDrafts }));
  return {
    translate: async ({ terms, ...asked }) => {
      const text = wellFormed(asked.text);
      if (text === '') return { ok: false, retryable: false };
      const request = { ...asked, text, found: terms?.find(text, asked.sourceLanguage) ?? [] };
      if (isAllTerms(text, request.found)) return ofTerms(request);
      if (!meters.knows(request.meetingId)) await meters.load(request.meetingId);
      return firstTranslation(pipelines, request, { endsAt: now() + CHAIN_LIMIT_MS[request.purpose], now });
    },
    states: () => pipelines.map((pipeline) => pipeline.state()),
    clear: () => cache.clear(),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
    },
  };
}

/** Rounds through the engines, until one translates or the time is over. */
async function firstTranslation(
  pipelines: readonly EnginePipeline[],
  request: PipelineRequest,
  { endsAt, now }: { readonly endsAt: number; readonly now: () => number },
): Promise<Translation> {
  for (let failedRounds = 0; ; ) {
    const { translation, hasAsked, opensInMs } = await askInTurn(pipelines, request, {
      endsAt,
      failedRounds,
    });
    if (translation.ok) return translation;
    if (hasAsked) failedRounds += 1;
    const { purpose, signal } = request;
    const waitMs = waitForRound({ purpose, failedRounds, opensInMs, leftMs: endsAt - now() });
    if (waitMs === undefined) return translation;
    await delay(waitMs, signal);
    if (signal.aborted) return { ok: false, retryable: true };
  }
}

async function askInTurn(
  pipelines: readonly EnginePipeline[],
  request: PipelineRequest,
  time: { readonly endsAt: number; readonly failedRounds: number },
): Promise<Round> {
  let retryable = false;
  let hasAsked = false;
  let failedMachines = 0;
  let failedEngine: string | undefined;
  const opening: number[] = [];
  const failed = (): Round => {
    const opensInMs = opening.length === 0 ? undefined : Math.min(...opening);
    return { translation: { ok: false, retryable }, hasAsked, opensInMs };
  };
  for (const [at, { engine, translate, opensInMs }] of pipelines.entries()) {
    const enginesAfter = () => pipelines.slice(at + 1).filter((other) => other.wouldAsk(request)).length;
    try {
      const turn = { ...time, failedMachines, failedEngine, enginesAfter };
      const answer = await translate(request, turn);
      return { translation: translated(engine, request, answer), hasAsked: true, opensInMs: undefined };
    } catch (error) {
      if (error instanceof PassedOver) {
        if (error.reason === 'draft-not-taken') break;
        retryable ||= ['closed', 'not-ready', 'time-over'].includes(error.reason);
        if (error.reason === 'closed') opening.push(...listed(opensInMs(request)));
        if (error.reason === 'time-over') return { ...failed(), opensInMs: undefined };
        continue;
      }
      const failure = toTranslationError(engine.name, error);
      hasAsked = true;
      retryable ||= failure.retryable;
      if (failure.transient) opening.push(...listed(opensInMs(request)));
      if (engine.origin === 'machine') failedMachines += 1;
      // A phrasebook without the sentence is no failure.
      failedEngine = failure.kind === 'language' ? undefined : engine.name;
    }
  }
  return failed();
}

function listed<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function translated(engine: Engine, { purpose }: PipelineRequest, { text, via }: EngineAnswer): Translation {
  return {
    ok: true,
    text,
    origin: engine.origin,
    engine: engine.name,
    ...(via === undefined ? {} : { via }),
    ...(purpose === 'draft' && engine.rewritesDrafts === true ? { rewritesDrafts: true } : {}),
  };
}

/** Names and terms alone need no engine. */
function ofTerms({ text, found }: { text: string; found: readonly TermMatch[] }): Translation {
  const words = replaceAll(text, found, (index) => found[index]?.replacement ?? '');
  return { ok: true, text: words, origin: 'phrasebook', engine: 'glossary' };
}

/** Replaces lone surrogates, which cause a URIError in addresses, and cuts what is too long. */
function wellFormed(text: string): string {
  return text
    .slice(0, MAX_TEXT_CHARACTERS)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}
