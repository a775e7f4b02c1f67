/** What the first row of a glossary says of its columns. Pure. */
import type { GlossaryColumn } from '../../shared/glossary.ts';
import { baseLanguage } from '../../shared/language.ts';
import { type CsvRow, GlossaryError } from './glossary-csv.ts';

/** The tag of a language by its tag in any form, or by a name that people write. */
export type LanguageNamed = (written: string) => string | undefined;

export interface GlossaryTable {
  /** In the order of the file. Empty columns are left out. */
  readonly columns: readonly (GlossaryColumn & { readonly at: number })[];
  /** The rows below the heading. */
  readonly rows: readonly CsvRow[];
}

/**
 * One column of terms, and languages by tag or name. The terms are headed by the word, in an interface language, or stand
 * in the first column under the language they are spoken in. A title above the heading is passed over.
 * @throws {GlossaryError} a column that is neither, or the second one of a language
 */
export function glossaryTable(all: readonly CsvRow[], named: LanguageNamed): GlossaryTable {
  const from = isTitle(all) ? 1 : 0;
  const rows = all.slice(from + 1);
  const heads = (all[from]?.cells ?? []).flatMap((heading, at) => (heading === '' ? [] : [{ heading, at }]));
  const terms = heads.find(({ heading }) => isTermHeading(heading)) ?? heads[0];
  if (terms === undefined || !(isTermHeading(terms.heading) || named(terms.heading) !== undefined)) {
    const found = terms === undefined ? '' : ` It begins with "${terms.heading.slice(0, SHOWN_CHARACTERS)}".`;
    throw new GlossaryError(
      `The first row must be "term" and then languages by tag or name, such as: term,es,pt-BR.${found}`,
    );
  }
  const seen = new Map<string, number>();
  const columns = heads.map(({ heading, at }) => {
    if (at === terms.at) return { heading, at };
    const language = named(heading);
    if (language === undefined) throw new GlossaryError(unknownHeading(heading, at));
    const before = seen.get(language);
    if (before !== undefined)
      throw new GlossaryError(`Columns ${letters(before)} and ${letters(at)} are both for ${language}.`);
    seen.set(language, at);
    return { heading, at, language };
  });
  const isHeaded = new Set(heads.map(({ at }) => at));
  for (const { row, cells } of rows) {
    const stray = cells.findIndex((cell, at) => cell !== '' && !isHeaded.has(at));
    if (stray !== -1)
      throw new GlossaryError(
        `Row ${row} has a cell in column ${letters(stray)}, which has no heading in the first row.`,
      );
  }
  return { columns, rows };
}

/** Whether Windows-1252 and Mac Roman have the letters of a language. */
export function isWestern(tag: string): boolean {
  return western.has(baseLanguage(tag));
}

const western: ReadonlySet<string> = new Set(
  'af br ca co da de en es et eu fi fil fo fr fur fy ga gd gl gsw id is it lb ms nb nl nn no oc pt rm sc sq sv sw tl'.split(
    ' ',
  ),
);

/** A spreadsheet may write the name of the sheet above it. */
function isTitle([first, second]: readonly CsvRow[]): boolean {
  const words = first?.cells.filter((cell) => cell !== '') ?? [];
  return words.length === 1 && !words.some(isTermHeading) && second?.cells.some(isTermHeading) === true;
}

function isTermHeading(heading: string): boolean {
  return termHeadings.has(heading.normalize('NFC').toLowerCase());
}

/** In the interface languages. */
const termHeadings: ReadonlySet<string> = new Set([
  ...[
    'term',
    'terms',
    'begriff',
    'begriffe',
    'terme',
    'termes',
    'término',
    'términos',
    'termino',
    'terminos',
  ],
  ...['termo', 'termos', '用語', '术语', '術語', 'مصطلح', 'المصطلح'],
]);

function unknownHeading(heading: string, at: number): string {
  return `Column ${letters(at)} is headed "${heading.slice(0, SHOWN_CHARACTERS)}", which is no language: write a tag such as es or pt-BR, or the name of a language.`;
}

const SHOWN_CHARACTERS = 30;

/** The name of a column in a spreadsheet: 0 is A, 26 is AA. */
function letters(at: number): string {
  const rest = String.fromCharCode('A'.charCodeAt(0) + (at % 26));
  return at < 26 ? rest : letters(Math.floor(at / 26) - 1) + rest;
}
