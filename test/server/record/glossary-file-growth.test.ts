import { expect, it } from 'vitest';
import { GlossaryError, writeCsv } from '../../../server/record/glossary-csv.ts';
import { glossaryFromCsv, glossaryFromJson } from '../../../server/record/glossary-file.ts';
import { createLanguageNames } from '../../../server/translation/languages/language-names.ts';
import { growthOf, LARGEST_GROWTH } from '../../support/growth.ts';

const languageNamed = createLanguageNames();

function csvOrRefusal(text: string): void {
  writeCsv([{ term: text, translations: { es: text } }]);
  try {
    glossaryFromCsv(Buffer.from(text), languageNamed);
  } catch (error) {
    if (!(error instanceof GlossaryError)) throw error;
  }
}

it('a glossary is read from JSON in linear time', () => {
  const json = (n: number) => ({
    terms: [
      {
        term: 'a',
        translations: Object.fromEntries(Array.from({ length: n }, (_, at) => [`en-x-a${at}`, 'b'])),
      },
    ],
  });
  const refused = (body: unknown) => {
    expect(() => glossaryFromJson(body, languageNamed)).toThrow(GlossaryError);
  };
  expect(growthOf(json, refused, { from: 128, upTo: 4_096 }).factor).toBeLessThanOrEqual(LARGEST_GROWTH);
});

it.each([';', '\t', '"', "'", ' ', '=', '\r', 'sep=;', ';  '])(
  'a glossary of %j is written and read as CSV in linear time',
  (sign) => {
    const growth = growthOf((n) => sign.repeat(n), csvOrRefusal, { upTo: 4_096 });
    expect(growth.factor).toBeLessThanOrEqual(LARGEST_GROWTH);
  },
);
