import { expect, it } from 'vitest';
import { contrastOf, gradeOf, isHexColor } from '../../../client/display/contrast.ts';

// Values that other implementations of WCAG's formula give.
it.each([
  ['#000000', '#ffffff', 21, 'best'],
  ['#ffffff', '#ffffff', 1, 'poor'],
  ['#777777', '#ffffff', 4.48, 'poor'],
  ['#767676', '#ffffff', 4.54, 'good'],
  ['#0000ff', '#ffffff', 8.59, 'best'],
  ['#ff0000', '#ffffff', 4, 'poor'],
] as const)('%s on %s has %d, which is %s', (text, ground, contrast, grade) => {
  expect(contrastOf(text, ground)).toBeCloseTo(contrast, 2);
  expect(contrastOf(ground, text)).toBe(contrastOf(text, ground));
  expect(gradeOf(contrastOf(text, ground))).toBe(grade);
});

it('accepts hexadecimal colours only', () => {
  expect(['#12aBcF', '#123', 'red', '#12345g', 1, null, '#123456;--x:1'].map(isHexColor)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
