import type { CompiledQuery, Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Schema } from '../schema/schema.ts';

const HOUR_MS = 3_600_000;
/** A meeting in memory (`RETENTION_HOURS=0`) stays this long after its last words, to be read and exported. */
const IN_MEMORY_MS = HOUR_MS;
/** A meeting's expiry is written at most this often, not with every caption. */
const STEP_MS = 60_000;
/** Meetings whose last extension is remembered; the database checks it for the others. */
const MEETINGS_REMEMBERED = 10_000;
/** The expiry of a meeting whose deletion has begun: no query finds it, and no caption extends it. */
export const DELETED = 0;

/** Computes when a meeting's record expires: the last activity plus the retention. */
export class MeetingClock {
  readonly now: () => number;
  readonly #retentionMs: number;
  /** When a meeting's expiry was last extended, by its id. */
  readonly #extendedAt = new LRUCache<string, number>({ max: MEETINGS_REMEMBERED });

  constructor(options: { readonly retentionHours: number; readonly now: () => number }) {
    this.now = options.now;
    this.#retentionMs = options.retentionHours === 0 ? IN_MEMORY_MS : options.retentionHours * HOUR_MS;
  }

  /** The expiry of a meeting that is active now. */
  expiry(): number {
    return this.now() + this.#retentionMs;
  }

  /** The statement that extends the expiry, because something was said; none when it was extended within a minute. */
  extension(db: Kysely<Schema>, meetingId: string): readonly CompiledQuery[] {
    const extendedAt = this.#extendedAt.get(meetingId);
    if (extendedAt !== undefined && Math.abs(this.now() - extendedAt) < STEP_MS) return [];
    const expiry = this.expiry();
    return [
      db
        .updateTable('meetings')
        .set({ expires_at: expiry })
        .where('id', '=', meetingId)
        .where('expires_at', '<', expiry - STEP_MS)
        .where('expires_at', '>', DELETED)
        .compile(),
    ];
  }

  /** The statement of `extension` is committed. */
  extended(meetingId: string): void {
    this.#extendedAt.set(meetingId, this.now());
  }
}
