import type { Kysely } from 'kysely';
import type { WebhookRecord, WebhookStore } from '../../zoom/webhooks/webhook-inbox.ts';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import { inPages, inSlices } from '../deletion/slices.ts';
import type { Schema } from '../schema/schema.ts';

/** Zoom repeats an event for hours at most. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Events until they are handled; afterwards their keys alone, which identify a repeat. */
export class WebhookRepository implements WebhookStore {
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

  /** `false`: a repeat. */
  async add(record: WebhookRecord): Promise<boolean> {
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
    // The body names people, and is not read again.
    await this.#db.updateTable('webhooks').set({ done: 1, body: '' }).where('key', '=', key).execute();
    this.#scrub.request();
  }

  /** In the order of arrival. */
  async pending(): Promise<readonly WebhookRecord[]> {
    const pages = inPages<WebhookRecord>((after, limit) => this.#pendingAfter(after, limit));
    const pending: WebhookRecord[] = [];
    for await (const page of pages) pending.push(...page);
    return pending;
  }

  /** Deletes events older than a week. */
  async prune(): Promise<void> {
    const before = this.#now() - KEPT_MS;
    await inSlices(async (rows) => {
      const { numDeletedRows } = await this.#db
        .deleteFrom('webhooks')
        .where('key', 'in', (eb) =>
          eb
            .selectFrom('webhooks as slice')
            .select('slice.key')
            .where('slice.received_at', '<', before)
            .limit(rows),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
  }

  async #pendingAfter(after: WebhookRecord | undefined, limit: number): Promise<readonly WebhookRecord[]> {
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
