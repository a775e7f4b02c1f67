import type { Kysely } from 'kysely';
import type { Schema } from '../schema/schema.ts';

interface MeterCount {
  readonly language: string;
  readonly engine: string;
  readonly characters: number;
}

/** Characters sent to engines, by meeting, target language and engine, and the host's cap on them. */
export class MeterRepository {
  readonly #db: Kysely<Schema>;

  constructor(options: { readonly db: Kysely<Schema> }) {
    this.#db = options.db;
  }

  async load(
    meetingId: string,
  ): Promise<{ readonly counts: readonly MeterCount[]; readonly budget?: number }> {
    const counts = await this.#db
      .selectFrom('meters')
      .select(['language', 'engine', 'characters'])
      .where('meeting_id', '=', meetingId)
      .execute();
    const meeting = await this.#db
      .selectFrom('meetings')
      .select('budget')
      .where('id', '=', meetingId)
      .executeTakeFirst();
    const budget = meeting?.budget ?? null;
    return { counts, ...(budget === null ? {} : { budget }) };
  }

  async add(meetingId: string, counts: readonly MeterCount[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const meeting = await trx
        .selectFrom('meetings')
        .select('id')
        .where('id', '=', meetingId)
        .executeTakeFirst();
      if (meeting === undefined || counts.length === 0) return;
      await trx
        .insertInto('meters')
        .values(counts.map((count) => ({ meeting_id: meetingId, ...count })))
        .onConflict((conflict) =>
          conflict.columns(['meeting_id', 'language', 'engine']).doUpdateSet((eb) => ({
            characters: eb('meters.characters', '+', eb.ref('excluded.characters')),
          })),
        )
        .execute();
    });
  }

  async saveBudget(meetingId: string, budget: number | undefined): Promise<void> {
    await this.#db
      .updateTable('meetings')
      .set({ budget: budget ?? null })
      .where('id', '=', meetingId)
      .execute();
  }
}
