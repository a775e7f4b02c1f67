import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { baseLanguage, canonicalTag, readsAs, UNDETERMINED } from '../../../shared/language.ts';
import { ConfigError } from '../../config/config.ts';
import type { Engine } from '../engine.ts';
import { TranslationError } from '../translation-error.ts';
import { MAX_TEXT_CHARACTERS } from '../translation-limits.ts';
import { answerInProcess } from './in-process.ts';

/** Canonical tag → text. */
type Entry = ReadonlyMap<string, string>;

/**
 * A reviewed translation memory in a file. Any language of an entry may be spoken, any other read. With an undetermined
 * source `assumedSource` is tried first, then every language.
 * @throws {ConfigError} naming `PHRASEBOOK_FILE` and every fault in it.
 */
export async function createPhrasebookEngine(options: {
  readonly file: string;
  readonly assumedSource: string | undefined;
}): Promise<Engine> {
  const entries = parsePhrasebook(await read(options.file));
  const index = indexOf(entries);
  const tags = [...new Set(entries.flatMap((entry) => [...entry.keys()]))];
  const find = (text: string, sourceLanguage: string, targetLanguage: string): string | undefined => {
    const found = index.get(matchKey(text)) ?? [];
    const spoken =
      sourceLanguage === UNDETERMINED
        ? found.toSorted(
            (a, b) =>
              Number(sameBase(b.tag, options.assumedSource)) - Number(sameBase(a.tag, options.assumedSource)),
          )
        : found.filter(({ tag }) => sameBase(tag, sourceLanguage));
    for (const { entry } of spoken) {
      const tag = readableTag([...entry.keys()], targetLanguage);
      const translation = tag === undefined ? undefined : entry.get(tag);
      if (translation !== undefined) return translation;
    }
    return undefined;
  };
  return {
    name: 'phrasebook',
    origin: 'phrasebook',
    metered: false,
    takesDrafts: true,
    acceptsContext: false,
    takesTerms: 'none',
    limits: { concurrency: 64, backlog: 10_000 },
    where: `this machine (${entries.length} reviewed sentences)`,
    languages: () => tags.map((tag) => ({ tag })),
    supports: (sourceLanguage, targetLanguage) =>
      readableTag(tags, targetLanguage) !== undefined &&
      (sourceLanguage === UNDETERMINED ||
        tags.some((tag) => sameBase(tag, sourceLanguage) && !readsAs(tag, targetLanguage))),
    translate: async ({ text, sourceLanguage, targetLanguage, signal }) => {
      // Reviewed words may be as long as their file allows.
      const call = { engine: 'phrasebook', maxCharacters: MAX_TEXT_CHARACTERS, signal };
      const answer = await answerInProcess(call, () => {
        const translation = find(text, sourceLanguage, targetLanguage);
        if (translation !== undefined) return translation;
        throw new TranslationError('phrasebook', 'language', 'has no such sentence');
      });
      return { text: answer };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Equal for sentences that differ in case, blanks, Unicode composition or the mark at their end. */
function matchKey(text: string): string {
  const plain = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  let end = plain.length;
  while (end > 0 && endMarks.has(plain.charAt(end - 1))) end -= 1;
  return plain.slice(0, end).replace(/^[¿¡ ]+/u, '') || plain;
}

const endMarks = new Set(' .!?…。！？؟।։');

const sentence = z.string().trim().min(1, 'is empty').max(MAX_TEXT_CHARACTERS, 'is too long');
const phrasebook = z.object({
  entries: z
    .array(
      z.record(z.string(), sentence).transform((record, context): Entry => {
        const entry = new Map<string, string>();
        for (const [tag, text] of Object.entries(record)) {
          const canonical = canonicalTag(tag);
          if (canonical === undefined)
            context.addIssue({ code: 'custom', message: `"${tag}" is not a language tag` });
          else entry.set(canonical, text);
        }
        if (entry.size < 2) context.addIssue({ code: 'custom', message: 'needs at least two languages' });
        return entry;
      }),
    )
    .min(1, 'has no entry'),
});

function parsePhrasebook(content: unknown): readonly Entry[] {
  const parsed = phrasebook.safeParse(content);
  if (parsed.success) return parsed.data.entries;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => fault(`${path.join('.')} ${message}`.trim())),
  );
}

async function read(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigError([
      fault(error instanceof SyntaxError ? `${file} is not valid JSON` : `${file} could not be read`),
    ]);
  }
}

function fault(what: string): string {
  return `PHRASEBOOK_FILE: ${what}.`;
}

function indexOf(entries: readonly Entry[]): ReadonlyMap<string, { tag: string; entry: Entry }[]> {
  const index = new Map<string, { tag: string; entry: Entry }[]>();
  for (const entry of entries) {
    for (const [tag, text] of entry) {
      const key = matchKey(text);
      const known = index.get(key) ?? [];
      known.push({ tag, entry });
      index.set(key, known);
    }
  }
  return index;
}

function sameBase(tag: string, other: string | undefined): boolean {
  return other !== undefined && baseLanguage(tag) === baseLanguage(other);
}

/** The language of an entry for a reader of `targetLanguage`: exactly it, else its sibling in the same script. */
function readableTag(tags: readonly string[], targetLanguage: string): string | undefined {
  return tags.find((tag) => tag === targetLanguage) ?? tags.find((tag) => readsAs(tag, targetLanguage));
}
