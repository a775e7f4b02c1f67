/** What is asked of an export, from a query or a body. */
import { z } from 'zod';
import { canonicalTag, ORIGINAL } from '../../../../shared/language.ts';
import { exportFormats, exportTimes } from '../../../../shared/reports/transcript-export.ts';
import { isTimeZone } from '../../../export/text/clock.ts';
import { HttpProblem } from '../../answers/problem.ts';

export type ParsedExport = z.infer<typeof exportSchema>;

/** @throws {HttpProblem} 400, with a sentence about the first field that is wrong */
export function exportFrom(asked: unknown): ParsedExport {
  const parsed = exportSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0];
  const sentence = sentences[String(field)] ?? 'Name a format, a language and the like once each.';
  throw new HttpProblem(400, 'bad-request', sentence);
}

/** @throws {HttpProblem} 500: not what was stored */
export function storedExport(stored: string): ParsedExport {
  return exportSchema.parse(JSON.parse(stored));
}

const flag = z
  .union([z.boolean(), z.enum(['0', '1', 'false', 'true'])])
  .transform((value) => (typeof value === 'boolean' ? value : value === '1' || value === 'true'));

const language = z
  .string()
  .max(64)
  .transform((tag) => (tag === ORIGINAL ? ORIGINAL : canonicalTag(tag)))
  .pipe(z.string());

const exportSchema = z.object({
  format: z.enum(exportFormats).default('txt'),
  /** Absent: the default of the server. */
  language: language.optional(),
  bilingual: flag.default(false),
  speakers: flag.default(true),
  times: z.enum(exportTimes).default('relative'),
  timeZone: z.string().refine(isTimeZone).default('UTC'),
  interface: language.optional(),
});

const sentences: Readonly<Record<string, string>> = {
  format: `format is one of ${exportFormats.join(', ')}.`,
  language: `language is a tag, as es or pt-BR, or ${ORIGINAL}.`,
  bilingual: 'bilingual is 1 for the original beside each translation, or 0.',
  speakers: 'speakers is 0 to leave out the names, or 1.',
  times: `times is one of ${exportTimes.join(', ')}.`,
  timeZone: 'timeZone is the IANA name of a time zone, as Europe/Madrid.',
  interface: 'interface is the tag of a language, for headings and notes.',
};
