import type { Kysely, Selectable } from 'kysely';
import type { StreamRecord, StreamStore } from '../../zoom/rtms/stream-store.ts';
import { inBatches } from '../batches.ts';
import type { RecordDeletion } from '../deletion/record-deletion.ts';
import type { Fences } from '../fences.ts';
import { prepareQuery, type ValueAt } from '../prepared-query.ts';
import type { Schema, StreamsTable } from '../schema/schema.ts';
import { flag, textList } from './captions/caption-rows.ts';

/** The streams that a restarted process resumes. Always on disk; the rows hold no spoken word. */
export class StreamRepository implements StreamStore {
  readonly #db: Kysely<Schema>;
  readonly #deletion: RecordDeletion;
  readonly #fences: Pick<Fences, 'check'>;
  readonly #ofOneMeeting = prepareQuery((value: ValueAt<{ readonly meetingId: string }>) =>
    this.#db
      .selectFrom('streams')
      .selectAll()
      .where('meeting_id', '=', value('meetingId'))
      .orderBy('started_at'),
  );

  constructor(options: {
    readonly db: Kysely<Schema>;
    readonly deletion: RecordDeletion;
    readonly fences: Pick<Fences, 'check'>;
  }) {
    this.#db = options.db;
    this.#deletion = options.deletion;
    this.#fences = options.fences;
  }

  async save(stream: StreamRecord): Promise<void> {
    const { stream_id, ...row } = streamRow(stream);
    await this.#db.transaction().execute(async (trx) => {
      // A stream that ended before its start belongs to no meeting yet.
      if (stream.meetingId !== '') await this.#fences.check(trx, stream.meetingId);
      await trx
        .insertInto('streams')
        .values({ stream_id, ...row })
        .onConflict((conflict) => conflict.column('stream_id').doUpdateSet(row))
        .execute();
    });
  }

  async find(streamId: string): Promise<StreamRecord | undefined> {
    const row = await this.#db
      .selectFrom('streams')
      .selectAll()
      .where('stream_id', '=', streamId)
      .executeTakeFirst();
    return row === undefined ? undefined : streamOf(row);
  }

  /** Oldest first. */
  async open(): Promise<readonly StreamRecord[]> {
    const rows = await this.#db
      .selectFrom('streams')
      .selectAll()
      .where('phase', '=', 'open')
      .orderBy('started_at')
      .execute();
    return rows.map(streamOf);
  }

  /** Meetings with a stream that has not ended. */
  async openMeetings(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('streams')
      .select('meeting_id')
      .distinct()
      .where('phase', '=', 'open')
      .execute();
    return rows.map((row) => row.meeting_id);
  }

  /** Oldest first. */
  async ofMeetings(meetingIds: readonly string[]): Promise<readonly StreamRecord[]> {
    const [meetingId] = meetingIds;
    if (meetingId !== undefined && meetingIds.length === 1)
      return (await this.#db.executeQuery(this.#ofOneMeeting({ meetingId }))).rows.map(streamOf);
    const rows = await this.#db
      .selectFrom('streams')
      .selectAll()
      .where('meeting_id', 'in', [...meetingIds])
      .orderBy('started_at')
      .execute();
    return rows.map(streamOf);
  }

  /** Stores when media was last good: after a restart, the gap begins there. */
  async mark(
    { good, paused }: { readonly good: readonly string[]; readonly paused: readonly string[] },
    at: number,
  ): Promise<void> {
    const set = (ids: readonly string[], goodUntil: number | null) =>
      this.#db.updateTable('streams').set({ good_until: goodUntil }).where('stream_id', 'in', ids).execute();
    for (const batch of inBatches(good)) await set(batch, Math.round(at));
    for (const batch of inBatches(paused)) await set(batch, null);
  }

  /** Wipes every line of this stream at once (RTMS stop reason 8, consent revoked). The stream's own row stays. */
  async deleteRecord(streamId: string): Promise<void> {
    await this.#deletion.wipeStream(streamId);
  }
}

function streamRow(stream: StreamRecord): StreamsTable {
  return {
    stream_id: stream.streamId,
    meeting_id: stream.meetingId,
    zoom_uuid: stream.zoomUuid,
    server_urls: JSON.stringify(stream.serverUrls),
    operator_id: stream.operatorId ?? null,
    is_original_host: flag(stream.isOriginalHost),
    started_at: Math.round(stream.startedAt),
    phase: stream.phase,
    stop_reason: stream.stopReason ?? null,
    stopped_at: stream.stoppedAt === undefined ? null : Math.round(stream.stoppedAt),
    updated_at: Math.round(stream.updatedAt),
    good_until: stream.goodUntil === undefined ? null : Math.round(stream.goodUntil),
  };
}

function streamOf(row: Selectable<StreamsTable>): StreamRecord {
  return {
    streamId: row.stream_id,
    meetingId: row.meeting_id,
    zoomUuid: row.zoom_uuid,
    serverUrls: textList.parse(JSON.parse(row.server_urls)),
    ...(row.operator_id === null ? {} : { operatorId: row.operator_id }),
    isOriginalHost: row.is_original_host === 1,
    startedAt: row.started_at,
    phase: row.phase,
    ...(row.stop_reason === null ? {} : { stopReason: row.stop_reason }),
    ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
    updatedAt: row.updated_at,
    ...(row.good_until === null ? {} : { goodUntil: row.good_until }),
  };
}
