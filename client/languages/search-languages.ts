import { ORIGINAL } from '../../shared/language.ts';

/** One entry of the picker. `original` stands for no translation. */
export interface LanguageOption {
  readonly tag: string;
  readonly name: string;
  readonly nativeName: string;
  /** What the interface calls it; it is shown, and found, besides its own and its English name. */
  readonly localName: string;
  readonly dir: 'ltr' | 'rtl';
  readonly via?: string;
}

export interface LanguageGroup {
  readonly kind: 'suggested' | 'recent' | 'all' | 'found';
  readonly options: readonly LanguageOption[];
}

export interface LanguageSearch {
  readonly languages: readonly LanguageOption[];
  readonly original: LanguageOption;
  readonly recent: readonly string[];
  /** The tag that is being read. */
  readonly current: string | undefined;
  /** The browser's languages, best first. */
  readonly browser: readonly string[];
  readonly query: string;
}

/** The picker's list: what fits the query, best match first; without one the likely choices, then all by their own name. */
export function searchLanguages(search: LanguageSearch): readonly LanguageGroup[] {
  const query = fold(search.query);
  if (query !== '')
    return notEmpty([{ kind: 'found', options: ranked([search.original, ...search.languages], query) }]);
  const served = (tag: string): LanguageOption | undefined =>
    tag === ORIGINAL ? search.original : closest(search.languages, tag);
  const recent = distinct(search.recent.map(served), []);
  const reading = search.current === undefined ? undefined : served(search.current);
  const suggested = distinct([reading, ...search.browser.map(served), search.original], recent);
  const all = [...search.languages].sort((a, b) => a.nativeName.localeCompare(b.nativeName));
  return notEmpty([
    { kind: 'recent', options: recent },
    { kind: 'suggested', options: suggested },
    { kind: 'all', options: distinct(all, [...recent, ...suggested]) },
  ]);
}

function notEmpty(groups: readonly LanguageGroup[]): readonly LanguageGroup[] {
  return groups.filter(({ options }) => options.length > 0);
}

/** `de-AT` is offered as `de` where nothing closer is served. */
function closest(languages: readonly LanguageOption[], tag: string): LanguageOption | undefined {
  const base = tag.split('-', 1)[0];
  return (
    languages.find((language) => language.tag.toLowerCase() === tag.toLowerCase()) ??
    languages.find((language) => language.tag === base) ??
    languages.find((language) => language.tag.split('-', 1)[0] === base)
  );
}

function distinct(
  options: readonly (LanguageOption | undefined)[],
  taken: readonly LanguageOption[],
): readonly LanguageOption[] {
  const tags = new Set(taken.map((option) => option.tag));
  const kept: LanguageOption[] = [];
  for (const option of options) {
    if (option === undefined || tags.has(option.tag)) continue;
    tags.add(option.tag);
    kept.push(option);
  }
  return kept;
}

function ranked(options: readonly LanguageOption[], query: string): readonly LanguageOption[] {
  return options
    .map((option) => ({ option, rank: rankOf(option, query) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || a.option.name.localeCompare(b.option.name))
    .map(({ option }) => option);
}

const NO_MATCH = 4;

function rankOf(option: LanguageOption, query: string): number {
  const tag = fold(option.tag);
  const names = [fold(option.nativeName), fold(option.localName), fold(option.name)];
  if (tag === query || names.includes(query)) return 0;
  if (names.some((name) => name.startsWith(query))) return 1;
  if (tag.startsWith(query) || names.some((name) => wordsOf(name).some((word) => word.startsWith(query))))
    return 2;
  return names.some((name) => name.includes(query)) ? 3 : NO_MATCH;
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[\s()-]+/);
}

/** `Español` is found by `espanol`, `ESPAÑOL` and `español`. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim();
}
