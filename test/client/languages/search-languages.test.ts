import { describe, expect, it } from 'vitest';
import { searchLanguages } from '../../../client/languages/search-languages.ts';
import { aLanguage } from '../../support/languages.ts';

/** As a panel in Spanish knows them. */
const languages = [
  { ...aLanguage('de', 'German', 'Deutsch'), localName: 'Alemán' },
  { ...aLanguage('es', 'Spanish', 'Español'), localName: 'Español' },
  { ...aLanguage('pt-BR', 'Portuguese (Brazil)', 'Português (Brasil)'), localName: 'Portugués (Brasil)' },
  { ...aLanguage('ar', 'Arabic', 'العربية'), localName: 'Árabe' },
  { ...aLanguage('en', 'English', 'English'), localName: 'Inglés' },
  { ...aLanguage('se', 'Northern Sami', 'davvisámegiella'), localName: 'Sami septentrional' },
];
const original = {
  tag: 'original',
  name: 'Original',
  nativeName: 'Original',
  localName: 'Como se dijo',
  dir: 'ltr',
} as const;

function found(query: string): string[] {
  return searchLanguages({ languages, original, recent: [], current: undefined, browser: [], query })
    .flatMap((group) => group.options)
    .map((option) => option.tag);
}

describe('the language picker finds a language', () => {
  it.each([
    ['its own name', 'deutsch', 'de'],
    ['its own name without accents', 'espanol', 'es'],
    ['its English name', 'Arabic', 'ar'],
    ['its name in the language of the panel', 'aleman', 'de'],
    ['its code', 'pt-br', 'pt-BR'],
    ['a word inside its name', 'brasil', 'pt-BR'],
    ['its own script', 'العر', 'ar'],
    ['the wish for no translation', 'orig', 'original'],
  ])('by %s', (_, query, tag) => {
    expect(found(query)[0]).toBe(tag);
  });

  it('by the exact code before anything that merely contains it', () => {
    expect(found('se')[0]).toBe('se');
  });

  it('and nothing where nothing fits', () => {
    expect(found('klingon')).toEqual([]);
  });

  it('with the last used first, then the likely ones, then all; each once', () => {
    const groups = searchLanguages({
      languages,
      original,
      recent: ['ar'],
      current: 'ar',
      browser: ['de-AT', 'en'],
      query: '',
    });
    expect(groups.map((group) => [group.kind, group.options.map((option) => option.tag)])).toEqual([
      ['recent', ['ar']],
      ['suggested', ['de', 'en', 'original']],
      ['all', ['se', 'es', 'pt-BR']],
    ]);
  });

  it('with the one that is being read at the top, also when nobody has chosen it', () => {
    const groups = searchLanguages({
      languages,
      original,
      recent: [],
      current: 'pt-BR',
      browser: ['en'],
      query: '',
    });
    expect(groups[0]?.options.map((option) => option.tag)).toEqual(['pt-BR', 'en', 'original']);
  });
});
