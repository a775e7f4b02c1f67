/** Gives the changed lines of one language their versions, stores them and then sends them. */
import { BEAT_MS } from '../../../shared/panel-protocol.ts';
import { delay } from '../../lib/delay.ts';
import { errorName } from '../../lib/errors.ts';
import { persist } from '../../lib/persist.ts';
import { SerialQueue } from '../../lib/serial-queue.ts';
import type { Logger } from '../../logger.ts';
import { SENDING_FIRST_RETRY_MS, SENDING_LONGEST_RETRY_MS } from '../caption-limits.ts';
import type { RenderedLine, Rendering } from '../model/rendering.ts';
import { toLine } from '../model/rendering.ts';
import type { CaptionStore } from '../ports/caption-store.ts';
import type { CaptionCopy, CaptionMeasures, CaptionOutlet } from '../ports/outlet.ts';
import type { SpeakerOrder } from '../speaker-order.ts';
import type { FeedLine } from './feed-lines.ts';
import { Versions } from './versions.ts';

export interface FeedWriterOptions {
  readonly meetingId: string;
  readonly targetLanguage: string;
  readonly epoch: string;
  readonly store: CaptionStore;
  readonly speakers: SpeakerOrder;
  readonly outlet: CaptionOutlet;
  readonly copy?: CaptionCopy;
  readonly measures: CaptionMeasures;
  readonly logger: Logger;
  /** Milliseconds, our clock. */
  readonly now: () => number;
}

/** A room without new lines for this long is quiet. */
const QUIET_MS = BEAT_MS / 2;

type Delivery = RenderedLine & { readonly rendering: Rendering; readonly feedLine: FeedLine };

export class FeedWriter implements AsyncDisposable {
  readonly #options: FeedWriterOptions;
  readonly #versions: Versions;
  readonly #queue = new SerialQueue();
  readonly #stopped = new AbortController();
  readonly #unsent = new Set<FeedLine>();
  #sending: Promise<void> | undefined;
  #isWriting = false;
  /** When the last lines were sent, our clock. */
  #batchAt = Number.NEGATIVE_INFINITY;
  #skipsVersion = false;

