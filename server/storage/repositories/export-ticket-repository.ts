import type { Kysely } from 'kysely';
import { ROWS_PER_SLICE } from '../deletion/slices.ts';
import type { Schema } from '../schema/schema.ts';

/** What a ticket stands for; `session` and `request` are JSON of whoever stores it. */
export interface StoredTicket {
  readonly meetingId: string;
  readonly uid?: string;
  readonly session: string;
  readonly request: string;
}

/** Addresses that work once, by their hash, on every node. */
export class ExportTicketRepository {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(options: { readonly db: Kysely<Schema>; readonly now: () => number }) {
    this.#db = options.db;
    this.#now = options.now;
  }

  /** @param expiresAt milliseconds since 1970 */
  async save(hash: string, ticket: StoredTicket, expiresAt: number): Promise<void> {
    await this.prune();
    const { meetingId, uid = null, session, request } = ticket;
    await this.#db
      .insertInto('export_tickets')
      .values({ hash, meeting_id: meetingId, uid, session, request, expires_at: expiresAt })
      .execute();
  }

  /** Without spending it; `undefined`: spent, expired or never issued. */
  async find(hash: string): Promise<StoredTicket | undefined> {
    const row = await this.#db
      .selectFrom('export_tickets')
      .selectAll()
      .where('hash', '=', hash)
      .where('expires_at', '>', this.#now())
      .executeTakeFirst();
    return row === undefined ? undefined : ticketOf(row);
  }

  /** Of those who ask at the same moment one gets it. */
  async spend(hash: string): Promise<StoredTicket | undefined> {
    const row = await this.#db
      .deleteFrom('export_tickets')
      .where('hash', '=', hash)
      .returningAll()
      .executeTakeFirst();
    return row === undefined || row.expires_at <= this.#now() ? undefined : ticketOf(row);
  }

  /** Deletes expired ones, some at a time. */
  async prune(): Promise<void> {
    await this.#db
      .deleteFrom('export_tickets')
      .where('hash', 'in', (eb) =>
        eb
          .selectFrom('export_tickets as slice')
          .select('slice.hash')
          .where('slice.expires_at', '<=', this.#now())
          .limit(ROWS_PER_SLICE),
      )
      .execute();
  }
}

function ticketOf(row: {
  readonly meeting_id: string;
  readonly uid: string | null;
  readonly session: string;
  readonly request: string;
}): StoredTicket {
  const { meeting_id: meetingId, uid, session, request } = row;
  return { meetingId, session, request, ...(uid === null ? {} : { uid }) };
}
