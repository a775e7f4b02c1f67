import type { Kysely } from 'kysely';
import type { RecordReaders, RecordSettings } from '../../../../shared/record.ts';
import type { Databases } from '../../database.ts';
import { DELETED, type MeetingClock } from '../../deletion/meeting-clock.ts';
import type { Schema } from '../../schema/schema.ts';
import { isOver } from '../meetings/meeting-rows.ts';

export interface RecordChange {
  /** `null`: the server's. */
  readonly retentionHours?: number | null | undefined;
  readonly restrictedTo?: RecordReaders | undefined;
}

/** How long the record of a meeting is kept, and for whom: the host's choice over the server's. */
export class RecordSettingsRepository {
  readonly #databases: Databases;
  readonly #clock: MeetingClock;
  readonly #maxRetentionHours: number;
  readonly #isCopied: boolean;

  constructor(options: {
    readonly databases: Databases;
    readonly clock: MeetingClock;
    readonly maxRetentionHours: number;
    /** The operator has a text copy. */
    readonly isCopied: boolean;
  }) {
    this.#databases = options.databases;
    this.#clock = options.clock;
    this.#maxRetentionHours = options.maxRetentionHours;
    this.#isCopied = options.isCopied;
  }

  /** Where nothing is kept on the disk, a host cannot choose more. */
  get maxRetentionHours(): number {
    return this.#clock.retentionHours === 0 ? 0 : this.#maxRetentionHours;
  }

  /** `undefined`: no such meeting is stored. */
  async find(meetingId: string): Promise<RecordSettings | undefined> {
    const row = await this.#db
      .selectFrom('meetings')
      .select(['retention_hours', 'restricted_to', 'expires_at', 'active_at'])
      .select(['state', 'reason_code', 'ended_at'])
      .where('id', '=', meetingId)
      .where('expires_at', '>', DELETED)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { retentionHours: serverRetentionHours, now } = this.#clock;
    return {
      retentionHours: row.retention_hours ?? serverRetentionHours,
      retentionSetBy: row.retention_hours === null ? 'server' : 'host',
      serverRetentionHours,
      maxRetentionHours: this.maxRetentionHours,
      restrictedTo: row.restricted_to,
      expiresAt: row.expires_at,
      idleMs: Math.max(0, now() - row.active_at),
      phase: (await this.#isLive(meetingId)) ? 'live' : isOver(row) ? 'over' : 'stopped',
      isCopied: this.#isCopied,
    };
  }

  /** The expiry follows at once, counted from the last activity. */
  async change(meetingId: string, { retentionHours, restrictedTo }: RecordChange): Promise<void> {
    const retention =
      retentionHours === undefined
        ? {}
        : {
            retention_hours: retentionHours,
            expires_at: this.#clock.expiryUnder(retentionHours ?? undefined),
          };
    const restriction = restrictedTo === undefined ? {} : { restricted_to: restrictedTo };
    if (retentionHours === undefined && restrictedTo === undefined) return;
    await this.#db
      .updateTable('meetings')
      .set({ ...retention, ...restriction })
      .where('id', '=', meetingId)
      .where('expires_at', '>', DELETED)
      .execute();
  }

  get #db(): Kysely<Schema> {
    return this.#databases.spoken.db;
  }

  async #isLive(meetingId: string): Promise<boolean> {
    const open = await this.#databases.disk.db
      .selectFrom('streams')
      .select('stream_id')
      .where('meeting_id', '=', meetingId)
      .where('phase', '=', 'open')
      .limit(1)
      .executeTakeFirst();
    return open !== undefined;
  }
}
