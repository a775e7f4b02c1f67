/** Deletions that somebody asked for: what a repeated request and a restart need to know of them. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { type DeletedKind, type DeletionReceipt, deletedKinds } from '../../../shared/record.ts';
import { inBatches } from '../batches.ts';
import type { Schema } from '../schema/schema.ts';

/** Somebody whose answer was lost asks again within minutes; a day is enough, and no history of who deleted what. */
const KEPT_MS = 24 * 3_600_000;

export type DeletedCounts = Partial<Record<DeletedKind, number>>;

export interface AskedDeletion {
  readonly receipt: DeletionReceipt;
  /** A crash interrupted it, or it is under way. */
  readonly isDone: boolean;
}

/** In the database of the rows that are deleted, so that both change in one transaction. */
export class DeletionLog {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(options: { readonly db: Kysely<Schema>; readonly now: () => number }) {
    this.#db = options.db;
    this.#now = options.now;
  }

  /** Of two people who ask at once, the receipt is the first one's. */
  async ask(trx: Transaction<Schema>, meetingId: string, askedBy: string): Promise<void> {
    await trx
      .insertInto('deletions')
      .values({ meeting_id: meetingId, asked_by: askedBy, asked_at: this.#now(), done_at: null, scrubbed: 0 })
      .onConflict((conflict) => conflict.column('meeting_id').doNothing())
      .execute();
  }

  /** Adds to the receipt of a deletion that was asked for; of another one nothing is kept. */
  async count(db: Kysely<Schema>, meetingId: string, counts: DeletedCounts): Promise<void> {
    for (const kind of kindsIn(counts)) {
      await db
        .insertInto('deletion_counts')
        .columns(['meeting_id', 'kind', 'count'])
        .expression((eb) =>
          eb
            .selectFrom('deletions')
            .select([
              'deletions.meeting_id',
              sql<DeletedKind>`cast(${kind} as text)`.as('kind'),
              sql<number>`cast(${counts[kind] ?? 0} as bigint)`.as('count'),
            ])
            .where('deletions.meeting_id', '=', meetingId),
        )
        .onConflict((conflict) =>
          conflict.columns(['meeting_id', 'kind']).doUpdateSet((eb) => ({
            count: eb('deletion_counts.count', '+', eb.ref('excluded.count')),
          })),
        )
        .execute();
    }
  }

  async done(meetingIds: readonly string[], isScrubbed: boolean): Promise<void> {
    for (const batch of inBatches(meetingIds))
      await this.#db
        .updateTable('deletions')
        .set({ done_at: this.#now(), scrubbed: isScrubbed ? 1 : 0 })
        .where('meeting_id', 'in', batch)
        .where('done_at', 'is', null)
        .execute();
  }

  /** What this person asked for. @param askedBy absent: whoever asked. */
  async find(meetingId: string, askedBy?: string): Promise<AskedDeletion | undefined> {
    const row = await this.#db
      .selectFrom('deletions')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .$if(askedBy !== undefined, (query) => query.where('asked_by', '=', askedBy ?? ''))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const counted = await this.#db
      .selectFrom('deletion_counts')
      .select(['kind', 'count'])
      .where('meeting_id', '=', meetingId)
      .execute();
    const counts = Object.fromEntries(counted.map(({ kind, count }) => [kind, count]));
    const receipt = receiptOf(counts, {
      what: 'meeting',
      askedAt: row.asked_at,
      deletedAt: row.done_at ?? this.#now(),
      isScrubbed: row.scrubbed === 1,
    });
    return { receipt, isDone: row.done_at !== null };
  }

  /** Meetings whose rows may be gone while files or panels were not told. */
  async unfinished(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('deletions')
      .select('meeting_id')
      .where('done_at', 'is', null)
      .execute();
    return rows.map((row) => row.meeting_id);
  }

  /** Receipts name who asked. */
  async forgetPerson(trx: Transaction<Schema>, uid: string): Promise<void> {
    await trx.deleteFrom('deletions').where('asked_by', '=', uid).where('done_at', 'is not', null).execute();
  }

  async prune(): Promise<void> {
    await this.#db
      .deleteFrom('deletions')
      .where('done_at', '<', this.#now() - KEPT_MS)
      .execute();
  }
}

export function receiptOf(
  counts: DeletedCounts,
  receipt: Pick<DeletionReceipt, 'what' | 'askedAt' | 'deletedAt' | 'isScrubbed'>,
): DeletionReceipt {
  const { files = 0, fileLines = 0, ...rows } = counts;
  return { ...receipt, rows, files, fileLines };
}

/** Counts of nothing are left out. */
export function addCounts(sum: DeletedCounts, more: DeletedCounts): DeletedCounts {
  const added: DeletedCounts = { ...sum };
  for (const kind of kindsIn(more)) added[kind] = (added[kind] ?? 0) + (more[kind] ?? 0);
  return added;
}

function kindsIn(counts: DeletedCounts): readonly DeletedKind[] {
  return deletedKinds.filter((kind) => (counts[kind] ?? 0) > 0);
}
