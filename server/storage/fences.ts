/** Fencing tokens of meetings: with several nodes, a write fails once another node has taken the meeting. */
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { WriteGuard } from './group-commit.ts';
import type { Schema } from './schema/schema.ts';
import { StorageError } from './storage-error.ts';

/** Port: the tokens this node holds. */
export interface HeldTokens {
  /** `undefined`: this node does not own the meeting. */
  tokenOf(meetingId: string): number | undefined;
  /** A write with this token was refused: another node has taken the meeting since. */
  refused(meetingId: string, token: number): void;
}

/** Another node owns the meeting: what this one would write must not be written, now or later. */
class StaleOwner extends StorageError {
  constructor() {
    super('Another node owns this meeting.', { retryable: false });
  }
}

export class Fences {
  readonly #db: Kysely<Schema>;
  readonly #held: HeldTokens | undefined;

  /** @param held absent: this process is the only node, and nothing is checked. */
  constructor(db: Kysely<Schema>, held: HeldTokens | undefined) {
    this.#db = db;
    this.#held = held;
  }

  /** Begins a new ownership: tokens of before are refused from here on, and it waits for writes that hold one. */
  async raise(meetingId: string): Promise<number | undefined> {
    const row = await this.#db
      .updateTable('meetings')
      .set(({ eb }) => ({ fence: eb('fence', '+', 1) }))
      .where('id', '=', meetingId)
      .returning('fence')
      .executeTakeFirst();
    return row?.fence;
  }

  async current(meetingId: string): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('meetings')
      .select('fence')
      .where('id', '=', meetingId)
      .executeTakeFirst();
    return row?.fence;
  }

  /** `undefined`: this process is the only node, and nothing is checked. */
  get guard(): WriteGuard | undefined {
    const held = this.#held;
    if (held === undefined) return undefined;
    return {
      query: (meetingIds) =>
        this.#db
          .selectFrom('meetings')
          .select(['id', 'fence'])
          .where('id', 'in', meetingIds)
          .orderBy('id')
          .forShare()
          .compile(),
      refused: (meetingIds, rows) => refused(held, meetingIds, z.array(fenceRow).parse(rows)),
    };
  }

  /** First in the transaction of a write: the token of its meeting stays good until the transaction ends. @throws {StaleOwner} */
  async check(trx: Transaction<Schema>, meetingId: string): Promise<void> {
    const { guard } = this;
    if (guard === undefined) return;
    const { rows } = await trx.executeQuery(guard.query([meetingId]));
    const error = guard.refused([meetingId], rows).get(meetingId);
    if (error !== undefined) throw error;
  }
}

const fenceRow = z.object({ id: z.string(), fence: z.number() });

/** A meeting without a row is deleted; its writes are refused by their own conditions. */
function refused(
  held: HeldTokens,
  meetingIds: readonly string[],
  rows: readonly z.infer<typeof fenceRow>[],
): ReadonlyMap<string, Error> {
  const stale = new Map<string, Error>();
  const current = new Map(rows.map(({ id, fence }) => [id, fence]));
  for (const meetingId of meetingIds) {
    const token = held.tokenOf(meetingId);
    const fence = current.get(meetingId);
    if (token !== undefined && (fence === undefined || fence === token)) continue;
    stale.set(meetingId, new StaleOwner());
    if (token !== undefined) held.refused(meetingId, token);
  }
  return stale;
}
