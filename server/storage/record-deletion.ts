import type { Transaction } from 'kysely';
import type { Logger } from '../logger.ts';
import { type Databases, inBoth } from './databases.ts';
import type { Schema } from './schema.ts';
import { asStorageError } from './storage-error.ts';
import { wipeStream } from './stream-wipe.ts';

/** Told after it is done, so that panels hear of it and memory forgets. */
export type Deletion =
  | { readonly what: 'lines'; readonly meetingId: string; readonly lineIds: readonly string[] }
  | { readonly what: 'meeting'; readonly meetingId: string };

/** How much was deleted. */
export interface DeletionReceipt {
  readonly meetingIds: readonly string[];
  readonly lines: number;
  readonly segments: number;
  readonly translations: number;
}

export interface RecordDeletionOptions {
  readonly databases: Databases;
  readonly onDeleted: (deletion: Deletion) => Promise<void> | void;
  readonly logger: Logger;
}

/** A sentence may be on its way while its stream is wiped: look again, a few times at most. */
const WIPES_AT_MOST = 3;

/** Takes what was spoken out of the database, and out of its files. */
export class RecordDeletion {
  readonly #options: RecordDeletionOptions;
  #scrubIsDue = false;

  constructor(options: RecordDeletionOptions) {
    this.#options = options;
  }

  /** Every word that came through one stream. The lines stay as empty tombstones, so that open panels take them away. */
  async wipeStream(streamId: string): Promise<void> {
    const { databases, onDeleted, logger } = this.#options;
    try {
      for (let pass = 1; pass <= WIPES_AT_MOST; pass += 1) {
        const wiped = await inBoth(databases, (disk, spoken) => wipeStream(disk, spoken, streamId));
        if (wiped.length === 0) break;
        this.#scrubIsDue = true;
        for (const { meetingId, lineIds } of wiped) {
          logger.info({ streamId, meetingId, lines: lineIds.length }, 'the record of a stream was deleted');
          await onDeleted({ what: 'lines', meetingId, lineIds });
        }
      }
    } finally {
      await this.scrub();
    }
  }

  /** Whole meetings: their names, members, streams and every word. Unknown ids are left out of the receipt. */
  async deleteMeetings(meetingIds: readonly string[]): Promise<DeletionReceipt> {
    const receipt = await inBoth(this.#options.databases, (disk, spoken) =>
      deleteMeetingRows(disk, spoken, meetingIds),
    );
    await this.deleted(receipt);
    return receipt;
  }

  /** Meetings were deleted in somebody's transaction, and it is committed. */
  async deleted(receipt: DeletionReceipt): Promise<void> {
    if (receipt.meetingIds.length === 0) return;
    this.#scrubIsDue = true;
    const { meetingIds, ...counts } = receipt;
    this.#options.logger.info({ meetings: meetingIds.length, ...counts }, 'records were deleted');
    try {
      for (const meetingId of meetingIds) await this.#options.onDeleted({ what: 'meeting', meetingId });
    } finally {
      await this.scrub();
    }
  }

  /** What a busy database put off is done with the next deletion or sweep: the rows themselves are gone by now. */
  async scrub(): Promise<void> {
    if (!this.#scrubIsDue) return;
    try {
      this.#scrubIsDue = !(await this.#options.databases.spoken.scrub());
    } catch (error) {
      const { message, retryable } = asStorageError(error);
      this.#options.logger.warn({ error: message, retryable }, 'the database file could not be scrubbed yet');
    }
  }
}

export async function deleteMeetingRows(
  disk: Transaction<Schema>,
  spoken: Transaction<Schema>,
  meetingIds: readonly string[],
): Promise<DeletionReceipt> {
  if (meetingIds.length === 0) return { meetingIds: [], lines: 0, segments: 0, translations: 0 };
  const lines = await rowsOf(spoken, 'lines', meetingIds);
  const segments = await rowsOf(spoken, 'segments', meetingIds);
  const translations = await rowsOf(spoken, 'renderings', meetingIds);
  // Everything that hangs on a meeting goes with it.
  const gone = await spoken.deleteFrom('meetings').where('id', 'in', meetingIds).returning('id').execute();
  await disk.deleteFrom('streams').where('meeting_id', 'in', meetingIds).execute();
  await disk.deleteFrom('confirmed_meetings').where('meeting_id', 'in', meetingIds).execute();
  return { meetingIds: gone.map(({ id }) => id), lines, segments, translations };
}

async function rowsOf(
  trx: Transaction<Schema>,
  table: 'lines' | 'segments' | 'renderings',
  meetingIds: readonly string[],
): Promise<number> {
  const { count } = await trx
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('meeting_id', 'in', meetingIds)
    .executeTakeFirstOrThrow();
  return count;
}
