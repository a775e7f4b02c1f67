/**
 * Covers client/i18n/ar.ts, client/i18n/de.ts, client/i18n/dictionary-loaders.ts, client/i18n/en.ts,
 * client/i18n/es.ts, client/i18n/fr.ts, client/i18n/interface-language.ts, client/i18n/ja.ts, client/i18n/pt.ts,
 * client/i18n/zh-hans.ts.
 */
import { describe, expect, it } from 'vitest';
import { dictionaryLoaders } from '../../../client/i18n/dictionary-loaders.ts';
import { en } from '../../../client/i18n/en.ts';
import { InterfaceLanguage } from '../../../client/i18n/interface-language.ts';
import { createMessages, type Dictionary } from '../../../client/i18n/messages.ts';

describe('the words of the interface', () => {
  it('take values', () => {
    const say = createMessages('en', en);
    expect(say('jumpToLive', { count: 3 })).toBe('Jump to live · 3 new');
    expect(say('changeLanguage', { language: 'Deutsch' })).toContain('Deutsch');
  });

  it('write numbers as their language does', () => {
    expect(createMessages('en', en)('jumpToLive', { count: 1_234 })).toContain('1,234');
    expect(createMessages('de', en)('jumpToLive', { count: 1_234 })).toContain('1.234');
  });

  it('follow the plurals of their language', () => {
    const dictionary: Dictionary = {
      ...en,
      jumpToLive: { one: 'one', two: 'two', few: 'few', other: 'other' },
    };
    const of = (locale: string) =>
      [1, 2, 3, 100].map((count) => createMessages(locale, dictionary)('jumpToLive', { count }));
    expect(of('es')).toEqual(['one', 'other', 'other', 'other']);
    expect(of('ar')).toEqual(['one', 'two', 'few', 'other']);
    expect(of('ja')).toEqual(['other', 'other', 'other', 'other']);
  });

  it.each(Object.keys(dictionaryLoaders))('keep every placeholder in %s, in every plural', async (locale) => {
    const dictionary = await dictionaryLoaders[locale]?.();
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(dictionary ?? {})) {
      const source = Object.entries(en).find(([name]) => name === key)?.[1] ?? '';
      expect(placeholders(message), key).toEqual(placeholders(source));
      if (typeof source === 'string') continue;
      // A category nobody needs for whole numbers ("many" of French and Spanish: millions) may be left out.
      const given = typeof message === 'string' ? [] : Object.keys(message);
      const missing = needed.filter((category) => !given.includes(category) && category !== 'many');
      expect([key, locale === 'ar' ? needed.filter((one) => !given.includes(one)) : missing]).toEqual([
        key,
        [],
      ]);
    }
  });
});

describe('the language of the interface', () => {
  const loaders = Object.fromEntries(
    ['es', 'ar', 'zh-Hans'].map((tag) => [tag, async () => ({ ...en, appName: tag })]),
  );
  const followed = async (browser: readonly string[], setting: string, captions?: string) => {
    const language = new InterfaceLanguage({ loaders, browser });
    await language.follow(setting, captions);
    return language.state.get().locale;
  };

  it.each([
    [['xx', 'es-MX', 'en'], 'browser', 'ar', 'es'],
    [['en-GB', 'es'], 'browser', 'ar', 'en'],
    [['fi-FI'], 'browser', 'ar', 'ar'],
    [['fi-FI'], 'browser', 'original', 'en'],
    [['en-GB'], 'captions', 'ar-EG', 'ar'],
    [['es'], 'captions', 'fi', 'es'],
    [['es'], 'captions', undefined, 'es'],
    [['es'], 'ar', 'en', 'ar'],
    [['es'], 'nonsense', 'en', 'es'],
    [['zh-CN'], 'browser', undefined, 'zh-Hans'],
    [['zh-TW', 'es'], 'browser', undefined, 'es'],
  ])('%j, as %s, with captions in %s: %s', async (browser, setting, captions, expected) => {
    expect(await followed(browser, setting, captions)).toBe(expected);
  });

  it('stays when the words cannot be loaded', async () => {
    const broken = { es: () => Promise.reject(new Error('offline')) };
    const language = new InterfaceLanguage({ loaders: broken, browser: ['es'] });
    await language.follow('browser', undefined);
    expect(language.state.get().locale).toBe('en');
  });

  it('is the last one chosen, however long the one before takes to load', async () => {
    let arrive: (dictionary: Dictionary) => void = () => undefined;
    const slow = new Promise<Dictionary>((resolve) => {
      arrive = resolve;
    });
    const language = new InterfaceLanguage({
      loaders: { ...loaders, ar: () => slow },
      browser: ['en'],
    });
    const first = language.follow('ar', undefined);
    await language.follow('es', undefined);
    arrive({ ...en });
    await first;
    expect(language.state.get().locale).toBe('es');
  });
});

function placeholders(message: unknown): string[] {
  return [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
}
