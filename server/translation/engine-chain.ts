import { setMaxListeners } from 'node:events';
import { LRUCache } from 'lru-cache';
import type { TermMatch, Translation, TranslationRequest } from '../captions/ports/translator.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Engine, EngineAnswer, EngineRequest } from './engine.ts';
import { isAllTerms, replaceAll } from './marks/placeholders.ts';
import { TranslationCounters, type TranslationMetrics } from './metering/engine-measures.ts';
import type { Meters } from './metering/meters.ts';
import { CaptionCache } from './pipeline/answer-cache.ts';
import { createEngineGate, type EngineGate } from './pipeline/breaker/engine-gate.ts';
import { EngineQueue } from './pipeline/queue/engine-queue.ts';
import { translateProtected } from './pipeline/terms.ts';
import { TranslationError, toTranslationError } from './translation-error.ts';
import {
  CHAIN_LIMIT_MS,
  DRAFTED_LINES,
  FIRST_ENGINE_SHARE,
  MAX_TEXT_CHARACTERS,
  PRIORITY,
} from './translation-limits.ts';

export interface EngineChainOptions {
  readonly engines: readonly Engine[];
  readonly drafts: Config['translation']['drafts'];
  readonly meters: Pick<Meters, 'knows' | 'load' | 'allows' | 'setSpent' | 'take'>;
  readonly prices: Config['translation']['prices'];
  readonly logger: Logger;
  readonly now: () => number;
  /** First pause of a circuit breaker. */
  readonly breakerPauseMs?: number;
}

export interface EngineChain extends AsyncDisposable {
  /** Never rejects. */
  translate(request: TranslationRequest): Promise<Translation>;
  metrics(): TranslationMetrics;
  clear(): void;
}

/** One engine with what keeps it and us from harm. */
interface Link {
  readonly engine: Engine;
  readonly gate: EngineGate;
  readonly queue: EngineQueue;
}

/** With the terms that occur in its text. */
interface Request extends TranslationRequest {
  readonly found: readonly TermMatch[];
}

/** `skip`: not for this text · `later`: could be asked in a while · `too-dear`: the meeting's cap · `stop`: nor any after it. */
type Verdict = 'ask' | 'skip' | 'later' | 'too-dear' | 'stop';

