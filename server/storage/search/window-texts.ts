/** The lines of windows, and the text by which a window is searched. */
import type { Kysely } from 'kysely';
import { ORIGINAL } from '../../../shared/language.ts';
import { foldText } from '../../../shared/search/folded-text.ts';
import type { SearchedLine, SearchedText } from '../../record/search/search-store.ts';
import type { Schema } from '../schema/schema.ts';

/** As the triggers of the migration `0018-search` have it. */
const WINDOW_POSITIONS = 16;

/** Settled captions of these windows, in reading order, with their settled translations. Two queries. */
export async function windowLines(
  db: Kysely<Schema>,
  meetingId: string,
  numbers: readonly number[],
): Promise<readonly SearchedLine[]> {
  if (numbers.length === 0) return [];
  const lines = await db
    .selectFrom('lines')
    .select(['id', 'position', 'at', 'speaker_name', 'language', 'text'])
    .where('meeting_id', '=', meetingId)
    .where(({ or, and, eb }) =>
      or(
        numbers.map((number) =>
          and([
            eb('position', '>=', number * WINDOW_POSITIONS),
            eb('position', '<', (number + 1) * WINDOW_POSITIONS),
          ]),
        ),
      ),
    )
    .where('kind', '=', 'caption')
    .where('removed', '=', 0)
    .where('state', '=', 'settled')
    .orderBy('position')
    .orderBy('id')
    .execute();
  const translations = await translationsOf(
    db,
    meetingId,
    lines.map(({ id }) => id),
  );
  return lines.map((line) => ({
    id: line.id,
    position: line.position,
    spokenAt: line.at,
    speaker: line.speaker_name ?? '',
    texts: [
      { language: ORIGINAL, textLanguage: line.language ?? 'und', text: line.text },
      ...(translations.get(line.id) ?? []),
    ],
  }));
}

/** What is searched of a window: each text folded, a line each. */
export function foldedWindow(lines: readonly SearchedLine[]): string {
  return lines
    .flatMap(({ texts }) => texts.map(({ text }) => foldText(text)))
    .filter((folded) => folded !== '')
    .join('\n');
}

async function translationsOf(
  db: Kysely<Schema>,
  meetingId: string,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SearchedText[]>> {
  const found = new Map<string, SearchedText[]>();
  if (lineIds.length === 0) return found;
  const languages = await db
    .selectFrom('rooms')
    .select('language')
    .where('meeting_id', '=', meetingId)
    .where('language', '!=', ORIGINAL)
    .orderBy('language')
    .execute();
  if (languages.length === 0) return found;
  const rows = await db
    .selectFrom('renderings')
    .select(['line_id', 'language', 'text_language', 'text'])
    .where('meeting_id', '=', meetingId)
    .where(
      'language',
      'in',
      languages.map(({ language }) => language),
    )
    .where('line_id', 'in', lineIds)
    .where('removed', '=', 0)
    .where('state', '=', 'settled')
    // The others hold the original's own words.
    .where('origin', 'in', ['machine', 'phrasebook', 'person'])
    .orderBy('language')
    .execute();
  for (const { line_id, language, text_language: textLanguage, text } of rows) {
    const texts = found.get(line_id) ?? [];
    texts.push({ language, textLanguage, text });
    found.set(line_id, texts);
  }
  return found;
}
