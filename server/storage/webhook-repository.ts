import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export interface StoredWebhook {
  readonly key: string;
  readonly event: string;
  readonly body: string;
  readonly receivedAt: number;
}

/** Zoom repeats an event for hours at most; a week is room to spare. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Events are kept until they were acted on; after that only their keys, to know a repeat. */
export class WebhookRepository {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(options: { readonly db: Kysely<Schema>; readonly now: () => number }) {
    this.#db = options.db;
    this.#now = options.now;
  }

  /** `false`: known already, a repeat. */
  async add(record: StoredWebhook): Promise<boolean> {
    const added = await this.#db
      .insertInto('webhooks')
      .values({
        key: record.key,
        event: record.event,
        body: record.body,
        received_at: Math.round(record.receivedAt),
        done: 0,
      })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    return added !== undefined;
  }

  async done(key: string): Promise<void> {
    // The body names people; what is left to do with it is nothing.
    await this.#db.updateTable('webhooks').set({ done: 1, body: '' }).where('key', '=', key).execute();
  }

  /** In the order they came. */
  async pending(): Promise<readonly StoredWebhook[]> {
    const rows = await this.#db
      .selectFrom('webhooks')
      .selectAll()
      .where('done', '=', 0)
      .orderBy('received_at')
      .orderBy('key')
      .execute();
    return rows.map(({ key, event, body, received_at }) => ({ key, event, body, receivedAt: received_at }));
  }

  /** Drops what is older than a week. */
  async prune(): Promise<void> {
    await this.#db
      .deleteFrom('webhooks')
      .where('received_at', '<', this.#now() - KEPT_MS)
      .execute();
  }
}
