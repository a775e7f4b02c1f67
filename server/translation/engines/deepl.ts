import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { type LanguageEntry, languageTable } from '../languages/language-table.ts';
import { sourceEntry, variantEntry } from '../languages/languages.ts';
import { MarkupRefused, TranslationError } from '../translation-error.ts';
import { CONTEXT_SENTENCES, PAID_SERVICE_CEILING } from '../translation-limits.ts';
import { serviceHost } from './service-host.ts';
import { callService, type PackageEngine } from './translate-client.ts';

/**
 * DeepL v2 with the key in a header: keys in the address, as the package sends them, are refused since 2026-01-15, and would
 * stand in every proxy's log. `url`: a base such as `https://api.deepl.com/v2`, or the full `/translate` address.
 */
export function createDeeplEngine(options: {
  readonly key: string;
  readonly url?: string | undefined;
  readonly formality?: Formality;
}): Engine {
  const address = translateAddress(options.url, options.key);
  const formality = formalities[options.formality ?? 'default'];
  return {
    name: 'deepl',
    origin: 'machine',
    metered: true,
    takesDrafts: false,
    acceptsContext: true,
    // Not DeepL's own glossaries: they are kept in the operator's account there, one for each host, meeting and pair, and are
    // to be made anew and deleted with every edit, while names come and go. A tag says the same for one sentence and leaves
    // nothing behind. The price: a tagged term stands as it was written, DeepL would have inflected it.
    takesTerms: 'tags',
    limits: { concurrency: 8, ceiling: PAID_SERVICE_CEILING },
    where: `${new URL(address).origin} (DeepL, under your contract)`,
    sentTo: serviceHost(address),
    languages: () => languageTable.filter(isTarget).map(({ tag }) => ({ tag })),
    supports: (_sourceLanguage, targetLanguage) => {
      const entry = variantEntry(targetLanguage);
      return entry !== undefined && isTarget(entry);
    },
    translate: async ({ text, sourceLanguage, targetLanguage, context, isXml = false, signal }) => {
      const to = variantEntry(targetLanguage)?.deepl;
      if (to === undefined)
        throw new TranslationError('deepl', 'language', `does not offer ${targetLanguage}`);
      const spoken = sourceEntry(sourceLanguage);
      const from = spoken?.deeplSource ?? spoken?.deepl;
      // Context is not billed; it is in the source language.
      const before = context
        .slice(-CONTEXT_SENTENCES)
        .map((pair) => pair.source)
        .join(' ');
      const answer = await callService({
        name: 'deepl',
        engine: requestFor(address, { from, context: before, formality, isXml }),
        text,
        from: from ?? '',
        to,
        key: options.key,
        signal,
        explain,
      });
      return { text: answer };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

type Formality = 'default' | 'more' | 'less';

/** `prefer_…`: a language that does not tell du from Sie is translated all the same; plain `more` would be refused there. */
const formalities = { default: undefined, more: 'prefer_more', less: 'prefer_less' } as const;

/** The version is named: accounts that used tags before December 2025 get the older one by default. Ours is strict XML. */
const xmlHandling = { tag_handling: 'xml', tag_handling_version: 'v2', ignore_tags: ['x'] } as const;

const reply = z.object({ translations: z.tuple([z.object({ text: z.string() })]) });

function requestFor(
  address: string,
  extra: {
    from: string | undefined;
    context: string;
    formality: string | undefined;
    isXml: boolean;
  },
): PackageEngine {
  return {
    fetch: ({ text, to, key }) => [
      address,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `DeepL-Auth-Key ${key ?? ''}` },
        body: JSON.stringify({
          text: [text],
          ...(extra.from === undefined ? {} : { source_lang: extra.from }),
          target_lang: to,
          ...(extra.context === '' ? {} : { context: extra.context }),
          ...(extra.formality === undefined ? {} : { formality: extra.formality }),
          ...(extra.isXml ? xmlHandling : {}),
        }),
      },
    ],
    parse: async (response) => reply.parse(await response.json()).translations[0].text,
  };
}

function explain(status: number, body: string): TranslationError | undefined {
  if (status === 456)
    return new TranslationError('deepl', 'quota', "this period's characters are spent", { status });
  if (status === 400 && /tag.handling|ignore_tags/i.test(body)) return new MarkupRefused('deepl', status);
  if (status === 400 && /(source|target)_lang/i.test(body)) {
    return new TranslationError('deepl', 'language', 'does not offer the pair', { status });
  }
  return undefined;
}

/** `ES-419`, `FR-CA` and the other regional codes are targets; entries with a source code only have no `deepl`. */
function isTarget(entry: LanguageEntry): boolean {
  return entry.deepl !== undefined;
}

function translateAddress(url: string | undefined, key: string): string {
  // Keys of the free plan end in ":fx" and work on their own host only.
  const base = url ?? (key.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com');
  if (base.endsWith('/translate')) return base;
  return /\/v\d+$/.test(base) ? `${base}/translate` : `${base}/v2/translate`;
}
