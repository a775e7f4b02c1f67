import type { Engine } from '../engine.ts';
import { languageTable } from '../languages/language-table.ts';
import { sourceEntry, variantEntry } from '../languages/languages.ts';
import { TranslationError } from '../translation-error.ts';
import { GOOGLE_CEILING } from '../translation-limits.ts';
import { serviceHost } from './service-host.ts';
import { builtInEngine, callService } from './translate-client.ts';

const GOOGLE_ORIGIN = 'https://translate.googleapis.com';

/**
 * Google's keyless endpoint: unofficial, without a contract, and refused at times (since August 2026 often, by network
 * address). Best effort only. `url`: another origin with the same paths.
 */
export function createGoogleEngine(options: { readonly url?: string | undefined }): Engine {
  const origin = options.url === undefined ? undefined : new URL(options.url).origin;
  const engine = builtInEngine('google');
  return {
    name: 'google',
    origin: 'machine',
    metered: false,
    // Free, but frequent calls lead to the refusal.
    takesDrafts: false,
    acceptsContext: false,
    takesTerms: 'placeholders',
    limits: { concurrency: 4, ceiling: GOOGLE_CEILING, perSecond: 20 },
    sentTo: serviceHost(origin ?? GOOGLE_ORIGIN),
    where: `${origin ?? GOOGLE_ORIGIN} (unofficial, no contract: what is said goes to Google)`,
    languages: () =>
      languageTable
        .filter((entry) => entry.google !== undefined && !entry.sourceOnly)
        .map(({ tag }) => ({ tag })),
    supports: (_sourceLanguage, targetLanguage) => variantEntry(targetLanguage)?.google !== undefined,
    translate: async ({ text, sourceLanguage, targetLanguage, signal }) => {
      const to = variantEntry(targetLanguage)?.google;
      if (to === undefined)
        throw new TranslationError('google', 'language', `does not offer ${targetLanguage}`);
      const answer = await callService({
        name: 'google',
        engine,
        text,
        from: sourceEntry(sourceLanguage)?.google ?? 'auto',
        to,
        ...(origin === undefined ? {} : { origin }),
        signal,
        explain,
      });
      return { text: answer };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** The "Sorry…" page: 429 or 403 in HTML, or a redirect to it. Asking again prolongs it. */
function explain(status: number, body: string, headers: Headers): TranslationError | undefined {
  const page = /<title>[^<]*sorry|unusual traffic|automated queries/i.test(body);
  const redirect = status >= 300 && status < 400 && /\/sorry\//.test(headers.get('location') ?? '');
  if (page || redirect || status === 403) {
    return new TranslationError('google', 'refused', 'refuses calls from this address', { status });
  }
  return undefined;
}
