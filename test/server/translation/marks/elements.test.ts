import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withElements } from '../../../../server/translation/marks/elements.ts';

const text = 'Ben & Ana <here>';
const matches = [
  { start: 0, end: 3, replacement: 'Ben' },
  { start: 6, end: 9, replacement: 'Ána <i>' },
];
const guarded = withElements(text, matches);

describe('terms as elements round their words', () => {
  it('leave the sentence whole, as markup', () => {
    expect(guarded.text).toBe('<b id="0">Ben</b> &amp; <b id="1">Ana</b> &lt;here&gt;');
    expect(guarded.restore(guarded.text)).toBe('Ben & Ána <i> <here>');
  });

  it('give the replacement for whatever the engine made of the words, in any order', () => {
    expect(guarded.restore('<b id="1">x y</b> y <b id="0">Benito</b>')).toBe('Ána <i> y Ben');
  });

  it('are one when the engine cut an element in two that stand side by side', () => {
    expect(guarded.restore('<b id="0">B</b> <b id="0">en</b>, <b id="1">Ana</b>.')).toBe('Ben, Ána <i>.');
  });

  it.each([
    ['one is lost', '<b id="0">Ben</b> &amp; Ana'],
    ['one is doubled', '<b id="0">Ben</b> y <b id="1">Ana</b> y <b id="0">Ben</b>'],
    ['one was made up', '<b id="0">Ben</b> <b id="1">Ana</b> <b id="2">Cai</b>'],
    ['one is open', '<b id="0">Ben</b> <b id="1">Ana'],
    ['one holds another', '<b id="0">Ben <b id="1">Ana</b></b>'],
    ['an element is of another kind', '<b id="0">Ben</b> <i>und</i> <b id="1">Ana</b>'],
    ['the numbers are none', '<b id="x">Ben</b> <b id="1">Ana</b>'],
  ])('are lost when %s', (_how, answer) => {
    expect(guarded.restore(answer)).toBeUndefined();
  });

  it('leave no markup in any text that comes back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<b id="0">', '<b id="1">', '</b>', '<', '>', 'a', ' ')),
        (pieces) => {
          expect(guarded.restore(pieces.join('')) ?? '').not.toMatch(/<\/?b/);
        },
      ),
    );
  });
});
