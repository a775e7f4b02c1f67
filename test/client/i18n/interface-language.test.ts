import { describe, expect, it } from 'vitest';
import { english } from '../../../client/i18n/dictionaries.ts';
import { InterfaceLanguage } from '../../../client/i18n/interface-language.ts';
import type { Dictionary } from '../../../client/i18n/messages.ts';

describe('the language of the interface', () => {
  const loaders = Object.fromEntries(
    ['es', 'ar', 'zh-Hans'].map((tag) => [tag, async () => ({ ...english, appName: tag })]),
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
    arrive({ ...english });
    await first;
    expect(language.state.get().locale).toBe('es');
  });
});