/** Asks the engines in their order until one translates, within the time the caption has. */
export function createEngineChain(options: EngineChainOptions): EngineChain {
  const { drafts, meters, logger, now } = options;
  const cache = new CaptionCache();
  const counters = new TranslationCounters();
  const breakerPauseMs =
    options.breakerPauseMs === undefined ? {} : { breakerPauseMs: options.breakerPauseMs };
  const links: readonly Link[] = options.engines.map((engine) => ({
    engine,
    gate: createEngineGate({ engine: engine.name, logger, now, ...breakerPauseMs }),
    queue: new EngineQueue({ engine: engine.name, limits: engine.limits }),
  }));

  /** Characters of drafts that engines were paid for, by line. */
  const paidDrafts = new LRUCache<string, number>({ max: DRAFTED_LINES });
  const draftKey = ({ meetingId, lineId, targetLanguage }: TranslationRequest) =>
    JSON.stringify([meetingId, lineId, targetLanguage]);
  const takesDraft = (engine: Engine, request: TranslationRequest): boolean => {
    if (drafts === 'off') return false;
    if (engine.takesDrafts) return true;
    // All drafts of a sentence together may cost as much as the sentence: with its settled text twice, at most.
    return drafts === 'always' && paidDrafts.get(draftKey(request)) === undefined;
  };

  const consider = ({ engine, gate }: Link, request: TranslationRequest): Verdict => {
    const { sourceLanguage, targetLanguage, purpose, meetingId, text } = request;
    if (!engine.supports(sourceLanguage, targetLanguage)) return 'skip';
    const allowed = gate.allows(sourceLanguage, targetLanguage);
    if (allowed !== 'ask') return allowed === 'later' ? 'later' : 'skip';
    // Whether an engine has recovered is found out by a text that waits for its answer, not by a draft that gives up early.
    if (purpose === 'draft' && gate.state(targetLanguage) !== 'closed') return 'later';
    // A draft comes from the engine that will settle the line, or from none: else every line would change its words.
    if (purpose === 'draft' && !takesDraft(engine, request)) return 'stop';
    return engine.metered && !meters.allows(meetingId, text.length) ? 'too-dear' : 'ask';
  };

  /** The calls for one text. The gate is asked again, because the engine may have failed while this text waited. */
  const call = async (link: Link, request: Request, signal: AbortSignal): Promise<EngineAnswer> => {
    const { engine, gate } = link;
    const { text, sourceLanguage, targetLanguage, context } = request;
    if (gate.allows(sourceLanguage, targetLanguage) !== 'ask') {
      throw new TranslationError(engine.name, 'network', 'was closed while the text waited', {
        counts: false,
      });
    }
    const question = {
      text,
      sourceLanguage,
      targetLanguage,
      context: engine.acceptsContext ? context : [],
      signal,
    };
    const ask = (asked: EngineRequest) => payAndAsk(engine, request, asked);
    const onLost = () => counters.lostTerms(engine.name, targetLanguage);
    const startedAt = performance.now();
    try {
      return await gate.run(sourceLanguage, targetLanguage, () =>
        answerOf(engine, ask, question, request.found, onLost),
      );
    } finally {
      counters.took(engine.name, targetLanguage, performance.now() - startedAt);
    }
  };

  /** One call, counted as it goes out: with the marks of terms in its text. */
  const payAndAsk = async (engine: Engine, request: Request, asked: EngineRequest): Promise<EngineAnswer> => {
    const { targetLanguage, meetingId } = request;
    const characters = asked.text.length;
    if (!meters.take(meetingId, { language: targetLanguage, engine: engine.name, characters })) {
      throw new TranslationError(engine.name, 'overloaded', 'has no budget left in this meeting', {
        counts: false,
      });
    }
    counters.called(engine.name, targetLanguage, characters);
    if (!engine.takesDrafts && request.purpose === 'draft') paidDrafts.set(draftKey(request), characters);
    return engine.translate(asked);
  };

  /** @throws {TranslationError} */
  const attempt = async (link: Link, request: Request, limitMs: number): Promise<EngineAnswer> => {
    const { engine, queue } = link;
    const { meetingId, targetLanguage, purpose } = request;
    const key = keyOf(engine, request);
    const running = cache.flightOf(key);
    if (running !== undefined) {
      counters.cacheHit(engine.name, targetLanguage);
      queue.raise(running, purpose);
    }
    using patience = patienceOf(engine.name, request, limitMs);
    try {
      return await cache.share(key, patience.signal, ({ id, signal, abort }) =>
        queue.run({ id, meetingId, targetLanguage, purpose, signal, drop: abort }, () =>
          call(link, request, signal),
        ),
      );
    } catch (error) {
      throw toTranslationError(engine.name, error);
    }
  };

  const translate = async (asked: TranslationRequest): Promise<Translation> => {
    const text = wellFormed(asked.text);
    if (text === '') return { ok: false, retryable: false };
    const request = { ...asked, text, found: asked.terms?.find(text, asked.sourceLanguage) ?? [] };
    if (isAllTerms(text, request.found)) return ofTerms(request);
    if (!meters.knows(request.meetingId)) await meters.load(request.meetingId);
    const endsAt = now() + CHAIN_LIMIT_MS[request.purpose];
    let retryable = false;
    let machines = 0;
    let failed: string | undefined;
    for (const [at, link] of links.entries()) {
      const { engine } = link;
      const cached = engine.supports(request.sourceLanguage, request.targetLanguage)
        ? cache.get(keyOf(engine, request))
        : undefined;
      if (cached !== undefined) {
        counters.cacheHit(engine.name, request.targetLanguage);
        return translated(engine, cached);
      }
      const verdict = consider(link, request);
      if (verdict === 'stop') break;
      if (verdict === 'later') retryable = true;
      if (verdict === 'too-dear') meters.setSpent(request.meetingId);
      if (verdict !== 'ask') continue;
      const leftMs = endsAt - now();
      if (leftMs <= 0 || request.signal.aborted) return { ok: false, retryable: true };
      if (failed !== undefined) counters.passedOn(failed, request.targetLanguage);
      const others = links.slice(at + 1).filter((other) => consider(other, request) === 'ask').length;
      if (engine.origin === 'machine') machines += 1;
      const limitMs = shareOf(leftMs, CHAIN_LIMIT_MS[request.purpose], machines <= 1, others);
      try {
        return translated(engine, await attempt(link, request, limitMs));
      } catch (error) {
        const failure = toTranslationError(engine.name, error);
        retryable ||= failure.retryable;
        failed = failure.kind === 'language' ? undefined : engine.name;
        if (failure.kind !== 'language' && failure.kind !== 'cancelled') {
          counters.failed(failure, request.targetLanguage);
          logger.debug(
            { engine: engine.name, kind: failure.kind, status: failure.status },
            'engine gave no translation',
          );
        }
      }
    }
    return { ok: false, retryable };
  };

  return {
    translate,
    metrics: () => ({
      engines: links.map(({ engine, gate, queue }) => {
        const usd = counters.cost(engine.name, options.prices);
        const gauges = {
          engine: engine.name,
          breaker: gate.state(),
          running: queue.running,
          waiting: queue.waiting,
        };
        return usd === undefined ? gauges : { ...gauges, usd };
      }),
      languages: counters.all(),
    }),
    clear: () => cache.clear(),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(links.map(({ engine }) => engine[Symbol.asyncDispose]()));
    },
  };
}

