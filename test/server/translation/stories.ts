import type { TranslationRequest } from '../../../server/captions/ports/translator.ts';
import type { Config } from '../../../server/config/config.ts';
import type { SourceLanguage } from '../../../server/config/config-schema.ts';
import { createLogger, type Logger } from '../../../server/logger.ts';
import {
  createTranslation,
  type TranslationService,
} from '../../../server/translation/create-translation.ts';
import type { Engine, EngineRequest } from '../../../server/translation/engine.ts';
import type { EngineMeasures } from '../../../server/translation/metering/engine-measures.ts';

type TranslationConfig = Config['translation'];

/** A log whose lines tests may read. */
export function recordingLogger(level = 'info'): {
  logger: Logger;
  lines: () => readonly Record<string, unknown>[];
  text: () => string;
} {
  const written: string[] = [];
  const logger = createLogger(level, {
    write: (line: string) => {
      written.push(line);
    },
  });
  return { logger, lines: () => written.map((line) => JSON.parse(line)), text: () => written.join('') };
}

export const silent = createLogger('silent');

function translationConfig(changes: Partial<TranslationConfig>): TranslationConfig {
  return {
    engines: ['google'],
    enginesAreExplicit: true,
    googleUrl: undefined,
    deeplUrl: undefined,
    deeplKey: undefined,
    deeplFormality: 'default',
    libreUrl: undefined,
    libreKey: undefined,
    openaiUrl: undefined,
    openaiKey: undefined,
    openaiModel: undefined,
    local: { directory: '/nowhere', mirrors: [], mayDownload: false, maxModels: 3 },
    apertiumPath: undefined,
    phrasebookFile: undefined,
    drafts: 'unmetered',
    budgetCharacters: undefined,
    prices: {},
    ...changes,
  };
}

/** The service as the server builds it. */
export function translationFor(
  changes: Partial<TranslationConfig>,
  options: {
    logger?: Logger;
    sourceLanguage?: SourceLanguage;
    now?: () => number;
    breakerPauseMs?: number;
    measures?: EngineMeasures;
  } = {},
): Promise<TranslationService> {
  return createTranslation(translationConfig(changes), {
    sourceLanguage: { mode: 'auto' },
    logger: silent,
    ...options,
  });
}

export function sentence(text: string, changes: Partial<TranslationRequest> = {}): TranslationRequest {
  return {
    meetingId: 'meeting-1',
    lineId: 'l1',
    text,
    sourceLanguage: 'en',
    targetLanguage: 'es',
    purpose: 'settled',
    context: [],
    signal: new AbortController().signal,
    ...changes,
  };
}

export function question(text: string, changes: Partial<EngineRequest> = {}): EngineRequest {
  return {
    text,
    sourceLanguage: 'en',
    targetLanguage: 'es',
    context: [],
    signal: AbortSignal.timeout(30_000),
    ...changes,
  };
}

/** An engine whose calls the test answers one by one. */
export interface ManualEngine extends Engine {
  readonly calls: readonly ManualCall[];
}
interface ManualCall extends EngineRequest {
  readonly answer: (text: string) => void;
  readonly fail: (error: unknown) => void;
}

export function manualEngine(name: string, changes: Partial<Engine> = {}): ManualEngine {
  const calls: ManualCall[] = [];
  return {
    name,
    origin: 'machine',
    metered: false,
    takesDrafts: true,
    acceptsContext: false,
    takesTerms: 'placeholders',
    limits: { concurrency: 1 },
    where: 'a test',
    languages: () => [{ tag: 'es' }],
    supports: () => true,
    translate: (request) =>
      new Promise((resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
        calls.push({ ...request, answer: (text) => resolve({ text }), fail: reject });
      }),
    [Symbol.asyncDispose]: async () => {},
    ...changes,
    calls,
  };
}

/** A promise the test settles; Node 20 has no `Promise.withResolvers`. */
export function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
