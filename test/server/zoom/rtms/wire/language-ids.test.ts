import { describe, expect, it } from 'vitest';
import { languageIdOf, languageTagOf } from '../../../../../server/zoom/rtms/wire/language-ids.ts';

describe('languages of RTMS', () => {
  it.each([
    [0, 'ar'],
    [9, 'en'],
    [12, 'fr-CA'],
    [15, 'he'],
    [28, 'es'],
    [30, 'fil'],
    [36, 'vi'],
    [-1, 'und'],
    [37, 'und'],
    [99, 'und'],
    [undefined, 'und'],
  ])('reads id %s as %s', (id, tag) => {
    expect(languageTagOf(id)).toBe(tag);
  });

  it.each([
    ['ar', 0],
    ['es', 28],
    ['es-MX', 28],
    ['pt-BR', 25],
    ['zh-TW', 5],
    ['zh', 4],
    ['zh-Hans', 4],
    ['fr-CA', 12],
    ['fr', 13],
    ['tl', 30],
    ['en-GB', 9],
    ['iw', 15],
    ['nb', undefined],
    ['el', undefined],
    ['not a tag', undefined],
  ])('gives %s the id %s', (tag, id) => {
    expect(languageIdOf(tag)).toBe(id);
  });

  it('gives each tag of the table its own id', () => {
    for (let id = 0; id <= 36; id += 1) expect(languageIdOf(languageTagOf(id))).toBe(id);
  });
});
