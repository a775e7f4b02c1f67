import { type CompiledQuery, type Expression, type Kysely, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Schema } from '../schema/schema.ts';

const HOUR_MS = 3_600_000;
/** A meeting in memory, or of a host's 0 hours, stays this long after its last words, to be read and exported. */
const LINGER_MS = HOUR_MS;
/** A meeting's expiry is written at most this often, not with every caption. */
const STEP_MS = 60_000;
/** Meetings whose last extension is remembered; the database checks it for the others. */
const MEETINGS_REMEMBERED = 10_000;
/** The expiry of a meeting whose deletion has begun: no query finds it, and no caption extends it. */
export const DELETED = 0;

/** Columns of an activity. */
interface Activity {
  readonly active_at: number;
  readonly expires_at: Expression<number>;
}

/** Computes when a meeting's record expires: the last activity plus the retention, the host's or the server's. */
export class MeetingClock {
  readonly now: () => number;
  readonly retentionHours: number;
  /** When a meeting's expiry was last extended, by its id. */
  readonly #extendedAt = new LRUCache<string, number>({ max: MEETINGS_REMEMBERED });

  constructor(options: { readonly retentionHours: number; readonly now: () => number }) {
    this.now = options.now;
    this.retentionHours = options.retentionHours;
  }

  /** The expiry of a meeting that is made now. */
  firstExpiry(): number {
    return this.now() + keptMs(this.retentionHours);
  }

  /** What an update of `meetings` sets, because the meeting is active now. */
  activity(): Activity {
    const now = this.now();
    return { active_at: now, expires_at: this.#expiry(bigint(now), sql.ref('meetings.retention_hours')) };
  }

  /** The expiry under another retention, in an update of `meetings`. */
  expiryUnder(retentionHours: number | undefined): Expression<number> {
    return this.#expiry(sql.ref('meetings.active_at'), bigint(retentionHours ?? null));
  }

  /** The statement that extends the expiry, because something was said; none when it was extended within a minute. */
  extension(db: Kysely<Schema>, meetingId: string): readonly CompiledQuery[] {
    const extendedAt = this.#extendedAt.get(meetingId);
    if (extendedAt !== undefined && Math.abs(this.now() - extendedAt) < STEP_MS) return [];
    const activity = this.activity();
    return [
      db
        .updateTable('meetings')
        .set(activity)
        .where('id', '=', meetingId)
        .where('active_at', '<', activity.active_at)
        .where('expires_at', '>', DELETED)
        .compile(),
    ];
  }

  /** The statement of `extension` is committed. */
  extended(meetingId: string): void {
    this.#extendedAt.set(meetingId, this.now());
  }

  /** The host's choice holds for a record: before anything is said, it does not end the meeting that is prepared. */
  #expiry(from: Expression<unknown>, hours: Expression<unknown>): Expression<number> {
    const server = bigint(keptMs(this.retentionHours));
    const own = sql`case when ${hours} < 1 then ${bigint(LINGER_MS)} else ${hours} * ${bigint(HOUR_MS)} end`;
    const isSpoken = sql`exists (select 1 from lines where lines.meeting_id = meetings.id)`;
    return sql<number>`${from} + case
      when ${hours} is null or (not ${isSpoken} and ${own} < ${server}) then ${server}
      else ${own} end`;
  }
}

function keptMs(hours: number): number {
  return hours === 0 ? LINGER_MS : hours * HOUR_MS;
}

/** PostgreSQL takes the type of a parameter from its surroundings, which may be too narrow. */
function bigint(value: number | null): Expression<unknown> {
  return sql`cast(${value} as bigint)`;
}
