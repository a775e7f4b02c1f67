import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import { hasForeignMark } from '../../../../server/translation/marks/marks.ts';
import { isAllTerms, withBrackets, withTags } from '../../../../server/translation/marks/placeholders.ts';

const terms = [{ term: 'Acme' }, { term: 'spreadsheet', replacement: 'hoja de cálculo' }];
const text = 'Acme sent a spreadsheet.';
const guarded = withBrackets(text, termFinder(terms).find(text));

describe('terms as bracketed numbers', () => {
  it('stand in the place of the terms', () => {
    expect(guarded.text).toBe('⟦0⟧ sent a ⟦1⟧.');
  });

  // The manglings that were tried: facts of the field.
  it.each([
    ['unchanged', '⟦0⟧ envió una ⟦1⟧.'],
    ['inner blanks', '⟦ 0 ⟧ envió una ⟦ 1 ⟧.'],
    ['twice', '[[0]] envió una [[1]].'],
    ['other brackets', '【0】 envió una 「1」.'],
    ['full-width', '［０］ envió una （１）.'],
    ['Arabic digits', '⟦٠⟧ envió una ⟦١⟧.'],
    ['Persian digits', '⟦۰⟧ envió una ⟦۱⟧.'],
    ['Devanagari digits', '{०} envió una <१>.'],
    ['guillemets', '«0» envió una «1».'],
  ])('come back: %s', (_how, answer) => {
    expect(guarded.restore(answer)).toBe('Acme envió una hoja de cálculo.');
  });

  it.each([
    ['bare digits', '0 envió una 1.'],
    ['one is lost', '⟦0⟧ envió una hoja.'],
    ['one is doubled', '⟦0⟧ y ⟦0⟧ enviaron una ⟦1⟧.'],
    ['nothing', ''],
    ['another is made up', '⟦0⟧ envió una ⟦1⟧ ⟦5⟧.'],
    ['another is made up in other brackets', '⟦0⟧ envió una ⟦1⟧ (7).'],
    ['half of one stays', '⟦0⟧ envió una ⟦1⟧ ⟦.'],
  ])('are refused: %s', (_how, answer) => {
    expect(guarded.restore(answer)).toBeUndefined();
  });

  it.each([
    ['(Acme)', '(⟦0⟧)', '(Acme)'],
    ['Ask [Acme].', 'Pregunte a [⟦0⟧].', 'Pregunte a [Acme].'],
    ['(Acme)', '([[0]])', '(Acme)'],
    ['«Acme»', '« ⟦0⟧ »', '« Acme »'],
  ])('leave the brackets that were there alone: %s', (spoken, answer, expected) => {
    expect(withBrackets(spoken, termFinder(terms).find(spoken)).restore(answer)).toBe(expected);
  });

  it('are not mixed up with numbers that were said', () => {
    const said = 'See [0] and (1) of Acme.';
    const other = withBrackets(said, termFinder(terms).find(said));
    expect(other.text).toBe('See [0] and (1) of ⟦2⟧.');
    expect(other.restore('Véase [0] y (1) de ⟦2⟧.')).toBe('Véase [0] y (1) de Acme.');
    expect(hasForeignMark('Véase ⟦5⟧.', said)).toBe(true);
    expect(hasForeignMark('Véase ⟦5⟧.', 'See ⟦5⟧.')).toBe(false);
  });

  it('give each term back once, whatever the words round it and the brackets that come back', () => {
    const word = fc.constantFrom('Acme', 'spreadsheet', 'sent', '<b>', '[3]', '&', 'a', '⟦0⟧', '1', '$&');
    const brackets = fc.constantFrom(
      ['⟦', '⟧'],
      ['[', ']'],
      ['{{', '}}'],
      ['（', '）'],
      ['<', '>'],
      ['⟦ ', ' ⟧'],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), brackets, (spoken, [open, close]) => {
        const sentence = spoken.join(' ');
        const found = termFinder(terms).find(sentence);
        const plain = withBrackets(sentence, found);
        const mangled = plain.text.replace(/⟦(\d+)⟧/g, `${open}$1${close}`);
        const expected = spoken.map((one) => (one === 'spreadsheet' ? 'hoja de cálculo' : one)).join(' ');
        // Only what somebody said in the same brackets may look different: it was mangled, too.
        const back = plain.restore(mangled);
        expect(back?.replace(/⟦0⟧|⟦ 0 ⟧|\[0\]|\{\{0\}\}|（0）|<0>/g, '⟦0⟧')).toBe(expected);
      }),
    );
  });
});

describe('terms as XML tags', () => {
  const sentence = 'Acme & <Sons> sent a spreadsheet.';
  const tagged = withTags(sentence, termFinder(terms).find(sentence));

  it('hold what stands in the translation, in as few signs as will do; the rest is escaped', () => {
    expect(tagged.text).toBe('<x>Acme</x> &amp; &lt;Sons&gt; sent a <x>hoja de cálculo</x>.');
    expect(tagged.restore('Una <x>hoja de cálculo</x> de <x>Acme</x> &amp; &lt;Hijos&gt;.')).toBe(
      'Una hoja de cálculo de Acme & <Hijos>.',
    );
  });

  it.each([
    'Acme &amp; &lt;Hijos&gt;',
    '<x>Acme</x> y <x>Acme</x> <x>hoja de cálculo</x>',
    '<x>Acmé</x> <x>hoja de cálculo</x>',
    '<x>Acme <x>hoja de cálculo</x>',
    '<x>Acme</x> <x>hoja de cálculo</x> <x>',
  ])('are refused when one is lost, doubled, changed or broken: %s', (answer) => {
    expect(tagged.restore(answer)).toBeUndefined();
  });
});

it('a text of terms alone needs no translation', () => {
  const all = (said: string) => isAllTerms(said, termFinder(terms).find(said));
  expect(all('Acme, Acme!')).toBe(true);
  expect(all('Acme now')).toBe(false);
  expect(all('!')).toBe(false);
});
