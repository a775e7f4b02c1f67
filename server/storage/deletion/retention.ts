import type { Logger } from '../../logger.ts';
import type { Databases } from '../database.ts';
import { asStorageError } from '../storage-error.ts';
import type { DiskScrub } from './disk-scrub.ts';
import { DELETED } from './meeting-clock.ts';
import type { DeletionReceipt, RecordDeletion } from './record-deletion.ts';
import { inSlices, ROWS_PER_SLICE } from './slices.ts';

/** The longest time a record stays after its expiry. */
const SWEEP_EVERY_MS = 10 * 60_000;
/** Meetings per page of a sweep; each page ends in a scrub. */
const MEETINGS_AT_ONCE = 500;
/** Rows of ended streams stay this long where no stored meeting deletes them (`RETENTION_HOURS=0`). */
const ENDED_STREAMS_KEPT_MS = 7 * 24 * 3_600_000;

export interface RetentionOptions {
  readonly databases: Databases;
  readonly deletion: RecordDeletion;
  readonly scrub: Pick<DiskScrub, 'done'>;
  /** Rows that are of no use after a time, whatever becomes of meetings. */
  readonly transient: readonly { prune(): Promise<void> }[];
  readonly logger: Logger;
  readonly now: () => number;
}

/** Deletes expired records: when it is started, then every ten minutes. */
export class Retention implements AsyncDisposable {
  readonly #options: RetentionOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#sweepInBackground(), SWEEP_EVERY_MS).unref();
    this.#sweepInBackground();
  }

  /** Deletes the whole record of one meeting, expired or not. */
  async deleteMeeting(meetingId: string): Promise<DeletionReceipt> {
    return await this.#options.deletion.deleteMeetings([meetingId]);
  }

  /** Deletes every expired meeting that has no open stream. */
  async sweep(): Promise<void> {
    const { databases, deletion, scrub, transient } = this.#options;
    const open = await databases.disk.db
      .selectFrom('streams')
      .select('meeting_id')
      .distinct()
      .where('phase', '=', 'open')
      .execute();
    const live = open.map((stream) => stream.meeting_id);
    for (;;) {
      const expired = await this.#expired(live);
      const { meetingIds } = await deletion.deleteMeetings(expired);
      if (expired.length < MEETINGS_AT_ONCE || meetingIds.length === 0) break;
    }
    for (const rows of transient) await rows.prune();
    await this.#pruneStreams();
    // Also for values that were overwritten since the last sweep, or before a crash.
    await scrub.done();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  #sweepInBackground(): void {
    this.#sweeping ??= this.sweep()
      .catch((error) => {
        const { message, retryable } = asStorageError(error);
        this.#options.logger.error({ error: message, retryable }, 'expired records could not be deleted yet');
      })
      .finally(() => {
        this.#sweeping = undefined;
      });
  }

  /** Includes meetings whose deletion a crash interrupted, even with an open stream. */
  async #expired(live: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#options.databases.spoken.db
      .selectFrom('meetings')
      .select('id')
      .where('expires_at', '<=', this.#options.now())
      .$if(live.length > 0, (query) =>
        query.where((eb) => eb.or([eb('expires_at', '=', DELETED), eb('id', 'not in', live)])),
      )
      .orderBy('expires_at')
      .limit(MEETINGS_AT_ONCE)
      .execute();
    return rows.map(({ id }) => id);
  }

  async #pruneStreams(): Promise<void> {
    const { databases, now } = this.#options;
    const disk = databases.disk.db;
    const before = now() - ENDED_STREAMS_KEPT_MS;
    await inSlices(async () => {
      const { numDeletedRows } = await disk
        .deleteFrom('streams')
        .where('stream_id', 'in', (eb) =>
          eb
            .selectFrom('streams as slice')
            .select('slice.stream_id')
            .where('slice.phase', '=', 'ended')
            .where('slice.updated_at', '<', before)
            .limit(ROWS_PER_SLICE),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
    await inSlices(async () => {
      const { numDeletedRows } = await disk
        .deleteFrom('confirmed_meetings')
        .where('meeting_id', 'in', (eb) =>
          eb
            .selectFrom('confirmed_meetings as slice')
            .select('slice.meeting_id')
            .where('slice.confirmed_at', '<', before)
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('streams')
                    .select('streams.stream_id')
                    .whereRef('streams.meeting_id', '=', 'slice.meeting_id'),
                ),
              ),
            )
            .limit(ROWS_PER_SLICE),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
  }
}
