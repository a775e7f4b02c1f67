/** Covers server/record/glossary-csv.ts, server/record/glossary-columns.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossaryError, writeCsv } from '../../../server/record/glossary-csv.ts';
import * as file from '../../../server/record/glossary-file.ts';
import { createLanguageNames } from '../../../server/translation/languages/language-names.ts';
import { MAX_TERM_WORDS } from '../../../shared/glossary.ts';

const languageNamed = createLanguageNames();
const sheetFromCsv = (text: string) => file.glossaryFromCsv(Buffer.from(text), languageNamed);
const glossaryFromCsv = (text: string) => sheetFromCsv(text).terms;
const glossaryFromJson = (body: unknown) => file.glossaryFromJson(body, languageNamed);

const terms = [
  { term: 'Falcon', translations: {} },
  { term: 'sprint, the', translations: { es: 'el "esprint"', 'pt-BR': 'a iteração' } },
  { term: '=SUM(A1)', translations: { es: '-5 grados' } },
];

describe('a glossary as CSV', () => {
  it('is read back as it was written, and holds no formula for a spreadsheet', () => {
    const csv = writeCsv(terms);
    expect(csv.split('\r\n')[0]).toBe('\ufeffterm,es,pt-BR');
    expect(csv).toContain("'=SUM(A1)");
    expect(glossaryFromCsv(csv)).toEqual(terms);
  });

  it.each([',', ';', '\t', '|'])(
    'holds no formula where a spreadsheet separates cells by "%s"',
    (separator) => {
      const word = fc.constantFrom(
        '=1+1',
        '+cmd',
        '-2',
        '@SUM',
        '＝1',
        "'=1",
        'a',
        ' ',
        '"',
        "'",
        ',',
        ';',
        '|',
        'b;=c',
      );
      const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `${words.join('')}x`);
      fc.assert(
        fc.property(fc.uniqueArray(text, { selector: (one) => one.trim().toLowerCase() }), (all) => {
          const clean = glossaryFromJson({
            terms: all.map((term) => ({ term, translations: { es: term } })),
          });
          const csv = writeCsv(clean);
          for (const line of csv.replace('\ufeff', '').split('\r\n'))
            for (const cell of line.split(separator)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
          expect(glossaryFromCsv(csv)).toEqual(clean);
        }),
      );
    },
  );

  it.each([
    ['Portuguese (Brazil)', 'pt-BR'],
    ['Brazilian Portuguese', 'pt-BR'],
    ['Chinese', 'zh'],
    ['Norwegian', 'nb'],
    ['日本語', 'ja'],
    ['GERMAN', 'de'],
  ])('takes the name of a language: %s', (name, tag) => {
    expect(glossaryFromJson({ terms: [{ term: 'a', translations: { [name]: 'b' } }] })).toEqual([
      { term: 'a', translations: { [tag]: 'b' } },
    ]);
  });

  it('has a hundred languages at most', () => {
    const rows = Array.from({ length: 101 }, (_, at) => ({
      term: `word ${at}`,
      translations: { [`en-x-${at}`]: 'b' },
    }));
    expect(() => glossaryFromJson({ terms: rows })).toThrow('A glossary has at most 100 languages.');
  });

  it('is read back whatever the words', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => `${text.replaceAll('\uFFFD', '')} a`);
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
        expect(glossaryFromCsv(writeCsv(clean))).toEqual(clean);
      }),
    );
  });

  it.each([
    ['semicolons, as a German spreadsheet writes', 'term;es\nsprint;esprint\n'],
    ['tabs', 'term\tes\r\nsprint\tesprint\r\n'],
    ['blank lines and short rows', '\ufeffTerm,es,fr\n\nsprint,esprint\n,,\n'],
    ['an empty cell more than the first row', 'term,es\nsprint,esprint,\n'],
    ['an empty column', 'term,es,,\nsprint,esprint,,\n'],
    ['the separator in a line of its own', 'sep=;\r\nterm;es\r\nsprint;esprint\r\n'],
    ['that line in quotes', '\ufeff"sep=\t"\nterm\tes\nsprint\tesprint\n'],
    ['English names of languages', 'term,Spanish\nsprint,esprint\n'],
    ['own names of languages', 'term;Español\nsprint;esprint\n'],
    ['codes of three letters', 'term,spa\nsprint,esprint\n'],
    ['tags in any form', 'term,ES\nsprint,esprint'],
    ['line ends of the old Macintosh', 'term,es\rsprint,esprint\r'],
    ['line ends of two kinds', 'term,es\rsprint,esprint\n'],
    ['another separator that is named', 'sep=^\r\nterm^es\r\nsprint^esprint\r\n'],
    ['bars', 'term|es\nsprint|esprint\n'],
    ['an empty first column', ',term,es\n,sprint,esprint\n'],
    ['an empty column between', 'term,,es\nsprint,,esprint\n'],
    ['cells with no-break spaces alone', 'term,es,fr\nsprint,esprint,\u00a0\n'],
    ['headings in the language of the spreadsheet', 'Begriff;Spanisch\nsprint;esprint\n'],
    ['headings in another script', '用語\tスペイン語\nsprint\tesprint\n'],
    ['headings with letters and accents apart', 'te\u0301rmino,Espan\u0303ol\nsprint,esprint\n'],
    ['the language of the terms in place of their heading', 'English,Spanish\nsprint,esprint\n'],
    ['the terms in another column', 'es,term\nesprint,sprint\n'],
    ['the name of the sheet above', 'Table 1,\nterm,es\nsprint,esprint\n'],
    ['line breaks in quotation marks', '"term\n",es\n"sprint\n","esprint"\n'],
  ])('%s', (_how, csv) => {
    expect(glossaryFromCsv(csv)).toEqual([{ term: 'sprint', translations: { es: 'esprint' } }]);
  });

  it('says which language each column was taken for', () => {
    expect(sheetFromCsv('Term;Español;Portugiesisch (Brasilien);;日本語\n').columns).toEqual([
      { heading: 'Term' },
      { heading: 'Español', language: 'es' },
      { heading: 'Portugiesisch (Brasilien)', language: 'pt-BR' },
      { heading: '日本語', language: 'ja' },
    ]);
  });

  it.each([
    ['', 'The first row must be "term" and then languages by tag or name, such as: term,es,pt-BR.'],
    [
      'word,es\na,b',
      'The first row must be "term" and then languages by tag or name, such as: term,es,pt-BR. It begins with "word".',
    ],
    ['term,es\na,b,c', 'Row 2 has a cell in column C, which has no heading in the first row.'],
    ['term,es\na,b\nA,c', 'Row 3 repeats the term of Row 2.'],
    [
      'term,es,Notes\na,b',
      'Column C is headed "Notes", which is no language: write a tag such as es or pt-BR, or the name of a language.',
    ],
    [
      'term,ref\na,b',
      'Column B is headed "ref", which is no language: write a tag such as es or pt-BR, or the name of a language.',
    ],
    ['term,es\n,b', 'Row 2: the term is empty.'],
    ['term,es\n\n  ,\na,b,c', 'Row 4 has a cell in column C, which has no heading in the first row.'],
    ['\n\nterm,es\n"two\nlines",b\n,c', 'Row 5: the term is empty.'],
    ['term,es,ES\na,b', 'Columns B and C are both for es.'],
    ['term,Spanish,fr,español\na,b', 'Columns B and D are both for es.'],
    ['term,\na,b', 'Row 2 has a cell in column B, which has no heading in the first row.'],
    ['term,,es\na,b,c', 'Row 2 has a cell in column B, which has no heading in the first row.'],
    [`term\n${'a '.repeat(50)}`, `Row 2: the term has more than ${MAX_TERM_WORDS} words, or too many signs.`],
    [`term\n${'東'.repeat(61)}`, `Row 2: the term has more than ${MAX_TERM_WORDS} words, or too many signs.`],
    ['sep=;\nterm;es\n;b', 'Row 3: the term is empty.'],
    [`term,es\na,${'x'.repeat(101)}`, 'Row 2: the translation for es is longer than 100 characters.'],
    [
      'term,es\na,iteraci\uFFFDn',
      'Row 2: the translation for es holds "\uFFFD" for letters that another program lost: write them anew.',
    ],
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
