/** The rows of streams: written before a stream is connected, and once for its end. */
import type { CaptionIntake } from '../../captions/ports/caption-intake.ts';
import { delay } from '../../lib/delay.ts';
import type { StreamStarted } from '../webhooks/zoom-event.ts';
import type { EndReason } from './connection/end-reason.ts';
import { isEndKnown, type StoppedByZoom, withEnd } from './stream-news.ts';
import type { StreamRecord, StreamStore } from './stream-store.ts';
import { STREAM_REVOKED } from './wire/stop-reason.ts';

export interface StreamLedgerOptions {
  readonly store: StreamStore;
  readonly captions: Pick<CaptionIntake, 'stored'>;
  /** Milliseconds, our clock. */
  readonly now: () => number;
}

/** Segments that wait longer than this show that the database is away: the deletion is retried later. */
const STORING_LIMIT_MS = 2_000;

class StillStoring extends Error {
  override readonly name = 'StillStoring';
  readonly retryable = true;
}

export class StreamLedger {
  readonly #options: StreamLedgerOptions;

  constructor(options: StreamLedgerOptions) {
    this.#options = options;
  }

  find(streamId: string): Promise<StreamRecord | undefined> {
    return this.#options.store.find(streamId);
  }

  /** The streams that have not ended, of one meeting or of all. */
  async open(meetingId?: string): Promise<readonly StreamRecord[]> {
    const { store } = this.#options;
    if (meetingId === undefined) return await store.open();
    return (await store.ofMeetings([meetingId])).filter(({ phase }) => phase === 'open');
  }

  /** Writes the row of a stream that Zoom started or moved. @param known its row so far. */
  async begin(meetingId: string, event: StreamStarted, known?: StreamRecord): Promise<StreamRecord> {
    const record: StreamRecord = {
      streamId: event.streamId,
      meetingId,
      zoomUuid: event.zoomUuid,
      serverUrls: event.serverUrls,
      ...(event.operatorId !== undefined && { operatorId: event.operatorId }),
      isOriginalHost: event.isOriginalHost ?? false,
      startedAt: event.at,
      phase: 'open',
      updatedAt: this.#options.now(),
      ...(known?.goodUntil !== undefined && { goodUntil: known.goodUntil }),
    };
    await this.#options.store.save(record);
    return record;
  }

  /** Opens the row of an ended stream that continues. */
  async reopen(known: StreamRecord): Promise<StreamRecord> {
    const record: StreamRecord = { ...known, phase: 'open', updatedAt: this.#options.now() };
    await this.#options.store.save(record);
    return record;
  }

  /** Marks streams with good media, and paused ones, with the time. @throws what the store throws. */
  async mark(streams: {
    readonly good: readonly string[];
    readonly paused: readonly string[];
  }): Promise<void> {
    await this.#options.store.mark(streams, this.#options.now());
  }

  /**
   * Stores an end once. The record of a revoked stream is deleted first.
   * @returns the row before.
   * @throws {StillStoring} retryable, while segments of a revoked stream are on their way to the store.
   */
  async end(streamId: string, end: EndReason): Promise<StreamRecord | undefined> {
    const { store, now } = this.#options;
    const record = await store.find(streamId);
    if (record !== undefined && isEndKnown(end, record)) return record;
    if (end.type === 'stopped' && end.stopReason === STREAM_REVOKED) {
      if (record !== undefined) await this.#untilStored(record.meetingId);
      await store.deleteRecord(streamId);
    }
    if (record !== undefined) await store.save(withEnd(record, end, now()));
    return record;
  }

  /** Stores the end of an unknown stream, so that a start delivered later does not revive it. */
  async endBeforeStart(streamId: string, { stopReason, at }: StoppedByZoom): Promise<void> {
    const now = this.#options.now();
    await this.#options.store.save({
      streamId,
      meetingId: '',
      zoomUuid: '',
      serverUrls: [],
      isOriginalHost: false,
      startedAt: 0,
      phase: 'ended',
      stopReason,
      stoppedAt: at ?? now,
      updatedAt: now,
    });
  }

  /** Waits for accepted segments, which would otherwise be stored after the deletion. */
  async #untilStored(meetingId: string): Promise<void> {
    const stored = this.#options.captions.stored(meetingId).then(() => true);
    const waiting = new AbortController();
    const limit = delay(STORING_LIMIT_MS, waiting.signal).then(() => false);
    const isStored = await Promise.race([stored, limit]);
    waiting.abort();
    if (!isStored)
      throw new StillStoring(
        'Segments of the revoked stream are not stored yet; its record is deleted later.',
      );
  }
}
