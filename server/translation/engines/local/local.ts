import { UNDETERMINED } from '../../../../shared/language.ts';
import type { ModelDownload } from '../../../../shared/meter.ts';
import type { Logger } from '../../../logger.ts';
import { maxAnswerCharacters } from '../../answers/answer-size.ts';
import type { Engine } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import { answerInProcess } from '../in-process.ts';
import { LoadedModels, type LoadedModelsOptions } from './loaded-models.ts';
import { LOCAL_BACKLOG, LOCAL_CONCURRENCY } from './local-limits.ts';
import { type Direction, directionName, modelRoute, modelTargets } from './model-routes.ts';
import { type StartThread, startModelThread } from './start-thread.ts';
import type { ModelFiles } from './worker/model-files.ts';

/** Where models come from: a folder, and what can be fetched into it. */
export interface Models {
  /** Those that lie there, and those that can be fetched. */
  directions(): readonly Direction[];
  /** `undefined`: not there, or not yet. */
  files(direction: string): ModelFiles | undefined;
  /** Somebody needs it: fetched in the background, if it can be. */
  want(direction: string): void;
  /** A stored file has changed: not to be loaded again. */
  discard(direction: string, path: string): void;
  /** Models on their way. */
  downloads(): readonly ModelDownload[];
  [Symbol.asyncDispose](): Promise<void>;
}

export interface LocalEngineOptions {
  readonly models: Models;
  readonly maxModels: number;
  /** With an undetermined source; none: such speech is not translated. */
  readonly assumedSource: string | undefined;
  readonly logger: Logger;
  readonly startThread?: StartThread;
  readonly times?: LoadedModelsOptions['times'];
  readonly keepMs?: number;
}

/** Mozilla's neural models in threads of this process. What has no direct model goes through English. */
export function createLocalEngine(options: LocalEngineOptions): Engine {
  const { models, maxModels, assumedSource, logger } = options;
  const loaded = new LoadedModels({
    most: maxModels,
    files: (direction) => models.files(direction),
    onDamaged: (direction, path) => models.discard(direction, path),
    startThread: options.startThread ?? startModelThread,
    logger,
    ...(options.times === undefined ? {} : { times: options.times }),
    ...(options.keepMs === undefined ? {} : { keepMs: options.keepMs }),
  });
  const routeOf = (sourceLanguage: string, targetLanguage: string): readonly string[] | undefined => {
    const from = sourceLanguage === UNDETERMINED ? assumedSource : sourceLanguage;
    const route = from === undefined ? undefined : modelRoute(models.directions(), from, targetLanguage);
    // Both models of a detour are in memory at once.
    return route === undefined || route.length > maxModels ? undefined : route.map(directionName);
  };
  return {
    name: 'local',
    origin: 'machine',
    metered: false,
    takesDrafts: true,
    rewritesDrafts: true,
    acceptsContext: false,
    takesTerms: 'elements',
    limits: { concurrency: LOCAL_CONCURRENCY, backlog: LOCAL_BACKLOG },
    where: 'this machine',
    languages: () => modelTargets(models.directions(), assumedSource ?? 'en'),
    supports: (sourceLanguage, targetLanguage) => routeOf(sourceLanguage, targetLanguage) !== undefined,
    isReady: (sourceLanguage, targetLanguage) =>
      (routeOf(sourceLanguage, targetLanguage) ?? []).every(
        (direction) => models.files(direction) !== undefined && !loaded.isResting(direction),
      ),
    prepare: (sourceLanguage, targetLanguage) => {
      for (const direction of routeOf(sourceLanguage, targetLanguage) ?? [])
        if (models.files(direction) === undefined) models.want(direction);
    },
    preparations: () => models.downloads(),
    translate: async ({ text, sourceLanguage, targetLanguage, isXml = false, signal }) => {
      const route = routeOf(sourceLanguage, targetLanguage);
      if (route === undefined) {
        const what = `does not offer ${sourceLanguage} to ${targetLanguage}`;
        throw new TranslationError('local', 'language', what);
      }
      const work = async () => {
        let current = text;
        for (const direction of route)
          current = await loaded.translate(direction, current, { isMarkup: isXml, signal });
        return current;
      };
      const call = { engine: 'local', maxCharacters: maxAnswerCharacters(text), signal };
      const answer = await answerInProcess(call, work).catch((error: unknown) => {
        const isLate = signal.aborted && route.some((direction) => loaded.isLoading(direction));
        throw isLate && error instanceof TranslationError ? error.uncounted() : error;
      });
      return route.length > 1 ? { text: answer, via: 'en' } : { text: answer };
    },
    [Symbol.asyncDispose]: async () => {
      await models[Symbol.asyncDispose]();
      await loaded[Symbol.asyncDispose]();
    },
  };
}
