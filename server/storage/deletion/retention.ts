import type { DeletionReceipt } from '../../../shared/record.ts';
import type { Logger } from '../../logger.ts';
import type { Databases } from '../database.ts';
import { asStorageError } from '../storage-error.ts';
import type { DeletionLog } from './deletion-log.ts';
import type { DiskScrub } from './disk-scrub.ts';
import { expiredMeetings } from './expired-meetings.ts';
import type { DeletedRecords, RecordDeletion } from './record-deletion.ts';
import { inSlices } from './slices.ts';

/** The longest time a record stays after its expiry. */
const SWEEP_EVERY_MS = 10 * 60_000;
/** Meetings per page of a sweep; each page ends in a scrub. */
const MEETINGS_AT_ONCE = 500;
/** Rows of ended streams stay this long where no stored meeting deletes them (`RETENTION_HOURS=0`). */
const ENDED_STREAMS_KEPT_MS = 7 * 24 * 3_600_000;

export interface RetentionOptions {
  readonly databases: Databases;
  readonly deletion: RecordDeletion;
  readonly log: DeletionLog;
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
  readonly #deleting = new Map<string, Promise<DeletedRecords>>();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#sweepInBackground(), SWEEP_EVERY_MS).unref();
    this.#sweepInBackground();
  }

  /** Deletes the whole record of one meeting, expired or not. Calls at once share one deletion. */
  deleteMeeting(meetingId: string): Promise<DeletedRecords> {
    const known = this.#deleting.get(meetingId);
    if (known !== undefined) return known;
    const deleting = this.#options.deletion
      .deleteMeetings([meetingId])
      .finally(() => this.#deleting.delete(meetingId));
    this.#deleting.set(meetingId, deleting);
    return deleting;
  }

  /** The same for somebody, with a receipt that counts every row, also those of before a crash. */
  async deleteFor(meetingId: string, askedBy: string): Promise<DeletionReceipt | undefined> {
    await this.#options.deletion.hide([meetingId], askedBy);
    return await this.receiptFor(meetingId, askedBy);
  }

  /** Of a deletion that this person asked for within a day; one that is not done is done first. */
  async receiptFor(meetingId: string, askedBy: string): Promise<DeletionReceipt | undefined> {
    const { log } = this.#options;
    const asked = await log.find(meetingId, askedBy);
    if (asked?.isDone !== false) return asked?.receipt;
    await this.deleteMeeting(meetingId);
    return (await log.find(meetingId, askedBy))?.receipt;
  }

  /** As `deleteIfDue`, for the host who has chosen a shorter retention. */
  async deleteIfDueFor(meetingId: string, askedBy: string): Promise<DeletionReceipt | undefined> {
    const [due] = await this.#expired({ only: meetingId });
    return due === undefined ? undefined : await this.deleteFor(due, askedBy);
  }

  /** The meeting has ended: deletes its record if its host wants it kept no longer. */
  async deleteIfDue(meetingId: string): Promise<boolean> {
    const [due] = await this.#expired({ only: meetingId });
    if (due === undefined) return false;
    await this.deleteMeeting(due);
    return true;
  }

  /** Deletes every expired meeting that has no open stream, and completes deletions that a crash interrupted. */
  async sweep(): Promise<void> {
    const { deletion, log, scrub, transient } = this.#options;
    for (const meetingId of await log.unfinished()) await this.deleteMeeting(meetingId);
    for (;;) {
      const expired = await this.#expired({});
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

  #expired({ only }: { readonly only?: string }): Promise<readonly string[]> {
    const { databases, now } = this.#options;
    return expiredMeetings(databases, { now: now(), limit: MEETINGS_AT_ONCE, only });
  }

  async #pruneStreams(): Promise<void> {
    const { databases, now } = this.#options;
    const disk = databases.disk.db;
    const before = now() - ENDED_STREAMS_KEPT_MS;
    await inSlices(async (rows) => {
      const { numDeletedRows } = await disk
        .deleteFrom('streams')
        .where('stream_id', 'in', (eb) =>
          eb
            .selectFrom('streams as slice')
            .select('slice.stream_id')
            .where('slice.phase', '=', 'ended')
            .where('slice.updated_at', '<', before)
            .limit(rows),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
    await inSlices(async (rows) => {
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
            .limit(rows),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
  }
}
