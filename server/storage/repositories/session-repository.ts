import type { Kysely } from 'kysely';
import { inSlices } from '../deletion/slices.ts';
import { prepareQuery, type ValueAt } from '../prepared-query.ts';
import type { Schema } from '../schema/schema.ts';

/** A bearer token expires up to 15 minutes after the cookie that it was made from. */
const BEARER_LIFE_MS = 15 * 60_000;
/** Longer than the lifetime of any token. */
const CUTOFFS_KEPT_MS = 32 * 24 * 3_600_000;

/** Sessions that ended before their tokens expire. Stored on disk, so that a restart restores none of them. */
export class SessionRepository {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;
  readonly #cutoffOf = prepareQuery((value: ValueAt<{ readonly uid: string }>) =>
    this.#db.selectFrom('session_cutoffs').select('valid_from').where('uid', '=', value('uid')),
  );
  readonly #revocationOf = prepareQuery((value: ValueAt<{ readonly sessionId: string }>) =>
    this.#db.selectFrom('revoked_sessions').select('id').where('id', '=', value('sessionId')),
  );

  constructor(options: { readonly db: Kysely<Schema>; readonly now: () => number }) {
    this.#db = options.db;
    this.#now = options.now;
  }

  /** Milliseconds: tokens issued to this person before are void; 0 when none are. */
  async validFrom(uid: string): Promise<number> {
    const { rows } = await this.#db.executeQuery(this.#cutoffOf({ uid }));
    return rows[0]?.valid_from ?? 0;
  }

  async isRevoked(sessionId: string): Promise<boolean> {
    const { rows } = await this.#db.executeQuery(this.#revocationOf({ sessionId }));
    return rows.length > 0;
  }

  /** Ends a session. @param expiresAt of its token, milliseconds: the row is kept until then. */
  async revoke(sessionId: string, expiresAt: number): Promise<void> {
    await this.#db
      .insertInto('revoked_sessions')
      .values({ id: sessionId, expires_at: expiresAt })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /** Deletes the rows whose tokens have expired. */
  async prune(): Promise<void> {
    const now = this.#now();
    await inSlices(async (rows) => {
      const { numDeletedRows } = await this.#db
        .deleteFrom('revoked_sessions')
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('revoked_sessions as slice')
            .select('slice.id')
            .where('slice.expires_at', '<', now - BEARER_LIFE_MS)
            .limit(rows),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
    await inSlices(async (rows) => {
      const { numDeletedRows } = await this.#db
        .deleteFrom('session_cutoffs')
        .where('uid', 'in', (eb) =>
          eb
            .selectFrom('session_cutoffs as slice')
            .select('slice.uid')
            .where('slice.valid_from', '<', now - CUTOFFS_KEPT_MS)
            .limit(rows),
        )
        .executeTakeFirst();
      return numDeletedRows;
    });
  }
}
