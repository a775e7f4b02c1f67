import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Line } from '../../../captions/model/line.ts';
import type { RenderedLine, Rendering } from '../../../captions/model/rendering.ts';
import type {
  CaptionStore,
  MeetingSnapshot,
  NewestLines,
  StoredSegment,
  StoredStatus,
} from '../../../captions/ports/caption-store.ts';
import type { DiskScrub } from '../../deletion/disk-scrub.ts';
import { DELETED, type MeetingClock } from '../../deletion/meeting-clock.ts';
import type { GroupCommit, MeetingWrite, WriteResult } from '../../group-commit.ts';
import type { Schema } from '../../schema/schema.ts';
import { statusColumns } from '../meetings/meeting-rows.ts';
import { lineRow, renderingRow, segmentRow } from './caption-rows.ts';
import { type CaptionWrites, createCaptionWrites, overwrites } from './caption-writes.ts';
import { loadSnapshot } from './meeting-snapshot.ts';
import {
  changedLines,
  linesAbove,
  linesById,
  newestLines,
  renderedLines,
  unrenderedLines,
} from './rendered-lines.ts';
import { lastRenderedPosition, lastVersion } from './room-marks.ts';
import { createSegmentReads, type SegmentReads } from './segment-reads.ts';

/** Segments, lines and renderings of every meeting. Every method may reject with a `StorageError`. */
export class CaptionRepository implements CaptionStore {
  readonly #db: Kysely<Schema>;
  readonly #commits: Pick<GroupCommit, 'write'>;
  readonly #writes: CaptionWrites;
  readonly #segments: SegmentReads;
  readonly #clock: MeetingClock;
  readonly #scrub: Pick<DiskScrub, 'request'>;

  constructor(options: {
    readonly db: Kysely<Schema>;
    readonly commits: Pick<GroupCommit, 'write'>;
    readonly clock: MeetingClock;
    readonly scrub: Pick<DiskScrub, 'request'>;
  }) {
    this.#db = options.db;
    this.#commits = options.commits;
    this.#writes = createCaptionWrites(options.db);
    this.#segments = createSegmentReads(options.db);
    this.#clock = options.clock;
    this.#scrub = options.scrub;
  }

  async load(meetingId: string): Promise<MeetingSnapshot> {
    return await this.#db.transaction().execute((trx) => loadSnapshot(trx, meetingId));
  }

  async commit(
    meetingId: string,
    change: { readonly segments: readonly StoredSegment[]; readonly lines: readonly Line[] },
  ): Promise<void> {
    const segments = change.segments.map((stored) => segmentRow(meetingId, stored));
    const lines = change.lines.map((line) => lineRow(meetingId, line));
    const removed = lines.filter((line) => line.kind === 'caption' && line.removed === 1).map(({ id }) => id);
    const extension = this.#clock.extension(this.#db, meetingId);
    await this.#commits.write({
      meetingId,
      rows: [this.#writes.segments.write(segments), this.#writes.lines.write(lines)],
      queries: [...this.#writes.removals(meetingId, removed), ...extension],
    });
    if (extension.length > 0) this.#clock.extended(meetingId);
    if (overwrites(change)) this.#scrub.request();
  }

  async hasSegment(meetingId: string, streamId: string, repeatKey: string): Promise<boolean> {
    return await this.#segments.has(meetingId, streamId, repeatKey);
  }

  async findSentence(
    meetingId: string,
    streamId: string,
    sentence: { readonly id: string; readonly speakerId?: string },
  ): Promise<StoredSegment | undefined> {
    return await this.#segments.ofSentence({ meetingId, streamId, ...sentence });
  }

  async lines(meetingId: string, ids: readonly string[]): Promise<readonly Line[]> {
    return await linesById(this.#db, meetingId, ids);
  }

  async saveStatus(meetingId: string, status: StoredStatus): Promise<void> {
    await this.#write(meetingId, [
      this.#db
        .updateTable('meetings')
        .set({ ...statusColumns(status), ...this.#clock.activity() })
        .where('id', '=', meetingId)
        .where('expires_at', '>', DELETED)
        .compile(),
    ]);
  }

  async reserveVersions(
    meetingId: string,
    targetLanguage: string,
    count: number,
  ): Promise<{ readonly through: number }> {
    const [result] = await this.#write(meetingId, [
      this.#writes.reservation(meetingId, targetLanguage, count),
    ]);
    return reserved.parse(result?.rows[0]);
  }

  async lastVersion(meetingId: string, targetLanguage: string): Promise<number> {
    return await lastVersion(this.#db, meetingId, targetLanguage);
  }

  async saveRenderings(
    meetingId: string,
    targetLanguage: string,
    renderings: readonly Rendering[],
  ): Promise<void> {
    const rows = renderings.map((rendering) => renderingRow(meetingId, targetLanguage, rendering));
    await this.#commits.write({ meetingId, rows: [this.#writes.renderings.write(rows)] });
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
    await this.#write(meetingId, this.#writes.outdated(meetingId, targetLanguage, ids));
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

  #write(meetingId: string, queries: NonNullable<MeetingWrite['queries']>): Promise<WriteResult> {
    return queries.length === 0 ? Promise.resolve([]) : this.#commits.write({ meetingId, queries });
  }
}

const reserved = z.object({ through: z.number() });
