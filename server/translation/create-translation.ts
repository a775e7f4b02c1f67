import { readsAs, type ServedLanguage } from '../../shared/language.ts';
import type { Meter } from '../../shared/meter.ts';
import type { Translator } from '../captions/ports/translator.ts';
import type { Config } from '../config/config.ts';
import type { SourceLanguage } from '../config/config-schema.ts';
import type { Logger } from '../logger.ts';
import { createEngines } from './create-engines.ts';
import type { Engine } from './engine.ts';
import { createEngineChain } from './engine-chain.ts';
import {
  isServed,
  nearestTag,
  servedLanguages,
  spokenLanguages,
  targetEntry,
} from './languages/languages.ts';
import type { EngineMeasures } from './metering/engine-measures.ts';
import { type MeterStore, Meters } from './metering/meters.ts';
import type { EngineState } from './pipeline/engine-pipeline.ts';

export interface EngineDescription {
  readonly engine: string;
  /** "246 languages", or their tags when they are few. */
  readonly serves: string;
  readonly metered: boolean;
  /** Where speech goes. */
  readonly where: string;
  /** The host that gets the text; absent: it stays on this machine. */
  readonly sentTo?: string;
}

export interface TranslationService extends Translator, AsyncDisposable {
  /** The languages a reader may choose. Empty when no engine runs. */
  languages(): readonly ServedLanguage[];
  /** With nothing spoken yet: for the configured source, English when it is `auto`. */
  prepare(targetLanguage: string, spoken?: readonly string[]): void;
  /** In the chain's order. */
  describe(): readonly EngineDescription[];
  /** In the chain's order. */
  engineStates(): readonly EngineState[];
  /** The characters each meeting sent to engines, and its budget. */
  readonly meters: Pick<Meters, 'load' | 'isSpent' | 'meter' | 'setBudget' | 'budgetChanged'>;
  /** Removes every sentence of a deleted meeting from memory. */
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
    /** Default: nothing is counted. */
    readonly measures?: EngineMeasures;
    /** Hears when a meeting's budget is spent or lifted. */
    readonly events?: {
      announce(event: 'status-changed' | 'budget-changed', of: { readonly meetingId: string }): void;
    };
    readonly logger: Logger;
    readonly now?: () => number;
    /** With several nodes: the meetings of this one. */
    readonly owned?: { tokenOf(meetingId: string): number | undefined } | undefined;
    /** First pause of an engine's circuit breaker. */
    readonly breakerPauseMs?: number;
  },
): Promise<TranslationService> {
  const { logger, now = Date.now, sourceLanguage } = options;
  const assumedSource = sourceLanguage.mode === 'auto' ? undefined : sourceLanguage.language;
  const engines = await createEngines(config, { logger, now, assumedSource });
  if (engines.length === 0) {
    logger.warn('no translation engine can run: lines stay in the original; see TRANSLATE_ENGINES');
  }
  const breakerPauseMs =
    options.breakerPauseMs === undefined ? {} : { breakerPauseMs: options.breakerPauseMs };
  const meters = new Meters({
    store: options.meterStore ?? nowhere,
    meteredEngines: new Set(engines.filter(({ metered }) => metered).map(({ name }) => name)),
    serverBudget: config.budgetCharacters,
    prices: config.prices,
    owned: options.owned,
    onBudget: (meetingId) => options.events?.announce('status-changed', { meetingId }),
    logger,
  });
  const chain = createEngineChain({
    engines,
    drafts: config.drafts,
    meters,
    measures: options.measures ?? unmeasured,
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
    prepare: (targetLanguage, spoken = []) => {
      for (const source of spoken.length === 0 ? [assumedSource ?? 'en'] : spoken) {
        if (readsAs(source, targetLanguage)) continue;
        for (const engine of engines)
          if (engine.isReady?.(source, targetLanguage) === false) engine.prepare?.(source, targetLanguage);
      }
    },
    describe: () => engines.map(describeEngine),
    engineStates: () => chain.states(),
    meters: {
      load: (meetingId) => meters.load(meetingId),
      isSpent: (meetingId) => meters.isSpent(meetingId),
      meter: async (meetingId) => withModels(await meters.meter(meetingId), engines),
      setBudget: async (meetingId, characters) => {
        await meters.setBudget(meetingId, characters);
        options.events?.announce('budget-changed', { meetingId });
      },
      budgetChanged: (meetingId) => meters.budgetChanged(meetingId),
    },
    forget: (meetingId) => {
      // Entries of the cache name no meeting.
      chain.clear();
      meters.forget(meetingId);
    },
    [Symbol.asyncDispose]: async () => {
      await chain[Symbol.asyncDispose]();
      await meters[Symbol.asyncDispose]();
    },
  };
}

function withModels(meter: Meter, engines: readonly Engine[]): Meter {
  const models = engines.flatMap((engine) => engine.preparations?.() ?? []);
  return models.length === 0 ? meter : { ...meter, models };
}

const unmeasured: EngineMeasures = {
  called: () => undefined,
  took: () => undefined,
  answeredFromCache: () => undefined,
  failed: () => undefined,
  passedOn: () => undefined,
  lostTerms: () => undefined,
};

/** The store of an evaluation. */
const nowhere: MeterStore = {
  load: async () => ({ counts: [] }),
  add: async () => undefined,
  saveBudget: async () => undefined,
};

function describeEngine(engine: Engine): EngineDescription {
  const tags = engine.languages().map(({ tag }) => tag);
  const serves = tags.length > 12 ? `${tags.length} languages` : tags.join(', ');
  const { name, metered, where, sentTo } = engine;
  return { engine: name, serves, metered, where, ...(sentTo === undefined ? {} : { sentTo }) };
}
