import type { ServedLanguage } from '../../shared/language.ts';
import type { Translator } from '../captions/ports/translator.ts';
import { type Config, ConfigError } from '../config.ts';
import type { EngineName, SourceLanguage } from '../config-schema.ts';
import type { Logger } from '../logger.ts';
import type { Engine } from './engine.ts';
import { createEngineChain } from './engine-chain.ts';
import { createApertiumEngine } from './engines/apertium/apertium.ts';
import { createDeeplEngine } from './engines/deepl.ts';
import { createGoogleEngine } from './engines/google.ts';
import { createLibreEngine } from './engines/libre/libre.ts';
import { createOpenaiEngine } from './engines/openai/openai.ts';
import { createPhrasebookEngine } from './engines/phrasebook.ts';
import {
  isServed,
  nearestTag,
  servedLanguages,
  spokenLanguages,
  targetEntry,
} from './languages/languages.ts';
import type { TranslationMetrics } from './metering/engine-measures.ts';
import { type MeterStore, Meters } from './metering/meters.ts';

export interface EngineDescription {
  readonly engine: string;
  /** "246 languages", or their tags when they are few. */
  readonly serves: string;
  readonly metered: boolean;
  /** Where speech goes. */
  readonly where: string;
}

export interface TranslationService extends Translator, AsyncDisposable {
  /** What somebody may choose to read. Empty when no engine runs. */
  languages(): readonly ServedLanguage[];
  /** In the order they are asked. */
  describe(): readonly EngineDescription[];
  metrics(): TranslationMetrics;
  /** What each meeting costs. */
  readonly meters: Pick<Meters, 'load' | 'isSpent' | 'meter' | 'setBudget'>;
  /** A meeting was deleted: no sentence of it stays here. */
  forget(meetingId: string): void;
}

/**
 * The chain of `TRANSLATE_ENGINES`. Members of the default chain that are not configured or installed are skipped; with none
 * left every line stays untranslated.
 * @throws {ConfigError} for an engine that was named and cannot run.
 */
export async function createTranslation(
  config: Config['translation'],
  options: {
    readonly sourceLanguage: SourceLanguage;
    /** Default: counts are kept in memory. */
    readonly meterStore?: MeterStore;
    readonly onBudget?: (meetingId: string, isSpent: boolean) => void;
    readonly logger: Logger;
    readonly now?: () => number;
    /** First pause of an engine's circuit breaker. */
    readonly breakerPauseMs?: number;
  },
): Promise<TranslationService> {
  const { logger, now = Date.now, sourceLanguage } = options;
  const assumedSource = sourceLanguage.mode === 'auto' ? undefined : sourceLanguage.language;
  const engines = await createEngines(config, { logger, now, assumedSource });
  if (engines.length === 0) {
    logger.warn('no translation engine can run: every line is shown as it was spoken; see TRANSLATE_ENGINES');
  }
  const breakerPauseMs =
    options.breakerPauseMs === undefined ? {} : { breakerPauseMs: options.breakerPauseMs };
  const meters = new Meters({
    store: options.meterStore ?? nowhere,
    meteredEngines: new Set(engines.filter(({ metered }) => metered).map(({ name }) => name)),
    serverBudget: config.budgetCharacters,
    prices: config.prices,
    onBudget: options.onBudget ?? (() => undefined),
    logger,
  });
  const chain = createEngineChain({
    engines,
    drafts: config.drafts,
    meters,
    prices: config.prices,
    logger,
    now,
    ...breakerPauseMs,
  });
  const sources = sourceLanguage.mode === 'only' ? [sourceLanguage.language] : spokenLanguages;
  // Without an engine people may still choose a language, and see that nothing translates it.
  const mayBeRead = (tag: string) =>
    engines.length === 0 ? targetEntry(tag) !== undefined : isServed(engines, sources, tag);
  return {
    translate: (request) => chain.translate(request),
    serves: (tag) => nearestTag(tag, mayBeRead),
    languages: () => servedLanguages(engines, sources),
    describe: () => engines.map(describeEngine),
    metrics: () => chain.metrics(),
    meters,
    forget: (meetingId) => {
      // Sentences of all meetings share one cache.
      chain.clear();
      meters.forget(meetingId);
    },
    [Symbol.asyncDispose]: async () => {
      await chain[Symbol.asyncDispose]();
      await meters[Symbol.asyncDispose]();
    },
  };
}

/** An evaluation keeps nothing. */
const nowhere: MeterStore = {
  load: async () => ({ counts: [] }),
  add: async () => undefined,
  saveBudget: async () => undefined,
};

interface Surroundings {
  readonly logger: Logger;
  readonly now: () => number;
  readonly assumedSource: string | undefined;
}

/** Every engine that can run, in order; all that cannot in one error. */
async function createEngines(
  config: Config['translation'],
  around: Surroundings,
): Promise<readonly Engine[]> {
  const engines: Engine[] = [];
  const faults: string[] = [];
  for (const name of new Set(config.engines)) {
    try {
      const made = await createEngine(name, config, around);
      if (typeof made !== 'string') engines.push(made);
      else if (config.enginesAreExplicit) faults.push(made);
      else around.logger.info({ engine: name, reason: made }, 'engine of the default chain skipped');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length === 0) return engines;
  await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
  throw new ConfigError(faults);
}

/** The engine, or why it cannot run, naming the variable. */
async function createEngine(
  name: EngineName,
  config: Config['translation'],
  { logger, now, assumedSource }: Surroundings,
): Promise<Engine | string> {
  switch (name) {
    case 'google':
      return createGoogleEngine({ url: config.googleUrl });
    case 'deepl':
      if (config.deeplKey === undefined) return 'DEEPL_KEY: is missing.';
      return createDeeplEngine({
        key: config.deeplKey,
        url: config.deeplUrl,
        formality: config.deeplFormality,
      });
    case 'libre':
      if (config.libreUrl === undefined) return 'LIBRE_URL: is missing.';
      return createLibreEngine({ url: config.libreUrl, key: config.libreKey, logger, now });
    case 'apertium':
      return (
        createApertiumEngine({ directory: config.apertiumPath, assumedSource, logger }) ??
        notInstalled(config)
      );
    case 'openai':
      if (config.openaiUrl === undefined) return 'OPENAI_URL: is missing.';
      if (config.openaiModel === undefined) return 'OPENAI_MODEL: is missing.';
      return createOpenaiEngine({ url: config.openaiUrl, key: config.openaiKey, model: config.openaiModel });
    case 'phrasebook':
      if (config.phrasebookFile === undefined) return 'PHRASEBOOK_FILE: is missing.';
      return createPhrasebookEngine({ file: config.phrasebookFile, assumedSource });
  }
}

function notInstalled(config: Config['translation']): string {
  return config.apertiumPath === undefined
    ? 'TRANSLATE_ENGINES: apertium is not installed (apt-get install apertium apertium-eng-spa), and APERTIUM_PATH is not set.'
    : `APERTIUM_PATH: no pair of languages is installed under ${config.apertiumPath}.`;
}

function describeEngine(engine: Engine): EngineDescription {
  const tags = engine.languages().map(({ tag }) => tag);
  const serves = tags.length > 12 ? `${tags.length} languages` : tags.join(', ');
  return { engine: engine.name, serves, metered: engine.metered, where: engine.where };
}
