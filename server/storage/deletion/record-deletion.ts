import type { Logger } from '../../logger.ts';
import { inBatches } from '../batches.ts';
import type { Databases } from '../databases.ts';
import type { DiskScrub } from './disk-scrub.ts';
import { deleteMeetingRows, hideMeetings } from './meeting-deletion.ts';
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
  readonly scrub: Pick<DiskScrub, 'done'>;
  readonly onDeleted: (deletion: Deletion) => Promise<void> | void;
  readonly logger: Logger;
}

/** A sentence may be on its way while its stream is wiped: look again, a few times at most. */
const WIPES_AT_MOST = 3;
/** Each with its names and streams: one transaction of some milliseconds. */
const MEETINGS_AT_ONCE = 50;

/** Takes what was spoken out of the database, in slices, and out of its files. */
export class RecordDeletion {
  readonly #options: RecordDeletionOptions;

  constructor(options: RecordDeletionOptions) {
    this.#options = options;
  }

  /** Every word that came through one stream. The lines stay as empty tombstones, so that open panels take them away. */
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

  /** Nobody finds these meetings from now on, and a sweep deletes them at the latest. */
  async hide(meetingIds: readonly string[]): Promise<void> {
    for (const batch of inBatches(meetingIds, MEETINGS_AT_ONCE)) {
      await hideMeetings(this.#options.databases, batch);
      await new Promise(setImmediate);
    }
  }

  /** Whole meetings: their names, members, streams and every word. Unknown ids are left out of the receipt. */
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
