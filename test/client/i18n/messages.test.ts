import { describe, expect, it } from 'vitest';
import { dictionaryLoaders } from '../../../client/i18n/dictionary-loaders.ts';
import { en } from '../../../client/i18n/en.ts';
import { createMessages, type Dictionary, loadMessages } from '../../../client/i18n/messages.ts';

describe('the words of the interface', () => {
  it('take values', () => {
    const say = createMessages('en', en);
    expect(say('jumpToLive', { count: 3 })).toBe('Jump to live · 3 new');
    expect(say('changeLanguage', { language: 'Deutsch' })).toContain('Deutsch');
  });

  it('follow the plural of their language', () => {
    const dictionary: Dictionary = { ...en, jumpToLive: { one: '{count} nuevo', other: '{count} nuevos' } };
    const say = createMessages('es', dictionary);
    expect([say('jumpToLive', { count: 1 }), say('jumpToLive', { count: 2 })]).toEqual([
      '1 nuevo',
      '2 nuevos',
    ]);
  });

  it("come in the browser's first language that exists", async () => {
    expect((await loadMessages(['xx', 'es-MX', 'en'], dictionaryLoaders)).locale).toBe('es');
    expect((await loadMessages(['en-GB', 'es'], dictionaryLoaders)).locale).toBe('en');
    expect((await loadMessages(['xx'], dictionaryLoaders)).locale).toBe('en');
  });

  it('fall back to English when they cannot be loaded', async () => {
    const broken = { es: () => Promise.reject(new Error('offline')) };
    expect((await loadMessages(['es'], broken)).locale).toBe('en');
  });

  it.each(Object.keys(dictionaryLoaders))('keep every placeholder in %s', async (locale) => {
    const dictionary = await dictionaryLoaders[locale]?.();
    for (const [key, message] of Object.entries(dictionary ?? {})) {
      const source = Object.entries(en).find(([name]) => name === key)?.[1];
      expect(placeholders(message), key).toEqual(placeholders(source));
    }
  });
});

function placeholders(message: unknown): string[] {
  return [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
}
