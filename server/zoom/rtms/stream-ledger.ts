/** What is written down of streams: their rows before they are connected, and their ends, once. */
import { setTimeout } from 'node:timers/promises';
import type { CaptionIntake } from '../../captions/ports/caption-intake.ts';
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

/** While segments wait longer than this for the database, nothing can be deleted either: the deletion is tried later. */
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

  /** The streams that have not ended. */
  open(): Promise<readonly StreamRecord[]> {
    return this.#options.store.open();
  }

  /** The row of a stream that Zoom started or moved. @param known its row so far. */
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

  /** The row of a stream that was given up and goes on. */
  async reopen(known: StreamRecord): Promise<StreamRecord> {
    const record: StreamRecord = { ...known, phase: 'open', updatedAt: this.#options.now() };
    await this.#options.store.save(record);
    return record;
  }

  /** @throws what the store throws. */
  async mark(streams: {
    readonly good: readonly string[];
    readonly paused: readonly string[];
  }): Promise<void> {
    await this.#options.store.mark(streams, this.#options.now());
  }

  /**
   * Writes an end down, once; what was revoked is deleted first.
   * @returns the row as it was.
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

  /** Webhooks come in any order, and after a restart too: a start that follows must not revive the stream. */
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

  /** Else a segment on its way would be stored after its stream was deleted. */
  async #untilStored(meetingId: string): Promise<void> {
    const stored = this.#options.captions.stored(meetingId).then(() => true);
    const tooLong = new AbortController();
    const limit = setTimeout(STORING_LIMIT_MS, false, { signal: tooLong.signal });
    const isStored = await Promise.race([stored, limit]);
    tooLong.abort();
    if (!isStored) throw new StillStoring('What was spoken before the end of the stream is not stored yet.');
  }
}
