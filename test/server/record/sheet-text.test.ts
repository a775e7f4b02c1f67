import { describe, expect, it } from 'vitest';
import { GlossaryError } from '../../../server/record/glossary-csv.ts';
import { glossaryFromCsv } from '../../../server/record/glossary-file.ts';
import { sheetText } from '../../../server/record/sheet-text.ts';
import { createLanguageNames } from '../../../server/translation/languages/language-names.ts';

const languageNamed = createLanguageNames();
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const littleEndian = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => littleEndian(text).swap16();
/** A text in a code page of one byte a character: `{E9}` is the byte E9. */
const bytes = (text: string) =>
  Buffer.from(
    text.replace(/\{([0-9A-F]{2})\}/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const table = [
  ['term', 'Español', 'fr'],
  ['sprint', 'iteración', 'itération « courte »'],
  ['stand-up; daily', 'reunión\ndiaria', ''],
] as const;
const terms = [
  { term: 'sprint', translations: { es: 'iteración', fr: 'itération « courte »' } },
  { term: 'stand-up; daily', translations: { es: 'reunión diaria' } },
];

/** As spreadsheets write: a cell that holds the separator, a quotation mark or a line break stands in quotation marks. */
function written(separator: string, lineEnd: string): string {
  const cell = (text: string) =>
    text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return table.map((row) => `${row.map(cell).join(separator)}${lineEnd}`).join('');
}

describe('a glossary as a spreadsheet program saves it', () => {
  it.each([
    ['Excel, "CSV UTF-8", in America', utf8(`\ufeff${written(',', '\r\n')}`)],
    ['Excel, "CSV UTF-8", in Germany', utf8(`\ufeff${written(';', '\r\n')}`)],
    ['Excel, "Unicode Text"', littleEndian(`\ufeff${written('\t', '\r\n')}`)],
    ['LibreOffice, UTF-8', utf8(written(',', '\n'))],
    ['LibreOffice, UTF-16 without a mark', littleEndian(written(',', '\n'))],
    [
      'LibreOffice, all text in quotation marks',
      utf8(written(',', '\n').replace('term,Español,fr', '"term","Español","fr"')),
    ],
    ['Google Sheets, CSV', utf8(written(',', '\r\n').trimEnd())],
    [
      'Google Sheets, TSV',
      utf8(written('\t', '\r\n').replace('"reunión\ndiaria"', 'reunión diaria').trimEnd()),
    ],
    ['Numbers, UTF-8, with the name of the table', utf8(`Table 1\n${written(',', '\n')}`)],
    ['Numbers, letters and accents apart', utf8(written(';', '\r\n').normalize('NFD'))],
    ['UTF-16, high byte first', bigEndian(`\ufeff${written('\t', '\r\n')}`)],
    ['UTF-16, high byte first, without a mark', bigEndian(written('\t', '\r\n'))],
    ['Excel, "CSV", in the West (Windows-1252)', Buffer.from(written(';', '\r\n'), 'latin1')],
    [
      'Excel, "CSV (Macintosh)" (Mac Roman)',
      bytes(
        'term;Espa{96}ol;fr\rsprint;iteraci{97}n;it{8E}ration {C7} courte {C8}\r"stand-up; daily";"reuni{97}n diaria";\r',
      ),
    ],
  ])('%s', (_how, file) => {
    expect(glossaryFromCsv(file, languageNamed).terms).toEqual(terms);
  });

  it('keeps the signs that only Windows-1252 has', () => {
    const file = bytes('term,fr\r\nworkers{92} council,{9C}uvre {96} comit{E9} {80}\r\n');
    expect(glossaryFromCsv(file, languageNamed).terms).toEqual([
      { term: 'workers’ council', translations: { fr: 'œuvre – comité €' } },
    ]);
  });

  it.each([
    ['a Polish code page', bytes('term;pl\r\nsprint;przebieg ci{B9}g{B3}y\r\n')],
    [
      'a Polish code page below an English heading',
      bytes('term;en\r\n{B3}{F3}d{9F};boat\r\nza{BF}{F3}{B3}{E6};tint\r\n'),
    ],
    ['a Russian code page', bytes('term;es\r\n{F1}{EF}{F0}{E8}{ED}{F2};esprint\r\n')],
    ['a Japanese code page', bytes('term,es\r\n{83}X{83}v{83}{8A}{83}{93}{83}g,esprint\r\n')],
    ['the code page of DOS', bytes('term;es\r\nsprint;iteraci{A2}n\r\n')],
    ['a language that Windows-1252 cannot write', bytes('term;ru;es\r\ncaf{E9};;caf{E9}\r\n')],
    ['a workbook', bytes('PK{03}{04}{14}{00}{06}{00}')],
    ['an older workbook', bytes('{D0}{CF}{11}{E0}{A1}{B1}{1A}{E1}')],
    ['half a letter of UTF-16', Buffer.concat([littleEndian('\ufeffterm\tes'), Buffer.from('a')])],
  ])('%s is refused in words that say how to save it', (_how, file) => {
    const refused = () => glossaryFromCsv(file, languageNamed);
    expect(refused).toThrow(GlossaryError);
    expect(refused).toThrow(/Save it as "CSV UTF-8"/);
  });

  it('reads an empty file as no text', () => {
    expect(sheetText(Buffer.alloc(0))).toEqual({ text: '', isWesternOnly: false });
  });
});
