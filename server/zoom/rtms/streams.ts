import type { CaptionIntake } from '../../captions/ports/caption-intake.ts';
import type { StreamState, StreamUpdate } from '../../captions/stream-update.ts';
import type { SourceLanguage } from '../../config-schema.ts';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import { persist } from '../../lib/persist.ts';
import type { Logger } from '../../logger.ts';
import type { StreamStarted, ZoomEvent } from '../webhooks/zoom-event.ts';
import { type EndReason, isBreakdown } from './connection/end-reason.ts';
import { protocolTimes } from './connection/protocol-times.ts';
import { reasonOfEnd } from './reason-code.ts';
import { RtmsStream } from './stream.ts';
import { newStreamCounters, type StreamCounters } from './stream-counters.ts';
import { StreamLedger } from './stream-ledger.ts';
import { isNews, isOfServerBefore, type StoppedByZoom, tellsMore } from './stream-news.ts';
import type { StreamRecord, StreamStore } from './stream-store.ts';
import { allowedAddresses } from './wire/server-addresses.ts';
import { rtmsSignature } from './wire/signature.ts';
import { CLOSED_BY_RECEIVER, stopReason, UNDEFINED_STOP_REASON } from './wire/stop-reason.ts';
import { transcriptRequest, transcriptRequestNotice } from './wire/transcript-request.ts';

export interface RtmsStreamsOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly allowedHosts: readonly string[];
  readonly keepAliveMs: number;
  readonly timeScale: number;
  readonly sourceLanguage: SourceLanguage;
  readonly store: StreamStore;
  readonly captions: CaptionIntake;
  readonly logger: Logger;
  /** How often it is written down that media is good. */
  readonly markEveryMs?: number;
  readonly now?: () => number;
  readonly random?: () => number;
}

export interface LiveStream {
  readonly streamId: string;
  /** As delivered by Zoom, and signed. */
  readonly zoomUuid: string;
  readonly operatorId?: string;
  readonly isOriginalHost: boolean;
  readonly state: StreamState;
}

type Stopped = Extract<ZoomEvent, { type: 'stream-stopped' }>;
type Interrupted = Extract<ZoomEvent, { type: 'stream-interrupted' }>;

/** Zoom's own example of a limit of concurrent streams; more than these are not ours. */
const MAX_OPEN_STREAMS = 2_000;
/** After a crash a gap is known this exactly; one statement for all streams. */
const MARK_EVERY_MS = 2_000;

/** All streams, by `rtms_stream_id`, never by meeting: two people can each start a stream of one meeting. */
export class RtmsStreams implements AsyncDisposable {
  readonly #options: RtmsStreamsOptions;
  readonly #counters = newStreamCounters();
  readonly #live = new Map<string, RtmsStream>();
  readonly #ledger: StreamLedger;
  readonly #queue = new KeyedQueue();
  readonly #marks: NodeJS.Timeout;
  readonly #disposed = new AbortController();

  constructor(options: RtmsStreamsOptions) {
    this.#options = options;
    const { store, captions } = options;
    this.#ledger = new StreamLedger({ store, captions, now: () => this.#now() });
    this.#marks = setInterval(() => void this.#mark(), options.markEveryMs ?? MARK_EVERY_MS);
    const notice = transcriptRequestNotice(options.sourceLanguage);
    if (notice !== undefined) options.logger.warn(notice);
  }

  get counters(): Readonly<StreamCounters> {
    return this.#counters;
  }

  get openStreams(): number {
    return this.#live.size;
  }

