/** Covers server/record/search/search-words.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippetOf } from '../../../../server/record/search/search-snippet.ts';
import { searchWords } from '../../../../server/record/search/search-words.ts';

const marked = (text: string, typed: string) => {
  const snippet = snippetOf(text, searchWords(typed));
  return snippet?.ranges.map(([start, end]) => snippet.text.slice(start, end));
};

describe('typed words', () => {
  it.each([
    ['  Budget  MARCH ', ['budget', 'march']],
    ['"for march" budget', ['for march', 'budget']],
    ['say say say', ['say']],
    ['« deux mots »', ['deux mots']],
    ['""', []],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
  ])('%s', (typed, words) => {
    expect(searchWords(typed)).toEqual(words);
  });
});

describe('the part of a line that is shown', () => {
  it.each([
    ['The planning of plans', 'plan', ['planning', 'plans']],
    ['会議の予算について', '予算', ['予算']],
    ['Ein Straßenfest', 'strasse', ['Straßenfest']],
    ['نناقش الميزانية اليوم', 'ميزانية', ['الميزانية']],
    ['one two', 'two one', ['one', 'two']],
    ['one two', 'one three', undefined],
  ])('marks whole words, where the writing has them: %s', (text, typed, words) => {
    expect(marked(text, typed)).toEqual(words);
  });

  it('has the first found word, and says what is cut off', () => {
    const filler = 'several words that nobody looks for, ';
    const snippet = snippetOf(`${filler.repeat(8)}the needle${filler.repeat(8)}`, ['needle']);
    expect(snippet?.text.length).toBeLessThan(260);
    expect(snippet?.text).toContain('the needle');
    expect(snippet).toMatchObject({ cutStart: true, cutEnd: true });
    expect(snippet?.text).toMatch(/^\p{L}/u);
  });

  it('is a part of the line, with its ranges in it, whatever the line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
        (text, typed) => {
          const snippet = snippetOf(`${text}${typed}${text}`, searchWords(typed));
          if (snippet === undefined) return;
          expect(`${text}${typed}${text}`).toContain(snippet.text);
          let before = 0;
          for (const [start, end] of snippet.ranges) {
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeGreaterThan(start);
            before = end;
          }
          expect(before).toBeLessThanOrEqual(snippet.text.length);
        },
      ),
    );
  });
});
