import type { Kysely } from 'kysely';
import { ORIGINAL } from '../../../../shared/language.ts';
import type { RenderedLine } from '../../../captions/model/rendering.ts';
import type { TranscriptLine } from '../../../record/transcript/transcript-line.ts';
import { inBatches } from '../../batches.ts';
import { inPages } from '../../deletion/slices.ts';
import type { Schema } from '../../schema/schema.ts';
import { linesBehind } from './rendered-lines.ts';

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

  /** Settled lines and notes with what the language shows of them, in reading order, page by page. */
  async *pages(
    meetingId: string,
    targetLanguage: string,
    until: number | undefined,
  ): AsyncGenerator<readonly RenderedLine[]> {
    const pages = inPages<RenderedLine>((after, limit) =>
      linesBehind(this.#db, meetingId, targetLanguage, { after: after?.line, until, limit }),
    );
    yield* pages;
  }

  /** When each of these segments ended, by its number, milliseconds since 1970; those of which Zoom did not say are left out. */
  async segmentEnds(meetingId: string, seqs: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const ends = new Map<number, number>();
    for (const batch of inBatches(seqs)) {
      const rows = await this.#db
        .selectFrom('segments')
        .select(['seq', 'ended_at'])
        .where('meeting_id', '=', meetingId)
        .where('seq', 'in', batch)
        .execute();
      for (const { seq, ended_at } of rows) if (ended_at !== null) ends.set(seq, ended_at);
    }
    return ends;
  }

  /** When the first line was spoken or noted, milliseconds since 1970; `undefined`: there is none. */
  async startOf(meetingId: string): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('lines')
      .select('at')
      .where('meeting_id', '=', meetingId)
      .where('removed', '=', 0)
      .where('state', '=', 'settled')
      .orderBy('position')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row?.at;
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
