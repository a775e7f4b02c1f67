import { describe, expect, it } from 'vitest';
import {
  initialLanguage,
  parseRecent,
  suggestedLanguage,
  withRecent,
} from '../../../client/languages/language-choice.ts';

describe('the language a panel opens in', () => {
  const facts = { saved: undefined, target: 'es', browser: ['de-AT'] };

  it("is the saved choice, else the server's", () => {
    expect(initialLanguage({ ...facts, saved: 'ja' })).toBe('ja');
    expect(initialLanguage(facts)).toBe('es');
  });

  it.each([
    [['de-AT'], 'de'],
    [['zh-TW'], 'zh-Hant'],
    [['pt-PT'], 'pt-PT'],
    [[], 'en'],
  ])("is the browser's when the server says auto: %o", (browser, language) => {
    expect(initialLanguage({ saved: undefined, target: 'auto', browser })).toBe(language);
  });

  it("offers the browser's language until a choice was made", () => {
    expect(suggestedLanguage(facts)).toBe('de');
    expect(suggestedLanguage({ ...facts, saved: 'fr' })).toBeUndefined();
    expect(suggestedLanguage({ ...facts, browser: ['es-MX'] })).toBeUndefined();
  });

  it('remembers the last four', () => {
    expect(['a', 'b', 'c', 'd', 'b', 'e'].reduce<readonly string[]>(withRecent, [])).toEqual([
      'e',
      'b',
      'd',
      'c',
    ]);
    expect(parseRecent(['de', 3, null])).toEqual(['de']);
    expect(parseRecent('de')).toEqual([]);
  });
});
