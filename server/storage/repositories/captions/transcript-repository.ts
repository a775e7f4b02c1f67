import type { Kysely } from 'kysely';
import { ORIGINAL } from '../../../../shared/language.ts';
import type { TranscriptLine } from '../../../record/transcript/transcript-line.ts';
import { inPages } from '../../deletion/slices.ts';
import type { Schema } from '../../schema/schema.ts';

/** The settled lines of a meeting, as a transcript. */
export class TranscriptRepository {
  readonly #db: Kysely<Schema>;

  constructor(options: { readonly db: Kysely<Schema> }) {
    this.#db = options.db;
  }

  /**
   * Lines settled in this language, in reading order, without removed ones; `original`: each line as it was spoken. Page by
   * page, because a long meeting has thousands.
   */
  async settledLines(meetingId: string, targetLanguage: string): Promise<readonly TranscriptLine[]> {
    const lines: TranscriptLine[] = [];
    const pages = inPages<SettledRow>((after, limit) =>
      this.#page({ meetingId, targetLanguage, after, limit }),
    );
    for await (const page of pages)
      lines.push(...page.map(({ at, speaker_name, text }) => ({ at, name: speaker_name ?? '', text })));
    return lines;
  }

  async #page(asked: {
    readonly meetingId: string;
    readonly targetLanguage: string;
    readonly after: SettledRow | undefined;
    readonly limit: number;
  }): Promise<readonly SettledRow[]> {
    const { meetingId, targetLanguage, after, limit } = asked;
    const captions = this.#db
      .selectFrom('lines')
      .where('lines.meeting_id', '=', meetingId)
      .where('lines.kind', '=', 'caption')
      .where('lines.removed', '=', 0)
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('lines.position', 'lines.id'), '>', tuple(after?.position ?? 0, after?.id ?? '')),
        ),
      )
      .orderBy('lines.position')
      .orderBy('lines.id')
      .limit(limit);
    if (targetLanguage === ORIGINAL) {
      return await captions
        .where('lines.state', '=', 'settled')
        .select(['lines.id', 'lines.position', 'lines.at', 'lines.speaker_name', 'lines.text'])
        .execute();
    }
    return await captions
      .innerJoin('renderings', (join) =>
        join
          .onRef('renderings.meeting_id', '=', 'lines.meeting_id')
          .onRef('renderings.line_id', '=', 'lines.id')
          .on('renderings.language', '=', targetLanguage),
      )
      .where('renderings.state', '=', 'settled')
      .where('renderings.removed', '=', 0)
      .select(['lines.id', 'lines.position', 'lines.at', 'lines.speaker_name', 'renderings.text'])
      .execute();
  }
}

interface SettledRow {
  readonly id: string;
  readonly position: number;
  readonly at: number;
  readonly speaker_name: string | null;
  readonly text: string;
}
