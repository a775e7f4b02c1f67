import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Preferences } from '../../../shared/panel-protocol.ts';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import type { Schema } from '../schema/schema.ts';

/** The preferences of signed-in people: the language they read, and how captions look. */
export class PreferencesRepository {
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

  /** `undefined`: this person has stored none. */
  async find(uid: string): Promise<Preferences | undefined> {
    const row = await this.#db
      .selectFrom('preferences')
      .select('preferences')
      .where('uid', '=', uid)
      .executeTakeFirst();
    return row === undefined ? undefined : preferencesSchema.parse(JSON.parse(row.preferences));
  }

  async save(uid: string, preferences: Preferences): Promise<void> {
    const row = { preferences: JSON.stringify(preferences), updated_at: this.#now() };
    await this.#db
      .insertInto('preferences')
      .values({ uid, ...row })
      .onConflict((conflict) => conflict.column('uid').doUpdateSet(row))
      .execute();
    this.#scrub.request();
  }
}

const preferencesSchema = z.object({
  language: z.string().exactOptional(),
  display: z.record(z.string(), z.unknown()).exactOptional(),
});
