import {
  canonicalTag,
  readsAs,
  remembered,
  type ServedLanguage,
  scriptOf,
  textDirection,
} from '../../../shared/language.ts';
import type { Engine } from '../engine.ts';
import { type LanguageEntry, languageTable } from './language-table.ts';

/** The entry of a target language that any engine may offer. */
export function targetEntry(tag: string): LanguageEntry | undefined {
  const entry = entryOf(tag);
  return entry?.sourceOnly === true ? undefined : entry;
}

/** The entry of a target language for an engine that writes it, or its base language in its place when another one fails. */
export function variantEntry(tag: string): LanguageEntry | undefined {
  return entryOf(tag);
}

/** The entry of a spoken language: exact (`fr-CA` and `pt` included), else the nearest. */
export function sourceEntry(tag: string): LanguageEntry | undefined {
  const found = nearestTag(tag, (candidate) => entryOf(candidate) !== undefined);
  return found === undefined ? undefined : entryOf(found);
}

/**
 * The tag that serves `tag`: itself, else `pt`→`pt-BR`, `zh`→`zh-Hans`, `no`→`nb`, else without its region; never another
 * script, so that `zh-TW` becomes `zh-Hant` and `sr-Latn` is not read as Cyrillic.
 */
export function nearestTag(tag: string, served: (tag: string) => boolean): string | undefined {
  return candidatesFor(tag).find(served);
}

/** What may serve a tag, the nearest first. */
const candidatesFor = remembered((tag): readonly string[] => {
  const canonical = canonicalTag(tag);
  if (canonical === undefined) return [];
  const locale = new Intl.Locale(canonical);
  const script = scriptOf(canonical);
  const bare = locale.language;
  const candidates = [canonical, ...aliasesOf(canonical)];
  if (script !== undefined) candidates.push(`${bare}-${script}`);
  if (script === scriptOf(bare)) candidates.push(...aliasesOf(bare), bare);
  return candidates;
});

/** The source languages that Zoom can name. */
export const spokenLanguages: readonly string[] = languageTable.flatMap(({ tag, rtms }) =>
  rtms === undefined ? [] : [tag],
);

type OfferingEngine = Pick<Engine, 'name' | 'languages' | 'supports'>;

/** Is `tag` one of the `servedLanguages`? */
export function isServed(
  engines: readonly OfferingEngine[],
  sources: readonly string[],
  tag: string,
): boolean {
  return engines.some(
    (engine) =>
      engine.languages().some((language) => language.tag === tag) && isReached(engine, sources, tag),
  );
}

/** The target languages of speech in one of `sources`, translated or as it was said. Sorted by tag. */
export function servedLanguages(
  engines: readonly OfferingEngine[],
  sources: readonly string[],
): readonly ServedLanguage[] {
  const byTag = new Map<string, { engines: string[]; via: (string | undefined)[] }>();
  for (const engine of engines) {
    for (const { tag, via } of engine.languages()) {
      if (!isReached(engine, sources, tag)) continue;
      const known = byTag.get(tag) ?? { engines: [], via: [] };
      known.engines.push(engine.name);
      known.via.push(via);
      byTag.set(tag, known);
    }
  }
  return [...byTag]
    .map(([tag, { engines: names, via }]) => {
      const only = via.every((language) => language !== undefined) ? via[0] : undefined;
      return { ...describeLanguage(tag), engines: names, ...(only === undefined ? {} : { via: only }) };
    })
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** English name, own name and direction. */
export function describeLanguage(tag: string): Pick<ServedLanguage, 'tag' | 'name' | 'nativeName' | 'dir'> {
  const entry = entryOf(tag);
  const name = entry?.english ?? displayName('en', tag) ?? tag;
  return {
    tag,
    name,
    nativeName: entry?.native ?? displayName(tag, tag) ?? name,
    dir: entry?.dir ?? textDirection(tag),
  };
}

function isReached(engine: OfferingEngine, sources: readonly string[], tag: string): boolean {
  return sources.some((source) => engine.supports(source, tag) || readsAs(source, tag));
}

function entryOf(tag: string): LanguageEntry | undefined {
  return languageTable.find((entry) => entry.tag === tag);
}

function aliasesOf(tag: string): readonly string[] {
  const alias = new Map([
    ['pt', 'pt-BR'],
    ['zh', 'zh-Hans'],
    ['no', 'nb'],
    ['gom', 'kok'],
  ]).get(tag);
  return alias === undefined ? [] : [alias];
}

/** `Intl` falls back to the system's language for a locale it has no data for: that name would be in the wrong language. */
function displayName(inLanguage: string, tag: string): string | undefined {
  const names = new Intl.DisplayNames([inLanguage], { type: 'language', fallback: 'none' });
  const resolved = names.resolvedOptions().locale;
  if (new Intl.Locale(resolved).language !== new Intl.Locale(inLanguage).language) return undefined;
  return names.of(tag);
}
