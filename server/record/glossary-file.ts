/** Glossaries as people bring them: JSON or CSV, checked, with a sentence that names the row. */

import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { type GlossaryTerm, MAX_GLOSSARY_TERMS, MAX_TERM_CHARACTERS } from '../../shared/glossary.ts';
import { canonicalTag } from '../../shared/language.ts';
import { withoutTurns } from '../captions/text-direction.ts';

/** `message` is a sentence for whoever sent the file. */
export class GlossaryError extends Error {
  override readonly name = 'GlossaryError';
}

/** @throws {GlossaryError} */
export function glossaryFromJson(body: unknown): readonly GlossaryTerm[] {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    throw new GlossaryError(
      'Send { "terms": [ { "term": "…", "translations": { "es": "…" } } ] }; no translations keep a term as it is.',
    );
  }
  return checked(
    parsed.data.terms.map(({ term, translations }, index) => ({
      where: `Term ${index + 1}`,
      term,
      translations: Object.entries(translations),
    })),
  );
}

/** A header `term,es,pt-BR,…`, then one row per term; commas, semicolons or tabs, as spreadsheets write them. @throws {GlossaryError} */
export function glossaryFromCsv(text: string): readonly GlossaryTerm[] {
  const [header, ...rows] = rowsOf(text);
  const [first = '', ...tags] = header?.cells ?? [];
  if (first.toLowerCase() !== 'term') {
    throw new GlossaryError('The first row must be "term" and then language tags, such as: term,es,pt-BR');
  }
  return checked(
    rows.map(({ row, cells: [term = '', ...cells] }) => {
      if (cells.length > tags.length)
        throw new GlossaryError(`Row ${row} has more cells than the first row.`);
      return {
        where: `Row ${row}`,
        term: unescapeFormula(term),
        translations: cells.flatMap((cell, at): [string, string][] => {
          const translation = unescapeFormula(cell);
          return translation === '' ? [] : [[tags[at] ?? '', translation]];
        }),
      };
    }),
  );
}

/** Opens in any spreadsheet; a term that looks like a formula is no formula there (OWASP: CSV injection). */
export function glossaryToCsv(terms: readonly GlossaryTerm[]): string {
  const tags = [...new Set(terms.flatMap(({ translations }) => Object.keys(translations)))].sort();
  const rows = terms.map(({ term, translations }) => [term, ...tags.map((tag) => translations[tag] ?? '')]);
  return stringify([['term', ...tags], ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

const bodySchema = z.strictObject({
  terms: z.array(
    z.strictObject({
      term: z.string(),
      translations: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

interface Row {
  readonly where: string;
  readonly term: string;
  readonly translations: readonly (readonly [tag: string, translation: string])[];
}

function checked(rows: readonly Row[]): readonly GlossaryTerm[] {
  if (rows.length > MAX_GLOSSARY_TERMS) {
    throw new GlossaryError(
      `A glossary has at most ${MAX_GLOSSARY_TERMS} terms; this one has ${rows.length}.`,
    );
  }
  const known = new Map<string, string>();
  return rows.map(({ where, term: raw, translations }) => {
    const term = words(raw, `${where}: the term`);
    const before = known.get(term.toLowerCase());
    if (before !== undefined) throw new GlossaryError(`${where} repeats the term of ${before}.`);
    known.set(term.toLowerCase(), where);
    const byTag = translations.map(([tag, translation]) => {
      const canonical = tag.length <= MAX_TAG_CHARACTERS ? canonicalTag(tag) : undefined;
      if (canonical === undefined)
        throw new GlossaryError(`${where}: "${tag.slice(0, 20)}" is no language tag.`);
      return [canonical, words(translation, `${where}: the translation for ${canonical}`)] as const;
    });
    const tags = byTag.map(([tag]) => tag);
    const twice = tags.find((tag, at) => tags.indexOf(tag) < at);
    if (twice !== undefined) throw new GlossaryError(`${where} has two translations for ${twice}.`);
    return { term, translations: Object.fromEntries(byTag) };
  });
}

/** The longest tag in use has 35. */
const MAX_TAG_CHARACTERS = 35;

function words(raw: string, what: string): string {
  const text = withoutTurns(raw)
    .normalize('NFC')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) throw new GlossaryError(`${what} is empty.`);
  if (text.length > MAX_TERM_CHARACTERS) {
    throw new GlossaryError(`${what} is longer than ${MAX_TERM_CHARACTERS} characters.`);
  }
  return text;
}

interface CsvRow {
  /** As a spreadsheet counts, from 1, blank rows too. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** Without the blank ones. */
function rowsOf(text: string): readonly CsvRow[] {
  const [firstLine = ''] = text.split(/\r?\n/u, 1);
  const delimiter = [';', '\t'].find((one) => firstLine.includes(one) && !firstLine.includes(',')) ?? ',';
  try {
    const rows: unknown = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      trim: true,
      max_record_size: MAX_ROW_CHARACTERS,
    });
    return z
      .array(z.array(z.string()))
      .parse(rows)
      .map((cells, index) => ({ row: index + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (error instanceof CsvError)
      throw new GlossaryError(`The CSV cannot be read: ${describe(error.code)}.`);
    throw error;
  }
}

/** A hundred languages of the longest terms. */
const MAX_ROW_CHARACTERS = 12_000;

function describe(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is not closed';
  if (code === 'CSV_MAX_RECORD_SIZE') return 'a row is too long';
  return 'a quotation mark is in the wrong place';
}

/** What `escape_formulas` put before it. */
function unescapeFormula(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, '');
}
