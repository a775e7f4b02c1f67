import type { Logger } from '../../../logger.ts';
import type { Engine } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import { LIBRE_CEILING } from '../../translation-limits.ts';
import { serviceHost } from '../service-host.ts';
import { builtInEngine, callService } from '../translate-client.ts';
import { createLibreLanguages } from './libre-languages.ts';

/** A LibreTranslate server. `url` is its full `/translate` address; the package appends nothing to it. */
export async function createLibreEngine(options: {
  readonly url: string;
  readonly key?: string | undefined;
  readonly logger: Logger;
  readonly now: () => number;
}): Promise<Engine> {
  const engine = builtInEngine('libre');
  const languages = createLibreLanguages({ ...options, translateUrl: options.url });
  await languages.refresh();
  return {
    name: 'libre',
    origin: 'machine',
    metered: false,
    takesDrafts: true,
    acceptsContext: false,
    takesTerms: 'placeholders',
    limits: { concurrency: 4, ceiling: LIBRE_CEILING },
    where: `${new URL(options.url).origin} (LibreTranslate)`,
    sentTo: serviceHost(options.url),
    languages: () => languages.targets(),
    supports: (sourceLanguage, targetLanguage) =>
      languages.pair(sourceLanguage, targetLanguage) !== undefined,
    translate: async ({ text, sourceLanguage, targetLanguage, signal }) => {
      const pair = languages.pair(sourceLanguage, targetLanguage);
      if (pair === undefined) {
        throw new TranslationError(
          'libre',
          'language',
          `does not offer ${sourceLanguage} to ${targetLanguage}`,
        );
      }
      try {
        const answer = await callService({
          name: 'libre',
          engine,
          text,
          ...pair,
          ...(options.key === undefined ? {} : { key: options.key }),
          url: options.url,
          signal,
          explain,
        });
        return { text: answer };
      } catch (error) {
        // The list of languages is out of date.
        if (error instanceof TranslationError && error.kind === 'language') void languages.refresh();
        throw error;
      }
    },
    [Symbol.asyncDispose]: () => languages[Symbol.asyncDispose](),
  };
}

/** 400 "xx is not available as a target language from yy" or "xx is not supported". */
function explain(status: number, body: string): TranslationError | undefined {
  if (status === 400 && /not (available|supported)/i.test(body)) {
    return new TranslationError('libre', 'language', 'does not offer the pair', { status });
  }
  return undefined;
}
