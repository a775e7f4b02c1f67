import { expect, it } from 'vitest';
import { erasureOf } from '../../../../server/captions/model/erasure.ts';

it.each([
  [['so we', 'so we ship'], { erasedWords: 0, finalWords: 3 }],
  [['so they ship', 'so we ship on Monday'], { erasedWords: 2, finalWords: 5 }],
  [['so we ship', ''], { erasedWords: 3, finalWords: 0 }],
  [[], { erasedWords: 0, finalWords: 0 }],
])('counts the words after the shared beginning as erased: %j', (versions, erasure) => {
  expect(erasureOf(versions)).toEqual(erasure);
});
