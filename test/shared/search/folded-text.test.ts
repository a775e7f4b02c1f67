import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFolded, foldText } from '../../../shared/search/folded-text.ts';

describe('folded text', () => {
  it.each([
    ['Ação', 'acao'],
    ['STRASSE, Straße', 'strasse, strasse'],
    ['two   blanks\n\tand more', 'two blanks and more'],
    ['ﾃｽﾄ', 'テスト'],
    ['Ængstelig Łódź', 'aengstelig lodz'],
    ['مُحَمَّد أحمد', 'محمد احمد'],
  ])('%s is compared as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is what is found in the text it was made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        if (folded !== '') expect(findFolded(text, folded)).toHaveLength(1);
      }),
    );
  });
});