/** An engine's own slip (a `TypeError`, a schema) must look like any other failure to the breaker. */
async function answerOf(
  engine: Engine,
  ask: (request: EngineRequest) => Promise<EngineAnswer>,
  question: EngineRequest,
  found: readonly TermMatch[],
  onLost: () => void,
): Promise<EngineAnswer> {
  try {
    return await translateProtected(engine, ask, question, found, onLost);
  } catch (error) {
    throw toTranslationError(engine.name, error);
  }
}

function translated(engine: Engine, { text, via }: EngineAnswer): Translation {
  return {
    ok: true,
    text,
    origin: engine.origin,
    engine: engine.name,
    ...(via === undefined ? {} : { via }),
  };
}

/** The last engine gets all that is left, the first of several its share, the others even parts. */
function shareOf(leftMs: number, wholeMs: number, first: boolean, others: number): number {
  if (others === 0) return leftMs;
  return first ? Math.min(leftMs, wholeMs * FIRST_ENGINE_SHARE) : leftMs / (others + 1);
}

/** Names and terms alone need no engine. */
function ofTerms({ text, found }: Pick<Request, 'text' | 'found'>): Translation {
  const words = replaceAll(text, found, (index) => found[index]?.replacement ?? '');
  return { ok: true, text: words, origin: 'phrasebook', engine: 'glossary' };
}

/** Whatever changes the answer: two meetings with different glossaries share nothing. */
function keyOf(engine: Engine, { sourceLanguage, targetLanguage, text, context, found }: Request): string {
  const terms = engine.takesTerms === 'none' ? [] : found;
  return JSON.stringify([
    engine.name,
    sourceLanguage,
    targetLanguage,
    text,
    engine.acceptsContext ? context : [],
    terms,
  ]);
}

/** Unpaired halves of surrogates break addresses (URIError); an utterance without end breaks limits. */
function wellFormed(text: string): string {
  return text
    .slice(0, MAX_TEXT_CHARACTERS)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}

/** How long one caller waits for one engine. */
function patienceOf(
  engine: string,
  request: TranslationRequest,
  limitMs: number,
): Disposable & { signal: AbortSignal } {
  const controller = new AbortController();
  // A draft gives up early: that says nothing about the engine.
  const counts = PRIORITY[request.purpose] !== PRIORITY.draft;
  const late = () =>
    controller.abort(new TranslationError(engine, 'timeout', `no answer in ${limitMs} ms`, { counts }));
  const leave = () => controller.abort(new TranslationError(engine, 'cancelled', 'nobody waits any more'));
  const timer = setTimeout(late, limitMs);
  // One signal may stand for all texts of a meeting: more than ten listeners are no leak here.
  setMaxListeners(0, request.signal);
  request.signal.addEventListener('abort', leave, { once: true });
  if (request.signal.aborted) leave();
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', leave);
    },
  };
}
