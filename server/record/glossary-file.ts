/** Parses and checks an uploaded glossary, JSON or CSV; an error names the row. */
import { z } from 'zod';
import {
  type GlossaryColumn,
  type GlossaryTerm,
  MAX_GLOSSARY_TERMS,
  MAX_TERM_CHARACTERS,
  MAX_TERM_WORDS,
} from '../../shared/glossary.ts';
import { termWords } from '../captions/terms/spoken-words.ts';
import { withoutTurns } from '../captions/text/text-direction.ts';
import { glossaryTable, isWestern, type LanguageNamed } from './glossary-columns.ts';
import { GlossaryError, readCsv } from './glossary-csv.ts';
import { sheetText } from './sheet-text.ts';

/** @throws {GlossaryError} */
export function glossaryFromJson(body: unknown, named: LanguageNamed): readonly GlossaryTerm[] {
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
    named,
  );
}

export interface GlossarySheet {
  readonly columns: readonly GlossaryColumn[];
  readonly terms: readonly GlossaryTerm[];
}

/** The bytes of a file: a heading `term,es,pt-BR` of tags or names of languages, one row per term. @throws {GlossaryError} */
export function glossaryFromCsv(bytes: Uint8Array, named: LanguageNamed): GlossarySheet {
  const sheet = sheetText(bytes);
  if (sheet === undefined) throw new GlossaryError(UNREADABLE, 'encoding');
  const { columns, rows } = glossaryTable(readCsv(sheet.text), named);
  const isSafe = columns.every(({ language }) => language === undefined || isWestern(language));
  if (sheet.isWesternOnly && !isSafe) throw new GlossaryError(UNREADABLE, 'encoding');
  const termsAt = columns.find(({ language }) => language === undefined)?.at ?? 0;
  const terms = checked(
    rows.map(({ row, cells }) => ({
      where: `Row ${row}`,
      term: cells[termsAt] ?? '',
      translations: columns.flatMap(({ language, at }): [string, string][] => {
        const cell = cells[at] ?? '';
        return language === undefined || cell === '' ? [] : [[language, cell]];
      }),
    })),
    named,
  );
  return { columns: columns.map(({ at, ...column }) => column), terms };
}

const UNREADABLE =
  'The letters of this file cannot be read. Save it as "CSV UTF-8" (in LibreOffice and Numbers: CSV, Unicode UTF-8), and choose that file.';

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

function checked(rows: readonly Row[], named: LanguageNamed): readonly GlossaryTerm[] {
  if (rows.length > MAX_GLOSSARY_TERMS) {
    throw new GlossaryError(
      `A glossary has at most ${MAX_GLOSSARY_TERMS} terms; this one has ${rows.length}.`,
    );
  }
  const known = new Map<string, string>();
  const languages = new Map<string, string>();
  return rows.map(({ where, term: raw, translations }) => {
    const term = words(raw, `${where}: the term`);
    if (termWords(term).length === 0) {
      throw new GlossaryError(`${where}: the term has more than ${MAX_TERM_WORDS} words, or too many signs.`);
    }
    const before = known.get(term.toLowerCase());
    if (before !== undefined) throw new GlossaryError(`${where} repeats the term of ${before}.`);
    known.set(term.toLowerCase(), where);
    const byTag = new Map<string, string>();
    for (const [written, translation] of translations) {
      const tag = languages.get(written) ?? named(written);
      if (tag === undefined) throw new GlossaryError(`${where}: "${written.slice(0, 20)}" is no language.`);
      languages.set(written, tag);
      if (languages.size > MAX_GLOSSARY_LANGUAGES)
        throw new GlossaryError(`A glossary has at most ${MAX_GLOSSARY_LANGUAGES} languages.`);
      if (byTag.has(tag)) throw new GlossaryError(`${where} has two translations for ${tag}.`);
      byTag.set(tag, words(translation, `${where}: the translation for ${tag}`));
    }
    return { term, translations: Object.fromEntries(byTag) };
  });
}

/** Bounds the exported table: all terms in all languages are written in some milliseconds. */
const MAX_GLOSSARY_LANGUAGES = 100;

function words(raw: string, what: string): string {
  const text = withoutTurns(raw)
    .normalize('NFC')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (text.includes('\uFFFD')) {
    throw new GlossaryError(`${what} holds "\uFFFD" for letters that another program lost: write them anew.`);
  }
  if (!/[\p{L}\p{N}]/u.test(text)) throw new GlossaryError(`${what} is empty.`);
  if (text.length > MAX_TERM_CHARACTERS) {
    throw new GlossaryError(`${what} is longer than ${MAX_TERM_CHARACTERS} characters.`);
  }
  return text;
}
