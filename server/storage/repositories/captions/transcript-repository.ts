import type { Kysely } from 'kysely';
import { ORIGINAL } from '../../../../shared/language.ts';
import type { TranscriptLine } from '../../../record/transcript-line.ts';
import type { Schema } from '../../schema/schema.ts';

/** The settled lines of a meeting, as a transcript. */
export class TranscriptRepository {
  readonly #db: Kysely<Schema>;

  constructor(options: { readonly db: Kysely<Schema> }) {
    this.#db = options.db;
  }

  /** Lines settled in this language, in reading order, without removed ones; `original`: each line as it was spoken. */
  async settledLines(meetingId: string, targetLanguage: string): Promise<readonly TranscriptLine[]> {
    const captions = this.#db
      .selectFrom('lines')
      .where('lines.meeting_id', '=', meetingId)
      .where('lines.kind', '=', 'caption')
      .where('lines.removed', '=', 0)
      .orderBy('lines.position')
      .orderBy('lines.id');
    const rows =
      targetLanguage === ORIGINAL
        ? await captions
            .where('lines.state', '=', 'settled')
            .select(['lines.at', 'lines.speaker_name', 'lines.text'])
            .execute()
        : await captions
            .innerJoin('renderings', (join) =>
              join
                .onRef('renderings.meeting_id', '=', 'lines.meeting_id')
                .onRef('renderings.line_id', '=', 'lines.id')
                .on('renderings.language', '=', targetLanguage),
            )
            .where('renderings.state', '=', 'settled')
            .where('renderings.removed', '=', 0)
            .select(['lines.at', 'lines.speaker_name', 'renderings.text'])
            .execute();
    return rows.map(({ at, speaker_name, text }) => ({ at, name: speaker_name ?? '', text }));
  }
}
