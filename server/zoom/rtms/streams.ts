import type { StreamState } from '../../captions/model/stream-update.ts';
import type { CaptionIntake } from '../../captions/ports/caption-intake.ts';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import { persist } from '../../lib/persist.ts';
import type { StreamInterrupted, StreamStarted, StreamStopped } from '../webhooks/zoom-event.ts';
import type { EndReason } from './connection/end-reason.ts';
import { guardedIntake, lateEndUpdate } from './content/stream-reports.ts';
import { RtmsStream } from './stream.ts';
import { newStreamCounters, type StreamCounters } from './stream-counters.ts';
import { StreamLedger } from './stream-ledger.ts';
import { isNews, isOfServerBefore, type StoppedByZoom, tellsMore } from './stream-news.ts';
import type { StreamRecord, StreamStore } from './stream-store.ts';
import { transcriptRequestNotice } from './wire/requests.ts';
import { allowedAddresses } from './wire/server-addresses.ts';
import { CLOSED_BY_RECEIVER, stopReason, UNDEFINED_STOP_REASON } from './wire/stop-reason.ts';
import { type StreamSettingsOptions, streamSettings } from './wire/stream-settings.ts';

export interface RtmsStreamsOptions extends StreamSettingsOptions {
  readonly store: StreamStore;
  readonly captions: CaptionIntake;
  /** How often the rows of streams with good media are marked. */
  readonly markEveryMs?: number;
  readonly now?: () => number;
}

export interface LiveStream {
  readonly streamId: string;
  readonly meetingId: string;
  /** Zoom's clock, milliseconds since 1970. */
  readonly startedAt: number;
  /** As delivered by Zoom, and signed. */
  readonly zoomUuid: string;
  readonly operatorId?: string;
  readonly isOriginalHost: boolean;
  readonly state: StreamState;
}

/** Zoom's own example of a limit of concurrent streams: a start beyond it is refused. */
const MAX_OPEN_STREAMS = 2_000;
/** After a crash a gap is known this exactly; one statement marks all streams. */
const MARK_EVERY_MS = 2_000;

/** All streams, by `rtms_stream_id`, never by meeting: two people can each start a stream of one meeting. */
export class RtmsStreams implements AsyncDisposable {
  readonly #options: RtmsStreamsOptions;
  readonly #captions: Pick<CaptionIntake, 'accept'>;
  readonly #counters = newStreamCounters();
  readonly #live = new Map<string, RtmsStream>();
  readonly #ledger: StreamLedger;
  readonly #queue = new KeyedQueue();
  readonly #marks: NodeJS.Timeout;
  readonly #disposed = new AbortController();
  readonly #now: () => number;

  constructor(options: RtmsStreamsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    const { store, captions, logger } = options;
    this.#captions = guardedIntake(captions, logger);
    this.#ledger = new StreamLedger({ store, captions, now: this.#now });
    this.#marks = setInterval(() => void this.#mark(), options.markEveryMs ?? MARK_EVERY_MS);
    const notice = transcriptRequestNotice(options.sourceLanguage);
    if (notice !== undefined) logger.warn(notice);
  }

  get counters(): Readonly<StreamCounters> {
    return this.#counters;
  }

  get openStreams(): number {
    return this.#live.size;
  }

