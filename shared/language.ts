/** Language tags (BCP-47): canonical form, script, direction, intelligibility. */

/** RTMS could not name the language that was spoken. */
export const UNDETERMINED = 'und';

/** The choice "no translation": each line as it was spoken. */
export const ORIGINAL = 'original';

/** A language the engine chain can serve, as `GET /api/languages` lists it. */
export interface ServedLanguage {
  readonly tag: string;
  /** English name. */
  readonly name: string;
  readonly nativeName: string;
  readonly dir: 'ltr' | 'rtl';
  readonly engines: readonly string[];
  /** Set when every engine reaches it only through this language. */
  readonly via?: string;
}

/** More than the languages any engine offers. */
const TAGS_REMEMBERED = 1_000;

const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/** The canonical form of a tag (`PT-br` → `pt-BR`, `iw` → `he`), or `undefined` if it is none. */
export const canonicalTag = remembered((tag): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag.trim().replace(/_/g, '-'))[0];
  } catch {
    return undefined;
  }
});

/** `pt-BR` → `pt`. */
export function baseLanguage(tag: string): string {
  const end = tag.indexOf('-');
  return end === -1 ? tag : tag.slice(0, end);
}

/** The script a language is written in by default, or as its tag says: `zh` → `Hans`, `ms-Arab` → `Arab`. */
export const scriptOf = remembered((tag): string | undefined => {
  try {
    return new Intl.Locale(tag).maximize().script;
  } catch {
    return undefined;
  }
});

/** From the script, because `Intl.Locale`'s `textInfo` is wrong for Divehi, N'Ko and Jawi and missing in old engines. */
export function textDirection(tag: string): 'ltr' | 'rtl' {
  return rightToLeftScripts.has(scriptOf(tag) ?? '') ? 'rtl' : 'ltr';
}

/** Whether a reader of `target` understands `source`: base language and script are equal (`zh-Hans` is not `zh-Hant`). */
export function readsAs(source: string, target: string): boolean {
  if (source === UNDETERMINED || target === UNDETERMINED) return false;
  if (source === target) return true;
  return baseLanguage(source) === baseLanguage(target) && scriptOf(source) === scriptOf(target);
}

/**
 * A function of a tag that computes each tag once: `Intl.Locale` takes microseconds, and every line asks for the same tags.
 * Tags come from outside too, so all are forgotten when they become many.
 */
export function remembered<Value>(compute: (tag: string) => Value): (tag: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (tag) => {
    const found = known.get(tag);
    if (found !== undefined) return found.value;
    if (known.size >= TAGS_REMEMBERED) known.clear();
    const value = compute(tag);
    known.set(tag, { value });
    return value;
  };
}

/** Languages written without blanks between words. */
export function isUnspaced(tag: string): boolean {
  return ['ja', 'zh', 'yue', 'th', 'lo', 'km', 'my', 'bo', 'dz'].includes(baseLanguage(tag));
}
