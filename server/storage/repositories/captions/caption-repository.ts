import type { Kysely, Transaction } from 'kysely';
import type { Line } from '../../../captions/model/line.ts';
import { OUTDATED, type RenderedLine, type Rendering } from '../../../captions/model/rendering.ts';
import type {
  CaptionStore,
  MeetingSnapshot,
  NewestLines,
  StoredSegment,
  StoredStatus,
} from '../../../captions/ports/caption-store.ts';
import { inBatches, lastByKey } from '../../batches.ts';
import type { DiskScrub } from '../../deletion/disk-scrub.ts';
import { DELETED, type MeetingClock } from '../../deletion/meeting-clock.ts';
import type { Fences } from '../../fences.ts';
import type { Schema } from '../../schema/schema.ts';
import { statusColumns } from '../meetings/meeting-rows.ts';
import { lineRow, renderingRow, repeatDigest, segmentRow, storedSegment } from './caption-rows.ts';
import {
  overwrites,
  removeRenderings,
  writeLines,
  writeRenderings,
  writeSegments,
} from './caption-writes.ts';
import { loadSnapshot } from './meeting-snapshot.ts';
import {
  changedLines,
  lastRenderedPosition,
  lastVersion,
  linesAbove,
  linesById,
  newestLines,
  renderedLines,
  unrenderedLines,
} from './rendered-lines.ts';

/** Segments, lines and renderings of every meeting. Every method may reject with a `StorageError`. */
export class CaptionRepository implements CaptionStore {
  readonly #db: Kysely<Schema>;
  readonly #clock: MeetingClock;
  readonly #fences: Pick<Fences, 'check'>;
  readonly #scrub: Pick<DiskScrub, 'request'>;

  constructor(options: {
    readonly db: Kysely<Schema>;
    readonly clock: MeetingClock;
    readonly fences: Pick<Fences, 'check'>;
    readonly scrub: Pick<DiskScrub, 'request'>;
  }) {
    this.#db = options.db;
    this.#clock = options.clock;
    this.#fences = options.fences;
    this.#scrub = options.scrub;
  }

  async load(meetingId: string): Promise<MeetingSnapshot> {
    return await this.#db.transaction().execute((trx) => loadSnapshot(trx, meetingId));
  }