  /**
   * Connects every open stream of the store, after a restart of the process and within Zoom's window; with several nodes,
   * those of a meeting that this one has taken.
   */
  async resume(meetingId?: string): Promise<void> {
    await Promise.all(
      (await this.#ledger.open(meetingId)).map((record) =>
        this.#queue.run(record.streamId, async () => {
          // Another task may have ended it since its row was read.
          const newest = meetingId === undefined ? record : await this.#find(record.streamId);
          if (!this.#live.has(record.streamId) && newest?.phase === 'open') this.#connect(newest, true);
        }),
      ),
    );
  }

  /** Writes the row of a started or moved stream, then connects it. A repeat, a late start and a stopped stream change nothing. */
  started(meetingId: string, event: StreamStarted): Promise<void> {
    return this.#queue.run(event.streamId, async () => {
      const known = await this.#find(event.streamId);
      if (known !== undefined && !isNews(event, known)) return;
      if (!this.#mayConnect(event)) return;
      const record = await this.#ledger.begin(meetingId, event, known);
      const live = this.#live.get(event.streamId);
      if (live === undefined) this.#connect(record, known !== undefined);
      else live.move(record);
    });
  }

  /** Zoom ended a stream, known or not. A `started` that is delivered later does not revive it. */
  stopped({ streamId, stopReason: reason = UNDEFINED_STOP_REASON, at }: StreamStopped): Promise<void> {
    return this.#queue.run(streamId, async () => {
      const known = await this.#find(streamId);
      const end = { type: 'stopped', stopReason: reason, at } as const;
      if (known === undefined || !isOfServerBefore(end, known)) await this.#end(streamId, end);
    });
  }

  /** Signaling was lost: reconnects to the stored addresses, for this webhook carries none. */
  interrupted(event: StreamInterrupted): Promise<void> {
    return this.#queue.run(event.streamId, async () => {
      const live = this.#live.get(event.streamId);
      if (live !== undefined) return live.interrupted(event.at);
      const known = await this.#find(event.streamId);
      if (known === undefined || known.stopReason !== undefined) return;
      this.#connect(await this.#ledger.reopen(known), true);
    });
  }

  /** Ends the stream from this side: Zoom is requested to close it (msg 21), and it is not connected again. */
  close(streamId: string): Promise<void> {
    return this.#queue.run(streamId, () => {
      this.#live.get(streamId)?.requestClose();
      return this.#end(streamId, { type: 'stopped', stopReason: CLOSED_BY_RECEIVER });
    });
  }

  /** Closes the sockets of a meeting's streams without ending them: another node goes on with them. */
  async leave(meetingId: string): Promise<void> {
    const left = [...this.#live].filter(([, { record }]) => record.meetingId === meetingId);
    for (const [streamId] of left) this.#live.delete(streamId);
    await Promise.all(left.map(([, stream]) => stream[Symbol.asyncDispose]()));
  }

  /** The streams that have not ended. */
  get all(): readonly LiveStream[] {
    return [...this.#live.values()].map(({ record, state }) => {
      const { streamId, meetingId, startedAt, zoomUuid, operatorId, isOriginalHost } = record;
      const operator = operatorId === undefined ? {} : { operatorId };
      return { streamId, meetingId, startedAt, zoomUuid, ...operator, isOriginalHost, state };
    });
  }

  ofMeeting(meetingId: string): readonly LiveStream[] {
    return this.all.filter((stream) => stream.meetingId === meetingId);
  }

  /** Captured by this node. */
  has(streamId: string): boolean {
    return this.#live.has(streamId);
  }

  /** A stream of this meeting is connected, or is being connected. */
  isCaptured(meetingId: string): boolean {
    return this.ofMeeting(meetingId).some(({ state }) => state !== 'ended');
  }

  /** By this node or another one, as far as the rows of streams tell. */
  async isCapturedAnywhere(meetingId: string): Promise<boolean> {
    return this.isCaptured(meetingId) || (await this.#ledger.open(meetingId)).length > 0;
  }

  /** Closes the sockets without ending a stream; the rows stay open for the next process. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed.abort();
    clearInterval(this.#marks);
    await this.#mark();
    await Promise.all([...this.#live.values()].map((stream) => stream[Symbol.asyncDispose]()));
    await this.#queue.idle();
  }

  async #mark(): Promise<void> {
    const inState = (wanted: StreamState) =>
      [...this.#live].filter(([, stream]) => stream.state === wanted).map(([streamId]) => streamId);
    const [good, paused] = [inState('live'), inState('paused')];
    if (good.length + paused.length === 0) return;
    await this.#ledger.mark({ good, paused }).catch(() => {
      // The next mark follows soon; a gap is reported too long until then.
      this.#options.logger.debug({ streams: good.length }, 'streams with good media could not be marked');
    });
  }

  #mayConnect({ streamId, serverUrls }: StreamStarted): boolean {
    const { logger, allowedHosts } = this.#options;
    if (!this.#live.has(streamId)) {
      if (this.#live.size < MAX_OPEN_STREAMS) return true;
      logger.error({ streamId }, 'too many open streams; this one is not connected');
      return false;
    }
    if (allowedAddresses(serverUrls, allowedHosts) !== undefined) return true;
    logger.warn({ streamId }, 'a live stream was moved to a server that is not allowed; it stays connected');
    return false;
  }

  #connect(record: StreamRecord, isResumed: boolean): void {
    if (this.#disposed.signal.aborted) return;
    const stream = new RtmsStream({
      ...streamSettings(record, this.#options),
      captions: this.#captions,
      owner: { streamEnded: (streamId, end) => this.#ended(streamId, end) },
      counters: this.#counters,
      now: this.#now,
    });
    this.#live.set(record.streamId, stream);
    stream.start(isResumed);
  }

  #ended(streamId: string, end: EndReason): void {
    this.#live.delete(streamId);
    const { logger } = this.#options;
    const why = end.type === 'stopped' ? { stopReason: end.stopReason, ...stopReason(end.stopReason) } : {};
    logger.info({ streamId, end: end.type, ...why }, 'the stream ended');
    const stored = this.#queue.run(streamId, async () => {
      // A webhook has moved or reconnected the stream in the meantime.
      if (this.#live.has(streamId)) return;
      // No webhook repeats this end: a revoked stream must be deleted, however long the database is away.
      const { signal } = this.#disposed;
      await persist(() => this.#ledger.end(streamId, end), { signal, logger, what: 'ends of streams' });
    });
    stored.catch((error: unknown) => {
      logger.error({ streamId, err: error }, 'the end of a stream could not be stored');
    });
  }

  async #end(streamId: string, end: StoppedByZoom): Promise<void> {
    const live = this.#live.get(streamId);
    live?.finish(end);
    const before = await this.#ledger.end(streamId, end);
    if (before === undefined) await this.#ledger.endBeforeStart(streamId, end);
    if (live !== undefined || before === undefined || before.meetingId === '' || !tellsMore(end, before))
      return;
    this.#captions.accept(lateEndUpdate(before, end, this.#now()));
  }

  async #find(streamId: string): Promise<StreamRecord | undefined> {
    return this.#live.get(streamId)?.record ?? (await this.#ledger.find(streamId));
  }
}
