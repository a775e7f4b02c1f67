import { expect, it } from 'vitest';
import { beforeLetters, letterBefore, withoutEnd } from '../../../../server/captions/text/text-ends.ts';

it('reads a surrogate pair as one letter', () => {
  expect(letterBefore('so \u{1F600}', 5)).toBe('\u{1F600}');
  expect(letterBefore('so', 2)).toBe('o');
  expect(letterBefore('so', 0)).toBe('');
});

it('finds where a row of letters begins, and cuts it off', () => {
  expect(beforeLetters('Yes!!! ', 6, /^!$/)).toBe(3);
  expect(beforeLetters('Yes', 3, /^!$/)).toBe(3);
  expect(withoutEnd('(so («', /^[\s(«]$/u)).toBe('(so');
  expect(withoutEnd('!!!', /^!$/)).toBe('');
});
