/** Overwrites what one stream brought: segments, lines and what every language showed of them. */
import type { Transaction } from 'kysely';
import { inBatches } from './batches.ts';
import type { Schema } from './schema.ts';

export interface WipedLines {
  readonly meetingId: string;
  readonly lineIds: readonly string[];
}

/** Returns the lines that held anything until now: a second call finds none. */
export async function wipeStream(
  disk: Transaction<Schema>,
  spoken: Transaction<Schema>,
  streamId: string,
): Promise<readonly WipedLines[]> {
  await spoken
    .updateTable('segments')
    .set({ text: '', speaker_id: '', speaker_name: '', sentence_id: null, repeat_digest: null })
    .where('stream_id', '=', streamId)
    .execute();
  const wiped: WipedLines[] = [];
  for (const meetingId of await meetingsOf(disk, spoken, streamId)) {
    const notesToo = !(await hasOtherStreams(disk, meetingId, streamId));
    const lineIds = await wipeLines(spoken, meetingId, streamId, notesToo);
    const renderedIds = await wipeRenderings(spoken, meetingId, streamId, lineIds);
    const ids = [...new Set([...lineIds, ...renderedIds])];
    if (ids.length > 0) wiped.push({ meetingId, lineIds: ids });
  }
  return wiped;
}

async function meetingsOf(
  disk: Transaction<Schema>,
  spoken: Transaction<Schema>,
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

/** Notes say who came and went, but not through which stream: they go with the only one. */
async function hasOtherStreams(
  disk: Transaction<Schema>,
  meetingId: string,
  streamId: string,
): Promise<boolean> {
  const other = await disk
    .selectFrom('streams')
    .select('stream_id')
    .where('meeting_id', '=', meetingId)
    .where('stream_id', '!=', streamId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

async function wipeLines(
  spoken: Transaction<Schema>,
  meetingId: string,
  streamId: string,
  notesToo: boolean,
): Promise<readonly string[]> {
  const rows = await spoken
    .updateTable('lines')
    .set({ text: '', parts: '[]', speaker_id: '', speaker_name: '', state: 'settled', removed: 1 })
    .where('meeting_id', '=', meetingId)
    .where((eb) => {
      const own = eb('stream_id', '=', streamId);
      return notesToo ? eb.or([own, eb('kind', '!=', 'caption')]) : own;
    })
    .where((eb) => eb.or([eb('removed', '=', 0), eb('text', '!=', ''), eb('speaker_name', '!=', '')]))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Version 0 says that no reader of this language has been told yet: a room that is not open now does it when it opens. */
async function wipeRenderings(
  spoken: Transaction<Schema>,
  meetingId: string,
  streamId: string,
  lineIds: readonly string[],
): Promise<readonly string[]> {
  const lines = await spoken
    .selectFrom('lines')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .where('stream_id', '=', streamId)
    .execute();
  const wiped: string[] = [];
  const all = [...new Set([...lines.map(({ id }) => id), ...lineIds])];
  for (const batch of inBatches(all)) {
    const rows = await spoken
      .updateTable('renderings')
      .set({ text: '', removed: 1, version: 0 })
      .where('meeting_id', '=', meetingId)
      .where('line_id', 'in', batch)
      .where((eb) => eb.or([eb('text', '!=', ''), eb('removed', '=', 0)]))
      .returning('line_id')
      .execute();
    wiped.push(...rows.map(({ line_id }) => line_id));
  }
  return wiped;
}
