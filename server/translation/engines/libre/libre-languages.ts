import { z } from 'zod';
import { UNDETERMINED } from '../../../../shared/language.ts';
import type { Logger } from '../../../logger.ts';
import type { TargetLanguage } from '../../engine.ts';
import { languageTable } from '../../languages/language-table.ts';
import { sourceEntry } from '../../languages/languages.ts';
import {
  LANGUAGES_FRESH_MS,
  LANGUAGES_LIMIT_MS,
  LANGUAGES_RETRY_MS,
  MAX_LANGUAGE_LIST_BYTES,
  MAX_LISTED_LANGUAGES,
} from '../../translation-limits.ts';
import { readText } from '../translate-client.ts';

export interface LibreLanguages {
  /** The languages the server lists, or those of the table until the list was read. */
  targets(): readonly TargetLanguage[];
  /** The server's own codes, or `undefined` when it does not offer the pair. */
  pair(sourceLanguage: string, targetLanguage: string): { from: string; to: string } | undefined;
  /** Read the list now, e.g. after the server refused a pair. Never rejects. */
  refresh(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * The languages of a LibreTranslate server, from `GET /languages` next to its `/translate`. Read at the start and again when
 * older than five minutes, in the background: a caption never waits for it.
 */
export function createLibreLanguages(options: {
  readonly translateUrl: string;
  readonly logger: Logger;
  readonly now: () => number;
}): LibreLanguages {
  const address = new URL('languages', options.translateUrl).href;
  const stop = new AbortController();
  let targetsBySource: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  let askAgainAt = 0;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    try {
      targetsBySource = await readLanguages(address, stop.signal);
      askAgainAt = options.now() + LANGUAGES_FRESH_MS;
    } catch (error) {
      askAgainAt = options.now() + LANGUAGES_RETRY_MS;
      if (!stop.signal.aborted) {
        const reason = error instanceof Error ? error.message : 'unknown';
        options.logger.warn({ engine: 'libre', reason }, 'list of languages could not be read');
      }
    }
  };
  const refresh = (): Promise<void> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const refreshWhenOld = (): void => {
    if (options.now() >= askAgainAt && !stop.signal.aborted) void refresh();
  };
  const pair: LibreLanguages['pair'] = (sourceLanguage, targetLanguage) => {
    refreshWhenOld();
    const asked =
      sourceLanguage === UNDETERMINED
        ? undefined
        : codesOf(sourceEntry(sourceLanguage)?.tag ?? sourceLanguage);
    const wanted = codesOf(targetLanguage);
    if (targetsBySource === undefined) {
      const [to] = wanted;
      const from = asked === undefined ? 'auto' : asked[0];
      return to === undefined || from === undefined ? undefined : { from, to };
    }
    for (const code of asked ?? targetsBySource.keys()) {
      const targets = targetsBySource.get(code);
      const to = wanted.find((candidate) => candidate !== code && targets?.has(candidate));
      if (to !== undefined) return { from: asked === undefined ? 'auto' : code, to };
    }
    return undefined;
  };
  return {
    targets: () =>
      languageTable
        .filter(
          (entry) => !entry.sourceOnly && entry.libre !== undefined && pair('und', entry.tag) !== undefined,
        )
        .map(({ tag }) => ({ tag })),
    pair,
    refresh,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await reading;
    },
  };
}

const list = z
  .array(z.object({ code: z.string(), targets: z.array(z.string()).max(MAX_LISTED_LANGUAGES) }))
  .max(MAX_LISTED_LANGUAGES);

async function readLanguages(address: string, stop: AbortSignal): Promise<Map<string, Set<string>>> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LANGUAGES_LIMIT_MS)]);
  const response = await fetch(address, { signal, redirect: 'manual' });
  const body = await readText('libre', response, MAX_LANGUAGE_LIST_BYTES);
  if (!response.ok) throw new Error(`GET /languages answered ${response.status}`);
  return new Map(list.parse(JSON.parse(body)).map(({ code, targets }) => [code, new Set(targets)]));
}

/**
 * LibreTranslate's names of a language, best first: its models are called `zh`, `zt` and `pb`, newer servers list
 * `zh-Hans`, `zh-Hant` and `pt-BR` and take either. Between the two Portuguese it falls back by itself.
 */
function codesOf(tag: string): readonly string[] {
  const code = languageTable.find((entry) => entry.tag === tag)?.libre;
  const others = new Map<string, readonly string[]>([
    ['zh-Hans', ['zh-Hans']],
    ['zh-Hant', ['zh-Hant']],
    ['pt-BR', ['pt-BR', 'pt']],
    ['pt-PT', ['pt-PT', 'pb', 'pt-BR']],
    ['pt', ['pb', 'pt-BR']],
  ]).get(tag);
  return code === undefined ? [] : [code, ...(others ?? [])];
}
