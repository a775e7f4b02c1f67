import { baseLanguage, ORIGINAL, scriptOf, UNDETERMINED } from '../../../shared/language.ts';
import { arabicWords } from './ar.ts';
import { germanWords } from './de.ts';
import { englishWords } from './en.ts';
import { spanishWords } from './es.ts';
import type { ExportWords } from './export-words.ts';
import { frenchWords } from './fr.ts';
import { japaneseWords } from './ja.ts';
import { portugueseWords } from './pt.ts';
import { chineseWords } from './zh-hans.ts';

export interface FileWords {
  /** The language of the words. */
  readonly language: string;
  readonly words: ExportWords;
}

/** The words in the language of the file, else in the reader's interface language, else in English. */
export function wordsOf(language: string, interfaceLanguage: string | undefined): FileWords {
  return catalogOf(language) ?? catalogOf(interfaceLanguage ?? 'en') ?? english;
}

/** `{name}` and the like are replaced; what replaces them is not read again. */
export function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w{1,20})\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What a language is called in another one; its tag where nobody knows. */
export function languageName(language: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

const english: FileWords = { language: 'en', words: englishWords };

const catalogs: Readonly<Record<string, FileWords>> = {
  en: english,
  es: { language: 'es', words: spanishWords },
  pt: { language: 'pt', words: portugueseWords },
  fr: { language: 'fr', words: frenchWords },
  de: { language: 'de', words: germanWords },
  ja: { language: 'ja', words: japaneseWords },
  ar: { language: 'ar', words: arabicWords },
  zh: { language: 'zh-Hans', words: chineseWords },
};

function catalogOf(language: string): FileWords | undefined {
  if (language === ORIGINAL || language === UNDETERMINED) return undefined;
  const found = catalogs[baseLanguage(language)];
  // A reader of traditional characters gets other words.
  return found !== undefined && scriptOf(language) === scriptOf(found.language) ? found : undefined;
}
