import type { Logger } from '../../logger.ts';
import { inBatches } from '../batches.ts';
import type { Databases } from '../database.ts';
import type { DiskScrub } from './disk-scrub.ts';
import { deleteMeetingRows, hideMeetings, type RowCounts } from './meeting-deletion.ts';
import { wipeStream } from './stream-wipe.ts';

/** A deletion that was carried out: panels remove the lines, and caches drop them. */
export type Deletion =
  | { readonly what: 'lines'; readonly meetingId: string; readonly lineIds: readonly string[] }
  | { readonly what: 'meeting'; readonly meetingId: string };

/** How much was deleted. */
export interface DeletionReceipt extends RowCounts {
  readonly meetingIds: readonly string[];
}

export interface RecordDeletionOptions {
  readonly databases: Databases;
  readonly scrub: Pick<DiskScrub, 'done'>;
  readonly onDeleted: (deletion: Deletion) => Promise<void> | void;
  readonly logger: Logger;
}

/** A sentence may be stored while its stream is wiped: further passes find it. */
const WIPES_AT_MOST = 3;
/** Meetings hidden in one transaction of some milliseconds, with their aliases and streams. */
const MEETINGS_AT_ONCE = 50;

/** Deletes records from the database, in slices, and from its files. */
export class RecordDeletion {
  readonly #options: RecordDeletionOptions;

  constructor(options: RecordDeletionOptions) {
    this.#options = options;
  }

  /** Wipes what one stream brought. Its lines stay as empty tombstones, so that open panels remove them. */
  async wipeStream(streamId: string): Promise<void> {
    const { databases, onDeleted, logger, scrub } = this.#options;
    try {
      for (let pass = 1; pass <= WIPES_AT_MOST; pass += 1) {
        let found = false;
        for await (const { meetingId, lineIds } of wipeStream(databases, streamId)) {
          found = true;
          logger.info({ streamId, meetingId, lines: lineIds.length }, 'the record of a stream was deleted');
          await onDeleted({ what: 'lines', meetingId, lineIds });
        }
        if (!found) break;
      }
    } finally {
      await scrub.done();
    }
  }

  /** Hides the meetings from every query; the next sweep deletes them at the latest. */
  async hide(meetingIds: readonly string[]): Promise<void> {
    for (const batch of inBatches(meetingIds, MEETINGS_AT_ONCE)) {
      await hideMeetings(this.#options.databases, batch);
      await new Promise(setImmediate);
    }
  }

  /** Deletes whole meetings with aliases, members, streams and lines. Unknown ids are left out of the receipt. */
  async deleteMeetings(meetingIds: readonly string[]): Promise<DeletionReceipt> {
    const { databases, onDeleted, logger, scrub } = this.#options;
    if (meetingIds.length === 0) return { meetingIds: [], lines: 0, segments: 0, translations: 0 };
    await this.hide(meetingIds);
    const gone: string[] = [];
    const sum = { lines: 0, segments: 0, translations: 0 };
    try {
      for (const meetingId of meetingIds) {
        const counts = await deleteMeetingRows(databases, meetingId);
        await new Promise(setImmediate);
        if (counts === undefined) continue;
        gone.push(meetingId);
        sum.lines += counts.lines;
        sum.segments += counts.segments;
        sum.translations += counts.translations;
        await onDeleted({ what: 'meeting', meetingId });
      }
    } finally {
      await scrub.done();
    }
    if (gone.length > 0) logger.info({ meetings: gone.length, ...sum }, 'records were deleted');
    return { meetingIds: gone, ...sum };
  }
}
