import type { Kysely } from 'kysely';
import type { GrantStore } from '../../zoom/oauth/grants.ts';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import type { Schema } from '../schema/schema.ts';

/** OAuth grants by Zoom user id, as ciphertext. */
export class GrantRepository implements GrantStore {
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

  async save(uid: string, sealed: string): Promise<void> {
    const row = { sealed, updated_at: this.#now() };
    await this.#db
      .insertInto('grants')
      .values({ uid, ...row })
      .onConflict((conflict) => conflict.column('uid').doUpdateSet(row))
      .execute();
    this.#scrub.request();
  }

  async find(uid: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('grants')
      .select('sealed')
      .where('uid', '=', uid)
      .executeTakeFirst();
    return row?.sealed;
  }

  async delete(uid: string): Promise<void> {
    await this.#db.deleteFrom('grants').where('uid', '=', uid).execute();
    this.#scrub.request();
  }
}
