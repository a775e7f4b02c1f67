import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textSegments } from '../../../../server/captions/text/text-segments.ts';

const word = fc.constantFrom('so', 'we', 'ship', 'it.', '3.5', 'Why?', '我们', 'ไทย', '\u{1F600}', 'Dr.');

describe.each(['word', 'sentence'] as const)('the %ss of a text', (granularity) => {
  it('are what one segmenter finds in the whole of it', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 100, maxLength: 800 }), (words) => {
        const text = words.join(' ');
        const whole = [...new Intl.Segmenter('en', { granularity }).segment(text)];
        const found = [...textSegments(text, 'en', granularity)];
        expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(
          whole.map(({ segment }) => segment),
        );
      }),
      { numRuns: 15 },
    );
  });
});
