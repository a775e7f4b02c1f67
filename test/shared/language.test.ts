import { describe, expect, it } from 'vitest';
import {
  baseLanguage,
  canonicalTag,
  isUnspaced,
  readsAs,
  scriptOf,
  textDirection,
} from '../../shared/language.ts';

it.each([
  ['PT-br', 'pt-BR'],
  [' zh_hant ', 'zh-Hant'],
  ['iw', 'he'],
  ['not a tag', undefined],
])('writes the tag %j as %j', (tag, canonical) => {
  expect(canonicalTag(tag)).toBe(canonical);
});

it('derives base language, script and direction from a tag', () => {
  expect(baseLanguage('pt-BR')).toBe('pt');
  expect([scriptOf('zh'), scriptOf('zh-TW'), scriptOf('ms-Arab')]).toEqual(['Hans', 'Hant', 'Arab']);
  expect(['ar', 'dv', 'ms-Arab', 'ms'].map(textDirection)).toEqual(['rtl', 'rtl', 'rtl', 'ltr']);
  expect(['ja', 'yue', 'th', 'ko', 'es'].map(isUnspaced)).toEqual([true, true, true, false, false]);
});

describe('a reader', () => {
  it.each([
    ['pt', 'pt-BR', true],
    ['zh-Hans', 'zh-CN', true],
    ['zh-Hans', 'zh-Hant', false],
    ['en', 'es', false],
    ['und', 'und', false],
  ])('of speech in %s understands %s: %s', (source, target, reads) => {
    expect(readsAs(source, target)).toBe(reads);
  });
});
