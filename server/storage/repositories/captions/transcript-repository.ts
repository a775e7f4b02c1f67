import type { Kysely } from 'kysely';
import { ORIGINAL } from '../../../../shared/language.ts';
import type { Schema } from '../../schema/schema.ts';

export interface TranscriptLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

/** A meeting's record as a whole, to be read afterwards. */
export class TranscriptRepository {
  readonly #db: Kysely<Schema>;

  constructor(options: { readonly db: Kysely<Schema> }) {
    this.#db = options.db;
  }

  /** What settled in this language, in reading order, removed lines left out; `original`: each line as it was spoken. */
  async settledLines(meetingId: string, language: string): Promise<readonly TranscriptLine[]> {
    const captions = this.#db
      .selectFrom('lines')
      .where('lines.meeting_id', '=', meetingId)
      .where('lines.kind', '=', 'caption')
      .where('lines.removed', '=', 0)
      .orderBy('lines.position')
      .orderBy('lines.id');
    const rows =
      language === ORIGINAL
        ? await captions
            .where('lines.state', '=', 'settled')
            .select(['lines.at', 'lines.speaker_name', 'lines.text'])
            .execute()
        : await captions
            .innerJoin('renderings', (join) =>
              join
                .onRef('renderings.meeting_id', '=', 'lines.meeting_id')
                .onRef('renderings.line_id', '=', 'lines.id')
                .on('renderings.language', '=', language),
            )
            .where('renderings.state', '=', 'settled')
            .where('renderings.removed', '=', 0)
            .select(['lines.at', 'lines.speaker_name', 'renderings.text'])
            .execute();
    return rows.map(({ at, speaker_name, text }) => ({ at, name: speaker_name ?? '', text }));
  }
}
