import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLines, foldQuery } from '../../../../client/captions/search/line-search.ts';
import { findFolded } from '../../../../shared/search/folded-text.ts';
import { aCaption, aGap } from '../../../support/caption-lines.ts';

const marked = (text: string, query: string) =>
  findFolded(text, foldQuery(query)).map(([start, end]) => text.slice(start, end));

describe('words in captions', () => {
  it.each([
    ['La Acción y la acción', 'accion', ['Acción', 'acción']],
    ['Straße', 'STRASSE', ['Straße']],
    ['Łódź', 'lodz', ['Łódź']],
    ['ガラス', 'カラス', []],
    ['한국어', '하', []],
    ['ßs', 's', ['ß', 's']],
    ['e\u0301lan and élan', 'elan', ['e\u0301lan', 'élan']],
    ['two   blanks', 'two blanks', ['two   blanks']],
    ['カタカナのﾃｽﾄ', 'テスト', ['ﾃｽﾄ']],
    ['کتاب كِتَاب', 'كتاب', ['كِتَاب']],
    ['किताब', 'कताब', []],
    ['ﬁne', 'fi', ['ﬁ']],
    ['👩‍💻 aaa', 'aa', ['aa']],
    ['nothing', '', []],
  ])('%s: %s', (text, query, found) => {
    expect(marked(text, query)).toEqual(found);
  });

  it('are found in the text, the original and the name of a caption', () => {
    const lines = [
      aCaption(1, { text: 'Una hoja' }),
      aGap(2, 4_000),
      aCaption(3, { original: { language: 'en', text: 'A sheet, hojaldre' } }),
      aCaption(4, { speaker: { id: 's2', name: 'Hoja Pérez' } }),
      aCaption(5),
    ];
    expect(findLines(lines, foldQuery('  HOJA '))).toEqual(['c1', 'c3', 'c4']);
    expect(findLines(lines, foldQuery(' '))).toEqual([]);
  });

  it('stand where the ranges say, in reading order, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
        (text, query) => {
          const folded = foldQuery(query);
          let end = 0;
          for (const [start, stop] of findFolded(text, folded)) {
            expect(start).toBeGreaterThanOrEqual(end);
            expect(stop).toBeGreaterThan(start);
            end = stop;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