  /** After a restart: every open stream of the store is connected at once, within the window Zoom gives. */
  async resume(): Promise<void> {
    const records = await this.#ledger.open();
    await Promise.all(
      records.map((record) =>
        this.#queue.run(record.streamId, async () => {
          if (!this.#live.has(record.streamId)) this.#connect(record, true);
        }),
      ),
    );
  }

  /**
   * A stream started, or moved to another server. The row is written, then connected. A repeat, an older delivery,
   * and a stream that Zoom has stopped for good change nothing.
   */
  started(meetingId: string, event: StreamStarted): Promise<void> {
    return this.#queue.run(event.streamId, async () => {
      const known = await this.#find(event.streamId);
      if (known !== undefined && !isNews(event, known)) return;
      if (!this.#mayConnect(event)) return;
      const record = await this.#ledger.begin(meetingId, event, known);
      const stillLive = this.#live.get(event.streamId);
      if (stillLive === undefined) this.#connect(record, known !== undefined);
      else stillLive.move(record);
    });
  }

  /** Zoom ended the stream, known to us or not. A late `started` does not revive it. */
  stopped({ streamId, stopReason: reason = UNDEFINED_STOP_REASON, at }: Stopped): Promise<void> {
    return this.#queue.run(streamId, async () => {
      const known = await this.#find(streamId);
      const end = { type: 'stopped', stopReason: reason, at } as const;
      if (known === undefined || !isOfServerBefore(end, known)) await this.#end(streamId, end);
    });
  }

  /** Signaling was lost: reconnects with the addresses remembered, for the webhook carries none. */
  interrupted(event: Interrupted): Promise<void> {
    return this.#queue.run(event.streamId, async () => {
      const live = this.#live.get(event.streamId);
      if (live !== undefined) return live.interrupted(event.at);
      const known = await this.#find(event.streamId);
      if (known === undefined || known.stopReason !== undefined) return;
      this.#connect(await this.#ledger.reopen(known), true);
    });
  }

  /** We end the stream: Zoom is asked to close it (msg 21), and it is not connected again. */
  close(streamId: string): Promise<void> {
    return this.#queue.run(streamId, () => {
      this.#live.get(streamId)?.askToClose();
      return this.#end(streamId, { type: 'stopped', stopReason: CLOSED_BY_RECEIVER });
    });
  }

  /** The streams of a meeting that have not ended. */
  ofMeeting(meetingId: string): readonly LiveStream[] {
    return [...this.#live.values()]
      .filter(({ record }) => record.meetingId === meetingId)
      .map(({ record, state }) => ({
        streamId: record.streamId,
        zoomUuid: record.zoomUuid,
        ...(record.operatorId !== undefined && { operatorId: record.operatorId }),
        isOriginalHost: record.isOriginalHost,
        state,
      }));
  }

  /** Closes the sockets; the rows stay open, for the next process. Zoom is not asked to end anything. */
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
      // The next one comes soon; until then a gap would only be told too long.
      this.#options.logger.debug({ streams: good.length }, 'it could not be written down that media is good');
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
    logger.warn({ streamId }, 'a live stream was moved to a server that is not allowed; it stays');
    return false;
  }

  #connect(record: StreamRecord, resumed: boolean): void {
    if (this.#disposed.signal.aborted) return;
    const { clientId, clientSecret, allowedHosts, keepAliveMs, timeScale, sourceLanguage, logger } =
      this.#options;
    const stream = new RtmsStream({
      record,
      signature: rtmsSignature({
        clientId,
        clientSecret,
        zoomUuid: record.zoomUuid,
        streamId: record.streamId,
      }),
      transcript: transcriptRequest(sourceLanguage),
      allowedHosts,
      times: protocolTimes(keepAliveMs, timeScale),
      captions: { accept: (update) => this.#accept(update) },
      onEnded: (end) => this.#onEnded(record.streamId, end),
      counters: this.#counters,
      logger,
      now: () => this.#now(),
      random: this.#options.random ?? Math.random,
    });
    this.#live.set(record.streamId, stream);
    stream.start(resumed);
  }

  #onEnded(streamId: string, end: EndReason): void {
    this.#live.delete(streamId);
    const why = end.type === 'stopped' ? { stopReason: end.stopReason, ...stopReason(end.stopReason) } : {};
    this.#options.logger.info({ streamId, end: end.type, ...why }, 'the stream ended');
    const { logger } = this.#options;
    const kept = this.#queue.run(streamId, async () => {
      // Moved or interrupted in the meantime, and connected again.
      if (this.#live.has(streamId)) return;
      // No webhook may follow that says it again: what was revoked must go, however long the database is away.
      const { signal } = this.#disposed;
      await persist(() => this.#ledger.end(streamId, end), { signal, logger, what: 'ends of streams' });
    });
    kept.catch((error: unknown) => {
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
    // It ended earlier, for a reason we only guessed, or that the socket did not name: now Zoom has told it.
    const { meetingId, isOriginalHost, goodUntil: since } = before;
    const at = this.#now();
    const interruption = since === undefined ? {} : { since };
    this.#accept({
      type: 'stream-state',
      meetingId,
      streamId,
      state: 'ended',
      reason: reasonOfEnd(end),
      ...(isBreakdown(end) && { interruption }),
      isOriginalHost,
      at,
    });
  }

  async #find(streamId: string): Promise<StreamRecord | undefined> {
    return this.#live.get(streamId)?.record ?? (await this.#ledger.find(streamId));
  }

  /** A socket listener calls this: its exception would end the process. */
  #accept(update: StreamUpdate): void {
    try {
      this.#options.captions.accept(update);
    } catch (error) {
      this.#options.logger.error(
        { update: update.type, err: error },
        'an update of a stream was not accepted',
      );
    }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
