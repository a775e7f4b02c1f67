import type { Kysely } from 'kysely';
import type { Schema } from '../schema/schema.ts';

const HOUR_MS = 3_600_000;
/** With nothing on the disk, a meeting that went quiet stays readable in memory this long: to finish reading, to export. */
const IN_MEMORY_MS = HOUR_MS;
/** A meeting's expiry is moved on at most this often: not with every caption. */
const STEP_MS = 60_000;
/** The expiry of a meeting whose deletion has begun: nobody finds it, and nothing moves it on. */
export const DELETED = 0;

/** When a meeting's record is due to be deleted: the last activity plus the retention. */
export class MeetingClock {
  readonly now: () => number;
  readonly #retentionMs: number;

  constructor(options: { readonly retentionHours: number; readonly now: () => number }) {
    this.now = options.now;
    this.#retentionMs = options.retentionHours === 0 ? IN_MEMORY_MS : options.retentionHours * HOUR_MS;
  }

  /** Of a meeting that is active now. */
  expiry(): number {
    return this.now() + this.#retentionMs;
  }

  /** Something was said in the meeting. */
  async active(db: Kysely<Schema>, meetingId: string): Promise<void> {
    const expiry = this.expiry();
    await db
      .updateTable('meetings')
      .set({ expires_at: expiry })
      .where('id', '=', meetingId)
      .where('expires_at', '<', expiry - STEP_MS)
      .where('expires_at', '>', DELETED)
      .execute();
  }
}
