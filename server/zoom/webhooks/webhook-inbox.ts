import { delay } from '../../lib/delay.ts';
import { isRetryable } from '../../lib/errors.ts';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { Logger } from '../../logger.ts';
import { type ParsedWebhook, parseWebhook } from './events.ts';
import type { WebhookStore } from './webhook-store.ts';
import type { ZoomEvent } from './zoom-event.ts';

type ReceivedEvent = Extract<ParsedWebhook, { kind: 'event' }>;

export interface WebhookInboxOptions {
  readonly store: WebhookStore;
  readonly act: (event: ZoomEvent) => Promise<void>;
  readonly logger: Logger;
  /** Between two looks at what was put off. */
  readonly laterMs?: { readonly first: number; readonly longest: number };
}

/** Together well below the minute in which a stream must be connected. */
const RETRY_WAITS_MS = [500, 2_000, 5_000] as const;
/** Zoom was told 200 and says nothing again: what must end or be deleted is tried for as long as it takes, ever more slowly. */
const LATER_MS = { first: 10_000, longest: 300_000 } as const;

/** Events are written down before Zoom hears 200, acted on after, and crossed off when done. */
export class WebhookInbox implements AsyncDisposable {
  readonly #options: WebhookInboxOptions;
  /** By subject: a stop must not overtake the start before it. */
  readonly #queue = new KeyedQueue();
  readonly #taken = new Set<string>();
  readonly #stopping = new AbortController();
  #laterMs: number | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor(options: WebhookInboxOptions) {
    this.#options = options;
  }

  /** `false`: known already. Rejects when it could not be written down: Zoom then sends it again. */
  commit(received: ReceivedEvent, receivedAt: number): Promise<boolean> {
    const { key, name: event, body } = received;
    return this.#options.store.add({ key, event, body, receivedAt });
  }

  /** Resolves when acted upon, or put off. Never rejects: a failure is logged, and the row waits for its next turn. */
  act(key: string, event: ZoomEvent): Promise<void> {
    if (this.#taken.has(key) || this.#stopping.signal.aborted) return Promise.resolve();
    this.#taken.add(key);
    return this.#queue
      .run(subjectOf(event), () => this.#perform(key, event))
      .finally(() => this.#taken.delete(key));
  }

  /**
   * What a crash or a failure left undone, in the order it came. Resolves when those about streams were acted on: what is
   * live must not wait for the others.
   */
  async actOnPending(): Promise<void> {
    const { store, logger } = this.#options;
    const pending = await store.pending();
    if (pending.length > 0) logger.info({ count: pending.length }, 'acting on webhooks left from before');
    const aboutStreams: Promise<void>[] = [];
    for (const record of pending) {
      const parsed = parseWebhook(record.body, record.receivedAt);
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

  /** Zoom does not send again what it heard 200 for: a database that is away for a moment must not cost a start. */
  async #perform(key: string, event: ZoomEvent): Promise<void> {
    for (const waitMs of [...RETRY_WAITS_MS, undefined]) {
      try {
        await this.#options.act(event);
        await this.#options.store.done(key);
        return;
      } catch (err) {
        const again = waitMs !== undefined && isRetryable(err) && !this.#stopping.signal.aborted;
        const next = again ? 'it is tried again' : 'it is put off';
        this.#options.logger.error({ err, event: event.type }, `acting on a webhook failed; ${next}`);
        if (!again) {
          this.#lookLater();
          return;
        }
        await delay(waitMs, this.#stopping.signal);
      }
    }
  }

  /** One look for all that was put off: meanwhile the events that follow on the same stream are acted on. */
  #lookLater(): void {
    if (this.#later !== undefined || this.#stopping.signal.aborted) return;
    const { first, longest } = this.#options.laterMs ?? LATER_MS;
    this.#laterMs = Math.min(longest, this.#laterMs === undefined ? first : this.#laterMs * 2);
    this.#later = setTimeout(() => void this.#look(), this.#laterMs);
  }

  async #look(): Promise<void> {
    this.#later = undefined;
    try {
      await this.actOnPending();
    } catch (err) {
      this.#options.logger.error({ err }, 'the webhooks that were put off could not be read');
      this.#lookLater();
    }
    // Nothing was put off again.
    if (this.#later === undefined) this.#laterMs = undefined;
  }
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
