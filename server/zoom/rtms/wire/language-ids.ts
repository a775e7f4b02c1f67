import { baseLanguage, canonicalTag, scriptOf, UNDETERMINED } from '../../../../shared/language.ts';

/** RTMS_TRANSCRIPT_LANGUAGE: the id is the index. 0 is Arabic; -1 means unset. */
const tags: readonly string[] = [
  'ar',
  'bn',
  'yue',
  'ca',
  'zh-Hans',
  'zh-Hant',
  'cs',
  'da',
  'nl',
  'en',
  'et',
  'fi',
  'fr-CA',
  'fr-FR',
  'de',
  'he',
  'hi',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'ms',
  'fa',
  'pl',
  'pt',
  'ro',
  'ru',
  'es',
  'sv',
  'fil',
  'ta',
  'te',
  'th',
  'tr',
  'uk',
  'vi',
];

/** The tag of Zoom's id; `und` for -1, unknown and missing ones. */
export function languageTagOf(id: number | undefined): string {
  return id === undefined ? UNDETERMINED : (tags[id] ?? UNDETERMINED);
}

/** Zoom's id of a tag: exact, then by script (`zh-TW` → Traditional), then by base language (`pt-BR` → Portuguese). */
export function languageIdOf(tag: string): number | undefined {
  const wanted = canonicalTag(tag === 'tl' ? 'fil' : tag);
  if (wanted === undefined) return undefined;
  const exact = tags.indexOf(wanted);
  if (exact >= 0) return exact;
  const sameScript = tags.findLastIndex(
    (known) => baseLanguage(known) === baseLanguage(wanted) && scriptOf(known) === scriptOf(wanted),
  );
  return sameScript >= 0 ? sameScript : undefined;
}
