/** Words that a language writes with a capital whatever they mean, so that the capital proves no name. Pure. */
import { baseLanguage, UNDETERMINED } from '../../../../shared/language.ts';
import { furtherCapitals, ordinaryNames } from './words/capitalised-words.ts';

/**
 * A month, a weekday, a country, a language, a people or a city, as `language` writes it: "April" in English, not in
 * Spanish, which writes "abril". In scripts without capitals also ordinary words that are first names.
 */
export function provesNoName(word: string, language: string): boolean {
  const base = baseLanguage(language);
  const languages = base === UNDETERMINED ? interfaceLanguages : [base === 'yue' ? 'zh' : base];
  return languages.some((one) => wordsOf(one).has(word.normalize('NFC')));
}

/** Where the language of a sentence is unknown, it may be any of these. */
const interfaceLanguages = ['en', 'es', 'fr', 'de', 'pt', 'ja', 'zh', 'ar'];

/** Languages in which every noun has a capital. */
export function writesNounsWithCapitals(language: string): boolean {
  return baseLanguage(language) === 'de';
}

const ready = new Map<string, ReadonlySet<string>>();

/** Made at the first sentence of a language, in some milliseconds. */
function wordsOf(language: string): ReadonlySet<string> {
  const known = ready.get(language);
  if (known !== undefined) return known;
  const listed = [furtherCapitals, ordinaryNames].flatMap((lists) => lists.get(language)?.split(' ') ?? []);
  const words = new Set([...calendarWords(language), ...placeWords(language), ...listed]);
  ready.set(language, words);
  return words;
}

/** In the form that stands in a date, where lists of months alone begin with capitals. */
function calendarWords(language: string): readonly string[] {
  return calendars.flatMap((calendar) => {
    const months = new Intl.DateTimeFormat(language, {
      month: 'long',
      day: 'numeric',
      calendar,
      timeZone: 'UTC',
    });
    const weekdays = new Intl.DateTimeFormat(language, {
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    });
    // No month of any calendar is shorter than ten days.
    const someDays = Array.from({ length: 40 }, (_, ten) => Date.UTC(2024, 0, 1 + 10 * ten));
    const week = Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 1 + day));
    return [
      ...someDays.flatMap((day) => partsOf(months, day, 'month')),
      ...week.flatMap((day) => partsOf(weekdays, day, 'weekday')),
    ];
  });
}

/** Of the languages of RTMS: months of these are first names, "Ramadan", "Nisan", "Azar". */
const calendars = ['gregory', 'islamic-civil', 'hebrew', 'persian'];

function partsOf(format: Intl.DateTimeFormat, day: number, type: 'month' | 'weekday'): readonly string[] {
  return format
    .formatToParts(day)
    .flatMap((part) => (part.type === type ? [part.value.normalize('NFC')] : []));
}

function placeWords(language: string): readonly string[] {
  const regions = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const languages = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });
  return codes.flatMap((code) =>
    [regions.of(code), languages.of(code.toLowerCase())].flatMap((name) => name?.normalize('NFC') ?? []),
  );
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Whatever two letters may stand for. */
const codes = letters.flatMap((first) => letters.map((second) => first + second));
