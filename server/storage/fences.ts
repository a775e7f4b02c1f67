/** Fencing tokens of meetings: with several nodes, a write fails once another node has taken the meeting. */
import type { Kysely } from 'kysely';
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

  /**
   * Called first in the transaction of every write of a meeting: the token stays good until the transaction ends. A meeting
   * without a row is deleted; its writes are refused by their own conditions.
   * @throws {StaleOwner}
   */
  async check(trx: Kysely<Schema>, meetingId: string): Promise<void> {
    if (this.#held === undefined) return;
    const token = this.#held.tokenOf(meetingId);
    if (token === undefined) throw new StaleOwner();
    const row = await trx
      .selectFrom('meetings')
      .select('fence')
      .where('id', '=', meetingId)
      .forShare()
      .executeTakeFirst();
    if (row === undefined || row.fence === token) return;
    this.#held.refused(meetingId, token);
    throw new StaleOwner();
  }
}