  async commit(
    meetingId: string,
    change: { readonly segments: readonly StoredSegment[]; readonly lines: readonly Line[] },
  ): Promise<void> {
    const segments = lastByKey(change.segments, ({ seq }) => seq).map((stored) =>
      segmentRow(meetingId, stored),
    );
    const lines = lastByKey(change.lines, ({ id }) => id).map((line) => lineRow(meetingId, line));
    const removed = lines.filter((line) => line.kind === 'caption' && line.removed === 1).map(({ id }) => id);
    await this.#write(meetingId, async (trx) => {
      for (const batch of inBatches(segments)) await writeSegments(trx, batch);
      for (const batch of inBatches(lines)) await writeLines(trx, batch);
      for (const batch of inBatches(removed)) await removeRenderings(trx, meetingId, batch);
      await this.#clock.active(trx, meetingId);
    });
    if (overwrites(change)) this.#scrub.request();
  }

  async hasSegment(meetingId: string, streamId: string, repeatKey: string): Promise<boolean> {
    const found = await this.#db
      .selectFrom('segments')
      .select('seq')
      .where('stream_id', '=', streamId)
      .where('repeat_digest', '=', repeatDigest(repeatKey))
      .where('meeting_id', '=', meetingId)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  }

  async findSentence(
    meetingId: string,
    streamId: string,
    { id, speakerId }: { readonly id: string; readonly speakerId?: string },
  ): Promise<StoredSegment | undefined> {
    const row = await this.#db
      .selectFrom('segments')
      .selectAll()
      .where('stream_id', '=', streamId)
      .where('sentence_id', '=', id)
      .where('meeting_id', '=', meetingId)
      .$if(speakerId !== undefined, (query) => query.where('speaker_id', '=', speakerId ?? ''))
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : storedSegment(row);
  }

  async lines(meetingId: string, ids: readonly string[]): Promise<readonly Line[]> {
    return await linesById(this.#db, meetingId, ids);
  }

  async saveStatus(meetingId: string, status: StoredStatus): Promise<void> {
    await this.#write(meetingId, (trx) =>
      trx
        .updateTable('meetings')
        .set({
          ...statusColumns(status),
          expires_at: this.#clock.expiry(),
        })
        .where('id', '=', meetingId)
        .where('expires_at', '>', DELETED)
        .execute(),
    );
  }

  async reserveVersions(
    meetingId: string,
    targetLanguage: string,
    count: number,
  ): Promise<{ readonly through: number }> {
    // One statement, so that two that reserve at the same moment get separate blocks.
    return await this.#write(meetingId, (trx) =>
      trx
        .insertInto('rooms')
        .values({ meeting_id: meetingId, language: targetLanguage, reserved_through: count })
        .onConflict((conflict) =>
          conflict.columns(['meeting_id', 'language']).doUpdateSet((eb) => ({
            reserved_through: eb('rooms.reserved_through', '+', eb.ref('excluded.reserved_through')),
          })),
        )
        .returning('reserved_through as through')
        .executeTakeFirstOrThrow(),
    );
  }

  async lastVersion(meetingId: string, targetLanguage: string): Promise<number> {
    return await lastVersion(this.#db, meetingId, targetLanguage);
  }

  async saveRenderings(
    meetingId: string,
    targetLanguage: string,
    renderings: readonly Rendering[],
  ): Promise<void> {
    const rows = lastByKey(renderings, ({ lineId }) => lineId).map((rendering) =>
      renderingRow(meetingId, targetLanguage, rendering),
    );
    await this.#write(meetingId, async (trx) => {
      for (const batch of inBatches(rows)) await writeRenderings(trx, batch);
    });
    if (renderings.some(({ corrected, removed }) => corrected || removed)) this.#scrub.request();
  }

  async newest(
    meetingId: string,
    targetLanguage: string,
    options: NewestLines,
  ): Promise<readonly RenderedLine[]> {
    return await newestLines(this.#db, meetingId, targetLanguage, options);
  }

  async changes(
    meetingId: string,
    targetLanguage: string,
    after: number,
    limit: number,
  ): Promise<readonly (RenderedLine & { readonly rendering: Rendering })[]> {
    return await changedLines(this.#db, meetingId, targetLanguage, after, limit);
  }

  async rendered(
    meetingId: string,
    targetLanguage: string,
    ids: readonly string[],
  ): Promise<readonly RenderedLine[]> {
    return await renderedLines(this.#db, meetingId, targetLanguage, ids);
  }

  async languages(meetingId: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('rooms')
      .select('language')
      .where('meeting_id', '=', meetingId)
      .execute();
    return rows.map((row) => row.language);
  }

  async outdate(meetingId: string, targetLanguage: string, ids: readonly string[]): Promise<void> {
    await this.#write(meetingId, async (trx) => {
      for (const batch of inBatches(ids)) {
        await trx
          .updateTable('renderings')
          .set({ revision: OUTDATED })
          .where('meeting_id', '=', meetingId)
          .where('language', '=', targetLanguage)
          .where('line_id', 'in', batch)
          .execute();
      }
    });
  }

  async linesAbove(meetingId: string, position: number, limit: number): Promise<readonly Line[]> {
    return await linesAbove(this.#db, meetingId, position, limit);
  }

  async unrendered(
    meetingId: string,
    targetLanguage: string,
    position: number,
    limit: number,
  ): Promise<readonly Line[]> {
    return await unrenderedLines(this.#db, meetingId, targetLanguage, position, limit);
  }

  async lastRenderedPosition(meetingId: string, targetLanguage: string, version?: number): Promise<number> {
    return await lastRenderedPosition(this.#db, meetingId, targetLanguage, version);
  }

  /** One transaction that no node but the owner of the meeting carries out. */
  #write<T>(meetingId: string, write: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
    return this.#db.transaction().execute(async (trx) => {
      await this.#fences.check(trx, meetingId);
      return await write(trx);
    });
  }
}
