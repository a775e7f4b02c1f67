import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GlossaryError,
  glossaryFromCsv,
  glossaryFromJson,
  glossaryToCsv,
} from '../../../server/record/glossary-file.ts';

const terms = [
  { term: 'Falcon', translations: {} },
  { term: 'sprint, the', translations: { es: 'el "esprint"', 'pt-BR': 'a iteração' } },
  { term: '=SUM(A1)', translations: { es: '-5 grados' } },
];

describe('a glossary as CSV', () => {
  it('is read back as it was written, and holds no formula for a spreadsheet', () => {
    const csv = glossaryToCsv(terms);
    expect(csv.split('\r\n')[0]).toBe('\ufeffterm,es,pt-BR');
    expect(csv).toContain("'=SUM(A1)");
    expect(glossaryFromCsv(csv)).toEqual(terms);
  });

  it('is read back whatever the words', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((text) => `${text} a`);
    const table = fc.uniqueArray(
      fc.record({ term: words, translations: fc.dictionary(fc.constantFrom('es', 'fr', 'pt-BR'), words) }),
      {
        maxLength: 8,
        selector: ({ term }) =>
          term
            .normalize('NFC')
            .toLowerCase()
            .replace(/[\p{Cc}\s]+/gu, ' ')
            .trim(),
      },
    );
    fc.assert(
      fc.property(table, (rows) => {
        const clean = glossaryFromJson({ terms: rows });
        expect(glossaryFromCsv(glossaryToCsv(clean))).toEqual(clean);
      }),
    );
  });

  it.each([
    ['semicolons, as a German spreadsheet writes', 'term;es\nsprint;esprint\n'],
    ['tabs', 'term\tes\r\nsprint\tesprint\r\n'],
    ['blank lines and short rows', '\ufeffTerm,es,fr\n\nsprint,esprint\n,,\n'],
    ['tags in any form', 'term,ES\nsprint,esprint'],
  ])('%s', (_how, csv) => {
    expect(glossaryFromCsv(csv)).toEqual([{ term: 'sprint', translations: { es: 'esprint' } }]);
  });

  it.each([
    ['', 'The first row must be "term" and then language tags, such as: term,es,pt-BR'],
    ['word,es\na,b', 'The first row must be "term" and then language tags, such as: term,es,pt-BR'],
    ['term,es\na,b,c', 'Row 2 has more cells than the first row.'],
    ['term,es\na,b\nA,c', 'Row 3 repeats the term of Row 2.'],
    ['term,spanish language\na,b', 'Row 2: "spanish language" is no language tag.'],
    ['term,es\n,b', 'Row 2: the term is empty.'],
    ['term,es\n\n  ,\na,b,c', 'Row 4 has more cells than the first row.'],
    ['\n\nterm,es\n"two\nlines",b\n,c', 'Row 5: the term is empty.'],
    ['term,es,ES\na,b,c', 'Row 2 has two translations for es.'],
    ['term,\na,b', 'Row 2: "" is no language tag.'],
    [`term,es\na,${'x'.repeat(101)}`, 'Row 2: the translation for es is longer than 100 characters.'],
    ['term,es\n"a,b', 'The CSV cannot be read: a quotation mark is not closed.'],
  ])('%j is refused in words', (csv, sentence) => {
    expect(() => glossaryFromCsv(csv)).toThrow(new GlossaryError(sentence));
  });

  it('has an end', () => {
    const csv = `term\n${Array.from({ length: 501 }, (_, index) => `word ${index}`).join('\n')}`;
    expect(() => glossaryFromCsv(csv)).toThrow('A glossary has at most 500 terms; this one has 501.');
  });
});

describe('a glossary as JSON', () => {
  it('keeps a term without translations as it is', () => {
    expect(glossaryFromJson({ terms: [{ term: ' Fal\ncon ' }] })).toEqual([
      { term: 'Fal con', translations: {} },
    ]);
  });

  it('is refused with two translations for one language', () => {
    const twice = { terms: [{ term: 'a', translations: { 'pt-br': 'b', 'pt-BR': 'c' } }] };
    expect(() => glossaryFromJson(twice)).toThrow('Term 1 has two translations for pt-BR.');
  });

  it.each([[{}], [[]], [{ terms: [{ word: 'a' }] }], [{ terms: 'a' }], [{ terms: [{ term: 1 }] }]])(
    '%j is refused in words',
    (body) => {
      expect(() => glossaryFromJson(body)).toThrow(GlossaryError);
    },
  );
});
