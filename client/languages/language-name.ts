import { ORIGINAL } from '../../shared/language.ts';

/** What its speakers call a language: `de` → `Deutsch`. The tag itself where the browser does not know it. */
export function ownName(tag: string): string {
  return nameIn(tag, tag);
}

/** What the interface calls a language: `de` → `German`. */
export function nameIn(locale: string, tag: string): string {
  if (tag === ORIGINAL) return tag;
  try {
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return tag;
  }
}
