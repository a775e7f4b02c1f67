/** Languages as people write them at the head of a column: by tag, or by name in an interface language or in their own. */
import { baseLanguage, canonicalTag } from '../../../shared/language.ts';
import { languageTable } from './language-table.ts';

/** The tag of a written language: "es", "ES_mx", "Spanish", "Spanisch", "español (México)", "Spanish (es-MX)". */
export type LanguageNamed = (written: string) => string | undefined;

/** The names are collected at the first question: some ten thousand of them, in a tenth of a second. */
export function createLanguageNames(): LanguageNamed {
  let names: Names | undefined;
  return (written) => {
    if (written.length > MAX_NAME_CHARACTERS) return undefined;
    const tag = canonicalTag(written.trim());
    if (tag !== undefined && isLanguage(baseLanguage(tag))) return tag;
    names ??= { languages: languageNames(), regions: regionNames() };
    return named(written, names);
  };
}

interface Names {
  readonly languages: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, string>;
}

/** "Chinese (Traditional, Hong Kong SAR China)" has 42. */
const MAX_NAME_CHARACTERS = 60;

/** Of the panel, `client/i18n/messages/`. */
const interfaceLanguages = ['en', 'de', 'es', 'fr', 'pt', 'ja', 'zh-Hans', 'ar'] as const;

/** Usual names that CLDR lists under no language or under another word. */
const otherNames: Readonly<Record<string, string>> = {
  bengali: 'bn',
  bengalisch: 'bn',
  cantonese: 'yue',
  castellano: 'es',
  castilian: 'es',
  farsi: 'fa',
  flemish: 'nl-BE',
  mandarin: 'zh',
  norwegian: 'nb',
  tagalog: 'fil',
  汉语: 'zh',
  漢語: 'zh',
  普通话: 'zh',
  國語: 'zh-Hant',
  '中文(繁體)': 'zh-Hant',
  日语: 'ja',
};

function named(written: string, { languages, regions }: Names): string | undefined {
  const whole = languages.get(folded(written));
  if (whole !== undefined) return whole;
  const [, language = '', place = ''] = /^([^(（]*)[(（]([^)）]*)[)）]$/u.exec(written.trim()) ?? [];
  const tag = languages.get(folded(language));
  if (tag === undefined) return undefined;
  const told = canonicalTag(place);
  if (told !== undefined && baseLanguage(told) === baseLanguage(tag)) return told;
  const region = regions.get(folded(place));
  return region === undefined ? undefined : `${baseLanguage(tag)}-${region}`;
}

/** A language of the table wins over others of the same name, and the first name over the later ones. */
function languageNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string | undefined, tag: string) => {
    const key = folded(name ?? '');
    if (key !== '' && !names.has(key)) names.set(key, tag);
  };
  const displays = interfaceLanguages.flatMap((locale) =>
    displayStyles.map((style) => new Intl.DisplayNames([locale], { type: 'language', ...style })),
  );
  const bases = languageTable.map(({ tag }) => baseLanguage(tag));
  const tags = [...new Set([...languageTable.map(({ tag }) => tag), ...bases, 'no'])];
  for (const { tag, english, native } of languageTable) {
    add(english, tag);
    add(native, tag);
  }
  for (const [name, tag] of Object.entries(otherNames)) add(name, tag);
  for (const display of displays) for (const tag of tags) add(display.of(tag), tagOf(tag));
  for (const tag of tags) add(ownName(tag), tagOf(tag));
  return names;
}

/** Of the two written forms the one that engines offer as Norwegian. */
function tagOf(tag: string): string {
  return tag === 'no' ? 'nb' : tag;
}

const displayStyles = [
  { languageDisplay: 'dialect', fallback: 'none' },
  { languageDisplay: 'standard', fallback: 'none' },
  { style: 'short', fallback: 'none' },
] as const;

/** `Intl` names a language it has no data for in the language of the system: that is no own name. */
function ownName(tag: string): string | undefined {
  const names = new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' });
  return baseLanguage(names.resolvedOptions().locale) === baseLanguage(tag) ? names.of(tag) : undefined;
}

function regionNames(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = [...letters.flatMap((first) => letters.map((second) => first + second)), '419'];
  const names = new Map<string, string>();
  for (const locale of interfaceLanguages)
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames([locale], { type: 'region', style, fallback: 'none' });
      for (const code of codes) {
        const key = folded(display.of(code) ?? '');
        if (key !== '' && !names.has(key)) names.set(key, code);
      }
    }
  return names;
}

/** Names compare without case, accents, width and blanks: "Français", "FRANCAIS", "Ｆｒａｎｃａｉｓ". */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u0653-\u0655\p{Cf}\s]/gu, '')
    .toLowerCase();
}

const englishNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const tableBases: ReadonlySet<string> = new Set(languageTable.map(({ tag }) => baseLanguage(tag)));

/** Registered languages have two or three letters, and not every word of three letters is one: "ref". */
function isLanguage(base: string): boolean {
  return base.length <= 3 && (tableBases.has(base) || englishNames.of(base) !== undefined);
}
