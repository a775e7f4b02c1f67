import type { TermMatch, Translation, TranslationRequest } from '../captions/ports/translator.ts';
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
      return firstTranslation(pipelines, request, now() + CHAIN_LIMIT_MS[request.purpose]);
    },
    states: () => pipelines.map((pipeline) => pipeline.state()),
    clear: () => cache.clear(),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
    },
  };
}

async function firstTranslation(
  pipelines: readonly EnginePipeline[],
  request: PipelineRequest,
  endsAt: number,
): Promise<Translation> {
  let retryable = false;
  let failedMachines = 0;
  let failedEngine: string | undefined;
  for (const [at, { engine, translate }] of pipelines.entries()) {
    const enginesAfter = () => pipelines.slice(at + 1).filter((other) => other.wouldAsk(request)).length;
    try {
      const turn = { endsAt, failedMachines, failedEngine, enginesAfter };
      return translated(engine, request, await translate({ ...request, turn }));
    } catch (error) {
      if (error instanceof PassedOver) {
        if (error.reason === 'time-over') return { ok: false, retryable: true };
        if (error.reason === 'draft-not-taken') break;
        retryable ||= error.reason === 'closed' || error.reason === 'not-ready';
        continue;
      }
      const failure = toTranslationError(engine.name, error);
      retryable ||= failure.retryable;
      if (engine.origin === 'machine') failedMachines += 1;
      // A phrasebook without the sentence is no failure.
      failedEngine = failure.kind === 'language' ? undefined : engine.name;
    }
  }
  return { ok: false, retryable };
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
