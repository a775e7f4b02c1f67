import { canonicalTag, ORIGINAL } from '../../shared/language.ts';

/** What its speakers call a language: `de` → `Deutsch`. The tag itself where the browser does not know it. */
export function ownName(tag: string): string {
  return nameIn(tag, tag);
}

/** What the interface calls a language: `de` → `German`. */
export function nameIn(locale: string, tag: string): string {
  return tag === ORIGINAL ? tag : capitalised(nameWithin(locale, tag), locale);
}

/** The same in the middle of a sentence: `de` → `alemán` in Spanish. */
export function nameWithin(locale: string, tag: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A name that stands alone, as its language begins a sentence: `español` → `Español`. */
export function capitalised(name: string, locale: string): string {
  const [first = ''] = name;
  return first.toLocaleUpperCase(canonicalTag(locale)) + name.slice(first.length);
}
