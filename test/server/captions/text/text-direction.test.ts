import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutTurns } from '../../../../server/captions/text/text-direction.ts';

describe('controls of writing direction', () => {
  it.each([
    ['an override', 'Al\u202Eice', 'Alice'],
    ['embeddings and their end', '\u202Aone\u202B two\u202C\u202D', 'one two'],
    ['an isolate that nothing ends', 'a \u2067b', 'a b'],
    ['an end that ends nothing', 'a\u2069 b', 'a b'],
    ['the outer of two isolates with one end', '\u2067a \u2066b\u2069', 'a \u2066b\u2069'],
    ['the Arabic letter mark', 'a\u061Cb', 'ab'],
  ])('%s goes', (_kind, text, expected) => {
    expect(withoutTurns(text)).toBe(expected);
  });

  it.each([
    'שלום \u200Fabc\u200E.',
    'قال \u2068Ana Ruiz\u2069 نعم',
    '\u2067a \u2066b\u2069 c\u2069',
    'plain',
  ])('marks and whole isolates stay in %j', (text) => {
    expect(withoutTurns(text)).toBe(text);
  });

  it('are balanced afterwards, and every letter is kept', () => {
    const letters = fc.constantFrom(
      'a',
      'ש',
      ' ',
      '\u202A',
      '\u202E',
      '\u202C',
      '\u200E',
      '\u2066',
      '\u2067',
      '\u2068',
      '\u2069',
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (said) => {
        const kept = withoutTurns(said.join(''));
        let depth = 0;
        for (const letter of kept) {
          if (/[\u2066-\u2068]/u.test(letter)) depth += 1;
          if (letter === '\u2069') depth -= 1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        expect(kept).not.toMatch(/[\u202A-\u202E]/u);
        expect(kept.replace(/\p{Bidi_Control}/gu, '')).toBe(said.join('').replace(/\p{Bidi_Control}/gu, ''));
        expect(withoutTurns(kept)).toBe(kept);
      }),
    );
  });
});
