/** Covers server/translation/languages/language-table.ts. */
import { describe, expect, it } from 'vitest';
import { languageTable } from '../../../../server/translation/languages/language-table.ts';
import {
  describeLanguage,
  isServed,
  nearestTag,
  servedLanguages,
  sourceEntry,
  spokenLanguages,
  targetEntry,
} from '../../../../server/translation/languages/languages.ts';
import { textDirection } from '../../../../shared/language.ts';
import { manualEngine } from '../stories.ts';

describe('the language table', () => {
  it('holds canonical, unique tags with the direction of their script', () => {
    expect(new Set(languageTable.map(({ tag }) => tag)).size).toBe(languageTable.length);
    for (const { tag, dir } of languageTable) {
      expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
      expect({ tag, dir }).toEqual({ tag, dir: textDirection(tag) });
    }
  });

  it('has every language that Zoom can name, Arabic with its id 0 included', () => {
    const ids = languageTable.flatMap(({ rtms }) => (rtms === undefined ? [] : [rtms])).sort((a, b) => a - b);
    expect(ids).toEqual(Array.from({ length: 37 }, (_value, id) => id));
    expect(languageTable.find(({ rtms }) => rtms === 0)?.tag).toBe('ar');
  });
});

describe('resolving a requested tag', () => {
  const served = (tag: string) => targetEntry(tag) !== undefined;

  it.each([
    ['es', 'es'],
    ['PT-br', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh_HK', 'zh-Hant'],
    ['no', 'nb'],
    ['de-AT', 'de'],
    ['es-419', 'es-419'],
    ['es-MX', 'es'],
    ['iw', 'he'],
    ['tl', 'fil'],
    ['fr-CA', 'fr'],
    ['gom', 'kok'],
  ])('%s is served by %s', (asked, tag) => {
    expect(nearestTag(asked, served)).toBe(tag);
  });

  it('never serves another script, and nothing for what is no tag', () => {
    expect(nearestTag('sr-Latn', served)).toBeUndefined();
    expect(nearestTag('zh-Hant', (tag) => tag === 'zh-Hans')).toBeUndefined();
    expect(nearestTag('not a tag', served)).toBeUndefined();
    expect(nearestTag('und', served)).toBeUndefined();
  });

  it('has Canadian French and bare Portuguese as source languages only', () => {
    expect(sourceEntry('fr-CA')?.tag).toBe('fr-CA');
    expect(sourceEntry('pt')?.tag).toBe('pt');
    expect(targetEntry('fr-CA')).toBeUndefined();
    expect(targetEntry('pt')).toBeUndefined();
  });
});

describe('the languages of a chain', () => {
  it('lists every engine of a language, and a pivot only when all need it', () => {
    const direct = manualEngine('first', { languages: () => [{ tag: 'es' }, { tag: 'fr' }] });
    const pivoting = manualEngine('second', {
      languages: () => [
        { tag: 'fr', via: 'es' },
        { tag: 'it', via: 'es' },
      ],
    });
    expect(servedLanguages([direct, pivoting], ['en'])).toEqual([
      { tag: 'es', name: 'Spanish', nativeName: 'español', dir: 'ltr', engines: ['first'] },
      { tag: 'fr', name: 'French', nativeName: 'français', dir: 'ltr', engines: ['first', 'second'] },
      { tag: 'it', name: 'Italian', nativeName: 'italiano', dir: 'ltr', engines: ['second'], via: 'es' },
    ]);
  });

  it('have own names and directions, and no name in a wrong language', () => {
    expect(describeLanguage('ar')).toEqual({ tag: 'ar', name: 'Arabic', nativeName: 'العربية', dir: 'rtl' });
    expect(describeLanguage('aa').nativeName).toBe('Afar');
    expect(describeLanguage('tlh').name).toBe('Klingon');
  });

  it('are those reached from a spoken language, and the spoken ones', () => {
    const iberian = {
      ...manualEngine('apertium'),
      languages: () => [{ tag: 'en' }, { tag: 'oc' }, { tag: 'es' }],
      supports: (sourceLanguage: string, targetLanguage: string) =>
        (sourceLanguage === 'an' && targetLanguage === 'oc') ||
        (sourceLanguage === 'es' && targetLanguage === 'en'),
    };
    const tags = (sources: readonly string[]) => servedLanguages([iberian], sources).map(({ tag }) => tag);
    expect(tags(['es'])).toEqual(['en', 'es']);
    expect(tags(['de'])).toEqual([]);
    // Zoom never hears Aragonese.
    expect(tags(spokenLanguages)).toEqual(['en', 'es']);
    expect(isServed([iberian], ['es'], 'en')).toBe(true);
    expect(isServed([iberian], ['es'], 'oc')).toBe(false);
  });
});
