import type { Logger } from '../../logger.ts';
import { inBatches } from '../batches.ts';
import type { Databases } from '../database.ts';
import { addCounts, type DeletedCounts, type DeletionLog } from './deletion-log.ts';
import type { DiskScrub } from './disk-scrub.ts';
import { deleteMeetingRows, hideMeetings } from './meeting-deletion.ts';
import { wipeStream } from './stream-wipe.ts';

/** A deletion that was carried out: panels remove the lines, caches and files drop them. */
export type Deletion =
  | { readonly what: 'lines'; readonly meetingId: string; readonly lineIds: readonly string[] }
  | { readonly what: 'meeting'; readonly meetingId: string };

/** Port: hears of each deletion, so that panels, caches and files follow; settles when they have. */
export interface DeletionEvents {
  emit(name: 'record-deleted', deletion: Deletion): Promise<void>;
}

/** How much was deleted. */
export interface DeletedRecords {
  readonly meetingIds: readonly string[];
  readonly counts: DeletedCounts;
  /** Deleted bytes are out of every file. */
  readonly isScrubbed: boolean;
}

export interface RecordDeletionOptions {
  readonly databases: Databases;
  readonly scrub: Pick<DiskScrub, 'done'>;
  readonly log: DeletionLog;
  /** What of a meeting stands in the operator's text files; absent: there are none. */
  readonly copies?:
    | { extent(meetingId: string): Promise<{ readonly files: number; readonly lines: number }> }
    | undefined;
  readonly events: DeletionEvents;
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
    const { databases, events, logger, scrub } = this.#options;
    try {
      for (let pass = 1; pass <= WIPES_AT_MOST; pass += 1) {
        let found = false;
        for await (const { meetingId, lineIds } of wipeStream(databases, streamId)) {
          found = true;
          logger.info({ streamId, meetingId, lines: lineIds.length }, 'the record of a stream was deleted');
          await events.emit('record-deleted', { what: 'lines', meetingId, lineIds });
        }
        if (!found) break;
      }
    } finally {
      await scrub.done();
    }
  }

  /**
   * Hides the meetings from every query; the next sweep deletes them at the latest.
   * @param askedBy they get a receipt
   */
  async hide(meetingIds: readonly string[], askedBy?: string): Promise<DeletedCounts> {
    const { databases, log } = this.#options;
    let counts: DeletedCounts = {};
    for (const batch of inBatches(meetingIds, MEETINGS_AT_ONCE)) {
      const asked = askedBy === undefined ? undefined : { log, by: askedBy };
      counts = addCounts(counts, await hideMeetings(databases, batch, asked));
      await new Promise(setImmediate);
    }
    return counts;
  }

  /** Deletes whole meetings with aliases, members, streams and lines. Unknown ids are left out of the counts. */
  async deleteMeetings(meetingIds: readonly string[]): Promise<DeletedRecords> {
    const { databases, events, logger, scrub, log, copies } = this.#options;
    if (meetingIds.length === 0) return { meetingIds: [], counts: {}, isScrubbed: true };
    let counts = await this.hide(meetingIds);
    const gone: string[] = [];
    let isOutOfFiles = true;
    let isScrubbed = false;
    try {
      for (const meetingId of meetingIds) {
        const rows = await deleteMeetingRows(databases, meetingId, log);
        await new Promise(setImmediate);
        // Of a deletion that a crash interrupted, panels and files may not have been told.
        if (rows === undefined && (await log.find(meetingId)) === undefined) continue;
        if (rows !== undefined) gone.push(meetingId);
        const before = await copies?.extent(meetingId);
        await events.emit('record-deleted', { what: 'meeting', meetingId });
        const after = await copies?.extent(meetingId);
        const copied = outOfFiles(before, after);
        await log.count(databases.spoken.db, meetingId, copied);
        if ((after?.lines ?? 0) > 0) isOutOfFiles = false;
        counts = addCounts(addCounts(counts, rows ?? {}), copied);
      }
    } finally {
      isScrubbed = (await scrub.done()) && isOutOfFiles;
    }
    await log.done(meetingIds, isScrubbed);
    if (gone.length > 0) logger.info(counts, 'records were deleted');
    return { meetingIds: gone, counts, isScrubbed };
  }
}

interface Extent {
  readonly files: number;
  readonly lines: number;
}

const nothing: Extent = { files: 0, lines: 0 };

function outOfFiles(before: Extent = nothing, after: Extent = nothing): DeletedCounts {
  return { files: before.files - after.files, fileLines: before.lines - after.lines };
}
