/** Glossaries as spreadsheets write and read them. Pure. */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { GlossaryTerm } from '../../shared/glossary.ts';
import { CSV_BEGINNING, csvText, withoutGuards } from '../lib/csv/csv-text.ts';

/** A glossary that is refused. `message` is a sentence for its sender, and names the row or the column. */
export class GlossaryError extends Error {
  override readonly name = 'GlossaryError';
  /** `encoding`: no letter of the file can be trusted, and it has to be saved otherwise. */
  readonly kind: 'content' | 'encoding';

  constructor(message: string, kind: GlossaryError['kind'] = 'content') {
    super(message);
    this.kind = kind;
  }
}

export interface CsvRow {
  /** Its number in a spreadsheet: from 1, blank rows included. */
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * The rows that are not blank, without the apostrophes that `csvText` adds. A first line `sep=;` names the separator, else
 * the first one in the first line is it.
 * @throws {GlossaryError}
 */
export function readCsv(text: string): readonly CsvRow[] {
  const { delimiter, body, skipped } = delimited(text);
  try {
    const rows: unknown = parse(body, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      trim: true,
      max_record_size: MAX_ROW_CHARACTERS,
    });
    return z
      .array(z.array(z.string()))
      .parse(rows)
      .map((cells, index) => ({
        row: index + 1 + skipped,
        cells: cells.map((cell) => withoutGuards(cell).trim()),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (error instanceof CsvError)
      throw new GlossaryError(`The CSV cannot be read: ${describe(error.code)}.`);
    throw error;
  }
}

/** A header `term,es,pt-BR,…`, then one row per term; what looks like a formula is guarded. */
export function writeCsv(terms: readonly GlossaryTerm[]): string {
  const tags = [...new Set(terms.flatMap(({ translations }) => Object.keys(translations)))].sort();
  const rows = terms.map(({ term, translations }) => [term, ...tags.map((tag) => translations[tag] ?? '')]);
  return CSV_BEGINNING + csvText([['term', ...tags], ...rows]);
}

/** A hundred languages of the longest terms. */
const MAX_ROW_CHARACTERS = 12_000;

function delimited(text: string): {
  readonly delimiter: string;
  readonly body: string;
  readonly skipped: number;
} {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const told = /^"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)/iu.exec(plain);
  if (told?.[1] !== undefined) return { delimiter: told[1], body: plain.slice(told[0].length), skipped: 1 };
  return { delimiter: firstSeparator(plain), body: plain, skipped: 0 };
}

/** Of the first line that is not blank: a heading holds a separator in quotation marks only. */
function firstSeparator(text: string): string {
  let isQuoted = false;
  for (const character of text.trimStart()) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (separators.has(character)) return character;
    else if (character === '\r' || character === '\n') break;
  }
  return ',';
}

const separators = new Set([',', ';', '\t', '|']);

function describe(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is not closed';
  if (code === 'CSV_MAX_RECORD_SIZE') return 'a row is too long';
  return 'a quotation mark is in the wrong place';
}
