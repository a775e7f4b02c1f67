/** Overwrites what one stream brought, page by page: its segments, its lines and their renderings. */
import type { Kysely } from 'kysely';
import type { Databases } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { inPages, SliceSize } from './slices.ts';

export interface WipedLines {
  readonly meetingId: string;
  readonly lineIds: readonly string[];
}

/** Yields the lines that held words, names or renderings; a second call yields none. */
export async function* wipeStream(databases: Databases, streamId: string): AsyncGenerator<WipedLines> {
  const disk = databases.disk.db;
  const spoken = databases.spoken.db;
  for (const meetingId of await meetingsOf(disk, spoken, streamId)) {
    await wipeSegments(spoken, meetingId, streamId);
    const notesToo = !(await hasOtherStreams(disk, meetingId, streamId));
    const targetLanguages = await targetLanguagesOf(spoken, meetingId);
    const size = new SliceSize();
    const pages = inPages<string>(
      (after, limit) => pageOfLines(spoken, { meetingId, streamId, notesToo, after, limit }),
      size,
    );
    for await (const page of pages) {
      const wiped = new Set(await size.measure(() => wipeLines(spoken, meetingId, page)));
      await deleteMarks(spoken, meetingId, page);
      for (const targetLanguage of targetLanguages) {
        await new Promise(setImmediate);
        const ids = await size.measure(() => wipeRenderings(spoken, meetingId, targetLanguage, page));
        for (const id of ids) wiped.add(id);
      }
      if (wiped.size > 0) yield { meetingId, lineIds: [...wiped] };
    }
  }
}

async function meetingsOf(
  disk: Kysely<Schema>,
  spoken: Kysely<Schema>,
  streamId: string,
): Promise<readonly string[]> {
  const spokenIn = await spoken
    .selectFrom('lines')
    .select('meeting_id')
    .distinct()
    .where('stream_id', '=', streamId)
    .execute();
  const streamOf = await disk
    .selectFrom('streams')
    .select('meeting_id')
    .where('stream_id', '=', streamId)
    .execute();
  return [...new Set([...spokenIn, ...streamOf].map((row) => row.meeting_id))];
}

/** Notes name speakers but no stream: they are wiped with the only stream of their meeting. */
async function hasOtherStreams(disk: Kysely<Schema>, meetingId: string, streamId: string): Promise<boolean> {
  const other = await disk
    .selectFrom('streams')
    .select('stream_id')
    .where('meeting_id', '=', meetingId)
    .where('stream_id', '!=', streamId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

async function targetLanguagesOf(spoken: Kysely<Schema>, meetingId: string): Promise<readonly string[]> {
  const rows = await spoken
    .selectFrom('rooms')
    .select('language')
    .where('meeting_id', '=', meetingId)
    .union(spoken.selectFrom('renderings').select('language').distinct().where('meeting_id', '=', meetingId))
    .execute();
  return rows.map(({ language }) => language);
}

/** Writes only segments that still hold something: `secure_delete` makes every rewritten row expensive. */
async function wipeSegments(spoken: Kysely<Schema>, meetingId: string, streamId: string): Promise<void> {
  const size = new SliceSize();
  const page = async (after: number | undefined, limit: number) => {
    const rows = await spoken
      .selectFrom('segments')
      .select('seq')
      .where('meeting_id', '=', meetingId)
      .where('stream_id', '=', streamId)
      .$if(after !== undefined, (query) => query.where('seq', '>', after ?? 0))
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(({ seq }) => seq);
  };
  for await (const seqs of inPages<number>(page, size)) {
    const wiping = spoken
      .updateTable('segments')
      .set({ text: '', speaker_id: '', speaker_name: '', sentence_id: null, repeat_digest: null })
      .where('meeting_id', '=', meetingId)
      .where('seq', 'in', seqs)
      .where((eb) =>
        eb.or([
          eb('text', '!=', ''),
          eb('speaker_id', '!=', ''),
          eb('speaker_name', '!=', ''),
          eb('sentence_id', 'is not', null),
          eb('repeat_digest', 'is not', null),
        ]),
      );
    await size.measure(() => wiping.execute());
  }
}

async function pageOfLines(
  spoken: Kysely<Schema>,
  asked: {
    readonly meetingId: string;
    readonly streamId: string;
    readonly notesToo: boolean;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly string[]> {
  const { meetingId, streamId, notesToo, after, limit } = asked;
  const rows = await spoken
    .selectFrom('lines')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .where((eb) => {
      const own = eb('stream_id', '=', streamId);
      return notesToo ? eb.or([own, eb('kind', '!=', 'caption')]) : own;
    })
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

async function wipeLines(
  spoken: Kysely<Schema>,
  meetingId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await spoken
    .updateTable('lines')
    .set({ text: '', parts: '[]', speaker_id: '', speaker_name: '', state: 'settled', removed: 1 })
    .where('meeting_id', '=', meetingId)
    .where('id', 'in', ids)
    .where((eb) => eb.or([eb('removed', '=', 0), eb('text', '!=', ''), eb('speaker_name', '!=', '')]))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Version 0 marks a removal that no reader received: the language's feed sends it when it opens. */
async function wipeRenderings(
  spoken: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  lineIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await spoken
    .updateTable('renderings')
    .set({ text: '', removed: 1, version: 0 })
    .where('meeting_id', '=', meetingId)
    .where('language', '=', targetLanguage)
    .where('line_id', 'in', lineIds)
    .where((eb) => eb.or([eb('text', '!=', ''), eb('removed', '=', 0)]))
    .returning('line_id')
    .execute();
  return rows.map(({ line_id }) => line_id);
}

async function deleteMarks(
  spoken: Kysely<Schema>,
  meetingId: string,
  lineIds: readonly string[],
): Promise<void> {
  await spoken
    .deleteFrom('marks')
    .where('meeting_id', '=', meetingId)
    .where('line_id', 'in', lineIds)
    .execute();
}
