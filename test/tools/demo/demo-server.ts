import { CaptionServer } from '../../../server/caption-server.ts';
import { ConfigError, loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/logger.ts';
import { createTranslation } from '../../../server/translation/create-translation.ts';
import { installedModels } from '../../../server/translation/engines/local/models/model-folder.ts';
import { withPretendEngine } from './glossary/pretend-translation.ts';
import { chainFrom } from './typed-sentences.ts';

interface DemoServerOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Where engines for typed sentences are configured. */
  readonly engineEnvironment: Readonly<Record<string, string | undefined>>;
  /** Where translation models may be stored. */
  readonly modelsFolder?: string | undefined;
  readonly directory: string;
}

export interface DemoServer {
  readonly server: CaptionServer;
  readonly translation: ReturnType<CaptionServer['describeTranslation']>;
  /** Where sentences go that the phrasebook does not hold; empty when they stay on this machine. */
  readonly outside: readonly string[];
}

/** The phrasebook knows the dialogue; what is typed goes to engines of the environment, to stored models and to Apertium. */
export async function createDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { engines, environment } = chainFrom(options.engineEnvironment);
  const { modelsFolder = 'none' } = options;
  const local = installedModels(modelsFolder).size > 0 ? ['local'] : [];
  const server = await createServer(options, ['phrasebook', ...engines, ...local], {
    ...environment,
    LOCAL_MODELS_DIR: modelsFolder,
    LOCAL_MODELS_DOWNLOAD: 'never',
  });
  const translation = server.describeTranslation();
  const outside = translation.filter(({ where }) => !staysHere.test(where)).map(({ where }) => where);
  return { server, translation, outside };
}

const staysHere = /this machine|\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;

async function createServer(
  { environment, directory }: DemoServerOptions,
  engines: readonly string[],
  engineEnvironment: Readonly<Record<string, string>>,
): Promise<CaptionServer> {
  // The terminal is for people: only what has gone wrong for good.
  const logger = createLogger('error');
  const create = async (chain: readonly string[]) => {
    const variables = { ...engineEnvironment, ...environment, TRANSLATE_ENGINES: chain.join(',') };
    const config = loadConfig(variables, directory);
    const { sourceLanguage } = config;
    const translation = await createTranslation(config.translation, { sourceLanguage, logger });
    const overrides = { translation: withPretendEngine(translation) };
    return CaptionServer.create(config, { logger, overrides });
  };
  try {
    return await create([...engines, 'apertium']);
  } catch (error) {
    // Apertium is not installed. Another fault is thrown again.
    if (!(error instanceof ConfigError)) throw error;
    return create(engines);
  }
}
