import { delay } from '../../lib/delay.ts';
import { isRetryable } from '../../lib/errors.ts';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { Logger } from '../../logger.ts';
import { type ParsedWebhook, parseWebhook } from './events.ts';
import type { ZoomEvent } from './zoom-event.ts';

type ReceivedEvent = Extract<ParsedWebhook, { kind: 'event' }>;

/** Port: an event is stored before it is answered, and acted on afterwards; a restart acts on those left. */
export interface WebhookRecord {
  /** (event, stream id or subject, event_ts), which is equal for a repeat. */
  readonly key: string;
  readonly event: string;
  /** The verified body, as JSON text. RTMS events carry no spoken word. */
  readonly body: string;
  readonly receivedAt: number;
}

export interface WebhookStore {
  /** `false`: a repeat. */
  add(record: WebhookRecord): Promise<boolean>;
  done(key: string): Promise<void>;
  pending(): Promise<readonly WebhookRecord[]>;
}

/** The node that owns the meeting acts on the event; its row stays until it has. */
export class OwnedElsewhere extends Error {
  override readonly name = 'OwnedElsewhere';
}

export interface WebhookInboxOptions {
  readonly store: WebhookStore;
  /** @throws {OwnedElsewhere} */
  readonly act: (event: ZoomEvent) => Promise<void>;
  readonly logger: Logger;
  /** The wait before postponed events are acted on again: doubled from `first` to `longest`. */
  readonly laterMs?: { readonly first: number; readonly longest: number };
}

/** Of the events that are stored and not acted on. */
export interface PendingEvents {
  /** Stored at least so long ago. */
  readonly leftForMs?: number;
  readonly onlyStreams?: boolean;
  /** Of this stream alone: owners of other streams that are told too would tell each other without an end. */
  readonly streamId?: string | undefined;
}

/** Together well below the minute within which a stream must be connected. */
const RETRY_WAITS_MS = [500, 2_000, 5_000] as const;
/** Zoom does not repeat an event it got 200 for: an end or a deletion is retried until it succeeds. */
const LATER_MS = { first: 10_000, longest: 300_000 } as const;

/** Stores each event before Zoom gets 200, acts on it afterwards, and marks it as done. */
export class WebhookInbox implements AsyncDisposable {
  readonly #options: WebhookInboxOptions;
  /** By subject, so that a stop does not overtake the start before it. */
  readonly #queue = new KeyedQueue();
  readonly #queued = new Set<string>();
  readonly #stopping = new AbortController();
  #laterMs: number | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor(options: WebhookInboxOptions) {
    this.#options = options;
  }

  /** `false`: a repeat. @throws what the store throws; Zoom then repeats the event. */
  commit(received: ReceivedEvent, receivedAt: number): Promise<boolean> {
    const { key, name: event, body } = received;
    return this.#options.store.add({ key, event, body, receivedAt });
  }

  /** Resolves when the event was acted on or postponed. Never rejects: a failure is logged, and the row stays. */
  act(key: string, event: ZoomEvent): Promise<void> {
    if (this.#queued.has(key) || this.#stopping.signal.aborted) return Promise.resolve();
    this.#queued.add(key);
    return this.#queue
      .run(subjectOf(event), () => this.#perform(key, event))
      .finally(() => this.#queued.delete(key));
  }

  /**
   * Acts on the stored events that a crash or a failure left, in their order. Resolves when those about streams were acted
   * on, because live streams must not wait for the others.
   *
   * @param which with several nodes: events that nobody has acted on for a while, or those about streams alone.
   */
  async actOnPending(which: PendingEvents = {}): Promise<void> {
    const { store, logger } = this.#options;
    const leftBefore = Date.now() - (which.leftForMs ?? 0);
    const pending = (await store.pending())
      .filter(({ receivedAt }) => receivedAt <= leftBefore)
      .map((record) => ({ record, parsed: parseWebhook(record.body, record.receivedAt) }))
      .filter(({ parsed }) => parsed.kind !== 'event' || isAsked(parsed.event, which));
    if (pending.length > 0)
      logger.info({ count: pending.length }, 'acting on webhooks that were stored and not acted on');
    const aboutStreams: Promise<void>[] = [];
    for (const { record, parsed } of pending) {
      if (parsed.kind === 'event') {
        const acted = this.act(record.key, parsed.event);
        if ('streamId' in parsed.event) aboutStreams.push(acted);
      } else {
        logger.error({ event: record.event }, 'a stored webhook cannot be read and is dropped');
        await store.done(record.key);
      }
    }
    await Promise.all(aboutStreams);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#later);
    await this.#queue.idle();
  }

  /** Retries after a failure that may pass, because Zoom does not repeat an event it got 200 for. */
  async #perform(key: string, event: ZoomEvent): Promise<void> {
    for (const waitMs of [...RETRY_WAITS_MS, undefined]) {
      try {
        await this.#options.act(event);
        await this.#options.store.done(key);
        return;
      } catch (err) {
        if (err instanceof OwnedElsewhere) return;
        const isRepeated = waitMs !== undefined && isRetryable(err) && !this.#stopping.signal.aborted;
        const next = isRepeated ? 'it is retried' : 'it is postponed';
        const stream = 'streamId' in event ? { streamId: event.streamId } : {};
        this.#options.logger.error(
          { err, event: event.type, ...stream },
          `acting on a webhook failed; ${next}`,
        );
        if (!isRepeated) {
          this.#postpone();
          return;
        }
        await delay(waitMs, this.#stopping.signal);
      }
    }
  }

  /** One timer for all postponed events; later events of the same stream are acted on meanwhile. */
  #postpone(): void {
    if (this.#later !== undefined || this.#stopping.signal.aborted) return;
    const { first, longest } = this.#options.laterMs ?? LATER_MS;
    this.#laterMs = Math.min(longest, this.#laterMs === undefined ? first : this.#laterMs * 2);
    this.#later = setTimeout(() => void this.#actOnPostponed(), this.#laterMs);
  }

  async #actOnPostponed(): Promise<void> {
    this.#later = undefined;
    try {
      await this.actOnPending();
    } catch (err) {
      this.#options.logger.error({ err }, 'postponed webhooks could not be read');
      this.#postpone();
    }
    // No event was postponed again.
    if (this.#later === undefined) this.#laterMs = undefined;
  }
}

function isAsked(event: ZoomEvent, { onlyStreams = false, streamId }: PendingEvents): boolean {
  if ('streamId' in event) return streamId === undefined || event.streamId === streamId;
  return !onlyStreams && streamId === undefined;
}

function subjectOf(event: ZoomEvent): string {
  switch (event.type) {
    case 'stream-started':
    case 'stream-stopped':
    case 'stream-interrupted':
      return event.streamId;
    case 'meeting-started':
    case 'meeting-ended':
    case 'participant-joined':
      return event.meeting.uuid;
    case 'app-deauthorized':
      return event.userId;
    case 'unknown':
      return event.name;
  }
}
