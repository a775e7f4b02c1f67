import { type Config, ConfigError } from '../config/config.ts';
import type { EngineName } from '../config/config-schema.ts';
import type { Logger } from '../logger.ts';
import type { Engine } from './engine.ts';
import { createApertiumEngine } from './engines/apertium/apertium.ts';
import { createDeeplEngine } from './engines/deepl.ts';
import { createGoogleEngine } from './engines/google.ts';
import { createLibreEngine } from './engines/libre/libre.ts';
import { createLocalEngine } from './engines/local/local.ts';
import { CatalogError, readCatalog } from './engines/local/models/catalog.ts';
import { ModelStore } from './engines/local/models/model-store.ts';
import { publishedMirrors } from './engines/local/models/published-models.ts';
import { createOpenaiEngine } from './engines/openai/openai.ts';
import { createPhrasebookEngine } from './engines/phrasebook.ts';

export interface Surroundings {
  readonly logger: Logger;
  readonly now: () => number;
  readonly assumedSource: string | undefined;
}

/** The engines that can run, in the configured order. @throws {ConfigError} with every engine that cannot. */
export async function createEngines(
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

/** The engine, or the reason why it cannot run, with the name of the variable. */
async function createEngine(
  name: EngineName,
  config: Config['translation'],
  { logger, now, assumedSource }: Surroundings,
): Promise<Engine | string> {
  switch (name) {
    case 'local':
      return createLocal(config.local, { logger, assumedSource });
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

function createLocal(
  config: Config['translation']['local'],
  { logger, assumedSource }: Pick<Surroundings, 'logger' | 'assumedSource'>,
): Engine | string {
  const { directory: folder, mirrors = publishedMirrors, mayDownload, maxModels } = config;
  const models = new ModelStore({ folder, catalog: catalogIn(folder), mirrors, mayDownload, logger });
  if (models.directions().length === 0)
    return `LOCAL_MODELS_DOWNLOAD: is never, and no translation model is stored in ${folder}.`;
  return createLocalEngine({ models, maxModels, assumedSource, logger });
}

function catalogIn(folder: string) {
  try {
    return readCatalog(folder);
  } catch (error) {
    throw error instanceof CatalogError ? new ConfigError([error.message]) : error;
  }
}
