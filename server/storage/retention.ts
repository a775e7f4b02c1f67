import type { Logger } from '../logger.ts';
import type { Databases } from './databases.ts';
import type { DeletionReceipt, RecordDeletion } from './record-deletion.ts';
import type { SessionRepository } from './session-repository.ts';
import { asStorageError } from './storage-error.ts';
import type { WebhookRepository } from './webhook-repository.ts';

/** Records outlive their expiry by this much at most. */
const SWEEP_EVERY_MS = 10 * 60_000;
/** What is on disk of streams that ended, where their meeting is not kept to take it along. */
const ENDED_STREAMS_KEPT_MS = 7 * 24 * 3_600_000;

export interface RetentionOptions {
  readonly databases: Databases;
  readonly deletion: RecordDeletion;
  readonly webhooks: WebhookRepository;
  readonly sessions: SessionRepository;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Deletes what has been kept long enough: at once when started, then every ten minutes. */
export class Retention implements AsyncDisposable {
  readonly #options: RetentionOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#sweepInBackground(), SWEEP_EVERY_MS).unref();
    this.#sweepInBackground();
  }

  /** *Delete now*: the whole record of one meeting, expired or not. */
  async deleteMeeting(meetingId: string): Promise<DeletionReceipt> {
    return await this.#options.deletion.deleteMeetings([meetingId]);
  }

  /** Deletes every meeting that has expired and has no open stream. */
  async sweep(): Promise<void> {
    const { databases, deletion, webhooks, sessions, now } = this.#options;
    const open = await databases.disk.db
      .selectFrom('streams')
      .select('meeting_id')
      .distinct()
      .where('phase', '=', 'open')
      .execute();
    const live = open.map((stream) => stream.meeting_id);
    const expired = await databases.spoken.db
      .selectFrom('meetings')
      .select('id')
      .where('expires_at', '<=', now())
      .$if(live.length > 0, (query) => query.where('id', 'not in', live))
      .execute();
    await deletion.deleteMeetings(expired.map(({ id }) => id));
    await webhooks.prune();
    await sessions.prune();
    await this.#pruneStreams();
    await deletion.scrub();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  #sweepInBackground(): void {
    this.#sweeping ??= this.sweep()
      .catch((error) => {
        const { message, retryable } = asStorageError(error);
        this.#options.logger.error({ error: message, retryable }, 'expired records could not be deleted yet');
      })
      .finally(() => {
        this.#sweeping = undefined;
      });
  }

  async #pruneStreams(): Promise<void> {
    const { databases, now } = this.#options;
    const disk = databases.disk.db;
    const before = now() - ENDED_STREAMS_KEPT_MS;
    await disk.deleteFrom('streams').where('phase', '=', 'ended').where('updated_at', '<', before).execute();
    await disk
      .deleteFrom('confirmed_meetings')
      .where('confirmed_at', '<', before)
      .where('meeting_id', 'not in', (eb) => eb.selectFrom('streams').select('streams.meeting_id'))
      .execute();
  }
}
