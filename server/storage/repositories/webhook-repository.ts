import type { Kysely } from 'kysely';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import { inPages, inSlices, ROWS_PER_SLICE } from '../deletion/slices.ts';
import type { Schema } from '../schema/schema.ts';

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
  readonly #scrub: Pick<DiskScrub, 'request'>;

  constructor(options: {
    readonly db: Kysely<Schema>;
    readonly now: () => number;
    readonly scrub: Pick<DiskScrub, 'request'>;
  }) {
    this.#db = options.db;
    this.#now = options.now;
    this.#scrub = options.scrub;
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
    this.#scrub.request();
  }

  /** In the order they came. */
  async pending(): Promise<readonly StoredWebhook[]> {
    const pages = inPages<StoredWebhook>((after, limit) => this.#pendingAfter(after, limit));
    const pending: StoredWebhook[] = [];
    for await (const page of pages) pending.push(...page);
    return pending;
  }

  /** Drops what is older than a week. */
  async prune(): Promise<void> {
    const before = this.#now() - KEPT_MS;
    await inSlices(async () => {
      const { numDeletedRows } = await this.#db
        .deleteFrom('webhooks')
        .where('key', 'in', (eb) =>
          eb
            .selectFrom('webhooks as slice')
            .select('slice.key')
            .where('slice.received_at', '<', before)
            .limit(ROWS_PER_SLICE),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
  }

  async #pendingAfter(after: StoredWebhook | undefined, limit: number): Promise<readonly StoredWebhook[]> {
    const rows = await this.#db
      .selectFrom('webhooks')
      .selectAll()
      .where('done', '=', 0)
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('received_at', 'key'), '>', tuple(after?.receivedAt ?? 0, after?.key ?? '')),
        ),
      )
      .orderBy('received_at')
      .orderBy('key')
      .limit(limit)
      .execute();
    return rows.map(({ key, event, body, received_at }) => ({ key, event, body, receivedAt: received_at }));
  }
}