  constructor(options: FeedWriterOptions) {
    const { store, meetingId, targetLanguage } = options;
    this.#options = options;
    this.#versions = new Versions({
      reserve: (count) => this.#persist(() => store.reserveVersions(meetingId, targetLanguage, count)),
      last: () => this.#persist(() => store.lastVersion(meetingId, targetLanguage)),
    });
  }

  /** Sends what these lines show now. A line that cannot be sent is kept and sent again. */
  send(lines: Iterable<FeedLine>): void {
    for (const line of lines) this.#unsent.add(line);
    if (this.#unsent.size === 0 || this.#stopped.signal.aborted) return;
    this.#sending ??= this.#sendUntilDone().finally(() => {
      this.#sending = undefined;
      this.send([]);
    });
  }

  isUnsent(line: FeedLine): boolean {
    return this.#unsent.has(line);
  }

  /** The version of the last batch, while nothing is rendered or written beyond it. */
  get settledVersion(): number | undefined {
    return this.#unsent.size > 0 || this.#isWriting ? undefined : this.#versions.sent;
  }

  /** Queries the store at one version: everything rendered before is stored, nothing is written meanwhile. */
  read<T>(query: (version: number) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      await this.#write();
      if (this.#versions.isUnused) await this.#versions.reserve(1);
      return await query(this.#versions.sent);
    });
  }

  /** Sends the last stored version at once: its batch may have been lost with an earlier owner of the meeting. */
  async announce(): Promise<void> {
    if (!this.#versions.isUnused) return;
    await this.read(async () => undefined);
    this.#sendVersion();
  }

  /** Panels that were answered before ask again at the next batch: they do not know that older lines exist. */
  skipVersion(): void {
    this.#skipsVersion = true;
  }

  /** Sends the present version to a quiet room, so that a panel detects a lost batch: the next line of a busy one tells it too. */
  beat(): void {
    if (this.#options.now() - this.#batchAt >= QUIET_MS) this.#sendVersion();
  }

  #sendVersion(): void {
    if (this.#versions.isUnused) return;
    const { meetingId, targetLanguage, epoch, outlet } = this.#options;
    const version = this.#versions.sent;
    outlet.batch(meetingId, {
      language: targetLanguage,
      epoch,
      from: version,
      version,
      upserts: [],
      removed: [],
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await this.#queue.idle();
  }

  async #sendUntilDone(): Promise<void> {
    const { signal } = this.#stopped;
    let retryInMs = SENDING_FIRST_RETRY_MS;
    while (this.#unsent.size > 0 && !signal.aborted) {
      try {
        await this.#queue.run(() => this.#write());
        retryInMs = SENDING_FIRST_RETRY_MS;
      } catch (error) {
        if (signal.aborted) return;
        const { meetingId, targetLanguage, logger } = this.#options;
        const facts = {
          meetingId,
          language: targetLanguage,
          lines: this.#unsent.size,
          retryInMs,
          error: errorName(error),
        };
        logger.error(facts, 'captions could not be sent; retrying');
        await delay(retryInMs, signal);
        retryInMs = Math.min(SENDING_LONGEST_RETRY_MS, 2 * retryInMs);
      }
    }
  }

  async #write(): Promise<void> {
    const lines = [...this.#unsent].sort((a, b) => a.state.line.position - b.state.line.position);
    if (lines.length === 0) return;
    const { speakers } = this.#options;
    const written = lines.map(({ state }) => state.line);
    // Asked before each wait: an `await` of nothing is a promise for each language of each line.
    if (!speakers.knows(written)) await this.#persist(() => speakers.learn(written));
    if (this.#skipsVersion) await this.#versions.skip();
    this.#skipsVersion = false;
    if (!this.#versions.has(lines.length)) await this.#versions.reserve(lines.length);
    // Later changes are sent by the next write.
    for (const line of lines) this.#unsent.delete(line);
    const deliveries = lines.flatMap((line) => this.#deliveryOf(line));
    this.#isWriting = true;
    try {
      await this.#deliver(deliveries);
    } catch (error) {
      // Nothing is forgotten before it is sent.
      for (const line of lines) this.#unsent.add(line);
      throw error;
    } finally {
      this.#isWriting = false;
    }
    for (const delivery of deliveries) this.#count(delivery);
  }

  #deliveryOf(feedLine: FeedLine): readonly Delivery[] {
    const { line, shown } = feedLine.state;
    if (shown === undefined) return [];
    const delayMs = line.kind === 'caption' ? Math.max(0, this.#options.now() - line.receivedAt) : 0;
    const rendering = { ...shown, lineId: line.id, version: this.#versions.next(), delayMs };
    return [{ feedLine, line, rendering }];
  }

  async #deliver(deliveries: readonly Delivery[]): Promise<void> {
    const { store, outlet, speakers, meetingId, targetLanguage, epoch } = this.#options;
    const renderings = deliveries.map(({ rendering }) => rendering);
    await this.#persist(() => store.saveRenderings(meetingId, targetLanguage, renderings));
    const upserts = deliveries
      .filter(({ rendering }) => !rendering.removed)
      .map((delivery) => toLine(delivery, speakers));
    const removed = renderings.filter((rendering) => rendering.removed).map(({ lineId }) => lineId);
    const { from, version } = this.#versions.unsent;
    outlet.batch(meetingId, { language: targetLanguage, epoch, from, version, upserts, removed });
    this.#versions.wasSent(version);
    this.#batchAt = this.#options.now();
  }

  /** Counts each new line once; past lines have no delay. */
  #count({ feedLine, line, rendering }: Delivery): void {
    const { copy, measures, meetingId, targetLanguage } = this.#options;
    if (line.kind !== 'caption') return;
    feedLine.measure?.sent(rendering);
    if (rendering.state !== 'settled') return;
    const { measure } = feedLine;
    delete feedLine.measure;
    if (copy?.language === targetLanguage) copy.add({ meetingId, language: targetLanguage, line, rendering });
    if (rendering.removed) return;
    if (measure === undefined) return;
    const { delayMs, origin, engine = origin } = rendering;
    const isUntranslated = origin === 'untranslated';
    const { shownTexts, wasLate } = measure;
    measures.settled({ language: targetLanguage, engine, delayMs, shownTexts, wasLate, isUntranslated });
  }

  #persist<T>(write: () => Promise<T>): Promise<T> {
    return persist(write, { signal: this.#stopped.signal, logger: this.#options.logger });
  }
}
