/** Covers client/i18n/message-values.ts. */
import { describe, expect, it } from 'vitest';
import { english } from '../../../client/i18n/dictionaries.ts';
import { createMessages, type Dictionary } from '../../../client/i18n/messages.ts';

describe('the words of the interface', () => {
  it('take values', () => {
    const say = createMessages('en', english);
    expect(say('jumpToLive', { count: 3 })).toBe('Jump to live · 3 new');
    expect(say('changeLanguage', { language: 'Deutsch' })).toContain('Deutsch');
  });

  it('write numbers as their language does', () => {
    expect(createMessages('en', english)('jumpToLive', { count: 1_234 })).toContain('1,234');
    expect(createMessages('de', english)('jumpToLive', { count: 1_234 })).toContain('1.234');
  });

  it('follow the plurals of their language', () => {
    const dictionary: Dictionary = {
      ...english,
      jumpToLive: { one: 'one', two: 'two', few: 'few', other: 'other' },
    };
    const of = (locale: string) =>
      [1, 2, 3, 100].map((count) => createMessages(locale, dictionary)('jumpToLive', { count }));
    expect(of('es')).toEqual(['one', 'other', 'other', 'other']);
    expect(of('ar')).toEqual(['one', 'two', 'few', 'other']);
    expect(of('ja')).toEqual(['other', 'other', 'other', 'other']);
  });
});
