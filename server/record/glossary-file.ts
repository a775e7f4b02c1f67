/** Parses and checks an uploaded glossary, JSON or CSV; an error names the row. */
import { z } from 'zod';
import {
  type GlossaryTerm,
  MAX_GLOSSARY_TERMS,
  MAX_TERM_CHARACTERS,
  MAX_TERM_WORDS,
} from '../../shared/glossary.ts';
import { baseLanguage, canonicalTag } from '../../shared/language.ts';
import { termWords } from '../captions/terms/spoken-words.ts';
import { withoutTurns } from '../captions/text/text-direction.ts';
import { GlossaryError, readCsv } from './glossary-csv.ts';

/** The tag of a language by its English or own name, in any case. */
export type LanguageNamed = (name: string) => string | undefined;

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

/** A header `term,es,pt-BR,…` of tags or names of languages, then one row per term. @throws {GlossaryError} */
export function glossaryFromCsv(text: string, named: LanguageNamed): readonly GlossaryTerm[] {
  const [header, ...rows] = readCsv(text);
  const [first = '', ...tags] = withoutEmptyEnd(header?.cells ?? []);
  if (first.toLowerCase() !== 'term') {
    throw new GlossaryError('The first row must be "term" and then language tags, such as: term,es,pt-BR');
  }
  return checked(
    rows.map(({ row, cells }) => {
      const [term = '', ...translations] = withoutEmptyEnd(cells);
      if (translations.length > tags.length)
        throw new GlossaryError(`Row ${row} has more cells than the first row.`);
      return {
        where: `Row ${row}`,
        term,
        translations: translations.flatMap((translation, at): [string, string][] =>
          translation === '' ? [] : [[tags[at] ?? '', translation]],
        ),
      };
    }),
    named,
  );
}

/** Spreadsheets pad every row with empty cells to the widest one. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
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
      const tag = languages.get(written) ?? languageOf(written, named);
      if (tag === undefined)
        throw new GlossaryError(`${where}: "${written.slice(0, 20)}" is no language tag.`);
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

/** `ES` → `es`, `Spanish` → `es`. Registered languages have two or three letters: a longer word is a language's name. */
function languageOf(written: string, named: LanguageNamed): string | undefined {
  if (written.length > MAX_TAG_CHARACTERS) return undefined;
  const tag = canonicalTag(written);
  return tag !== undefined && baseLanguage(tag).length <= LONGEST_LANGUAGE ? tag : named(written);
}

const LONGEST_LANGUAGE = 3;

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
