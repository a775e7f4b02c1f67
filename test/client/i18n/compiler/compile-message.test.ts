import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileCatalog,
  compileMessage,
  placeholdersOf,
} from '../../../../client/i18n/compiler/compile-message.ts';

describe('compiling an ICU message', () => {
  it.each([
    ['a text', 'Captions', 'Captions'],
    ['placeholders', '{name} joined {place}', '{name} joined {place}'],
    ['a number', '{seconds, number} s', '{seconds} s'],
    ['an apostrophe, as text and doubled', "it's l''{name}", "it's l'{name}"],
    ['what looks like markup', '<b>{name}</b>', '<b>{name}</b>'],
    [
      'a plural',
      '{count, plural, one {# line} other {# lines}}',
      { one: '{count} line', other: '{count} lines' },
    ],
    [
      'text around a plural',
      'Jump · {count, plural, one {# line} other {# lines}} of {name}',
      { one: 'Jump · {count} line of {name}', other: 'Jump · {count} lines of {name}' },
    ],
    [
      'six categories',
      '{count, plural, other {o} zero {z} one {1} two {2} few {f} many {m}}',
      { zero: 'z', one: '1', two: '2', few: 'f', many: 'm', other: 'o' },
    ],
  ])('accepts %s', (_, text, compiled) => {
    expect(compileMessage(text)).toEqual(compiled);
  });

  it.each([
    ['an open brace', '{name joined'],
    ['a plural of another value', '{lines, plural, one {a} other {b}}'],
    ['an ordinal', '{count, selectordinal, one {#st} other {#th}}'],
    ['an offset', '{count, plural, offset:1 one {a} other {b}}'],
    ['an exact number', '{count, plural, =0 {none} other {b}}'],
    ['a category that CLDR lacks', '{count, plural, some {a} other {b}}'],
    ['a plural without "other"', '{count, plural, one {a}}'],
    ['a plural in a plural', '{count, plural, other {{count, plural, other {b}}}}'],
    ['two plurals', '{count, plural, other {a}} {count, plural, other {b}}'],
    ['a selection', '{role, select, host {a} other {b}}'],
    ['a date', '{at, date}'],
    ['a number with a style', '{share, number, percent}'],
    ['a brace as text', "'{'"],
  ])('refuses %s', (_, text) => {
    expect(() => compileMessage(text)).toThrow();
  });

  it('names the key of a message that it refuses', () => {
    expect(() => compileCatalog({ jumpToLive: { defaultMessage: '{count, select, other {a}}' } })).toThrow(
      /^jumpToLive: /,
    );
  });

  it('leaves text as it is that has no braces, whatever its letters', () => {
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !/[{}'#]/.test(text));
    fc.assert(fc.property(texts, (text) => compileMessage(text) === text));
  });
});

describe('the placeholders of a message', () => {
  it('are those of all its forms, each once', () => {
    expect(placeholdersOf('{b} {a} {b}')).toEqual(['a', 'b']);
    expect(placeholdersOf({ one: 'one of {name}', other: '{count}' })).toEqual(['count', 'name']);
  });
});
