import { type Kysely, sql } from 'kysely';
import type { GroupCommit } from '../group-commit.ts';
import { prepareQuery, type ValueAt } from '../prepared-query.ts';
import type { Schema } from '../schema/schema.ts';

interface MeterCount {
  readonly language: string;
  readonly engine: string;
  readonly characters: number;
}

interface Addition extends MeterCount {
  readonly meetingId: string;
}

/** Characters sent to engines, by meeting, target language and engine, and the host's cap on them. */
export class MeterRepository {
  readonly #db: Kysely<Schema>;
  readonly #writes: Pick<GroupCommit, 'write'>;
  /** Nothing is added for a meeting that is gone. */
  readonly #addition = prepareQuery((value: ValueAt<Addition>) =>
    this.#db
      .insertInto('meters')
      .columns(['meeting_id', 'language', 'engine', 'characters'])
      .expression(
        this.#db
          .selectFrom('meetings')
          .select([
            'id as meeting_id',
            sql<string>`cast(${value('language')} as text)`.as('language'),
            sql<string>`cast(${value('engine')} as text)`.as('engine'),
            sql<number>`cast(${value('characters')} as bigint)`.as('characters'),
          ])
          .where('id', '=', value('meetingId')),
      )
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'language', 'engine']).doUpdateSet((eb) => ({
          characters: eb('meters.characters', '+', eb.ref('excluded.characters')),
        })),
      ),
  );

  constructor(options: { readonly db: Kysely<Schema>; readonly writes: Pick<GroupCommit, 'write'> }) {
    this.#db = options.db;
    this.#writes = options.writes;
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

  /** Of many meetings at once, in one transaction. */
  async add(meetingId: string, counts: readonly MeterCount[]): Promise<void> {
    const queries = counts.map((count) => this.#addition({ meetingId, ...count }));
    if (queries.length > 0) await this.#writes.write({ meetingId, queries });
  }

  async saveBudget(meetingId: string, budget: number | undefined): Promise<void> {
    await this.#db
      .updateTable('meetings')
      .set({ budget: budget ?? null })
      .where('id', '=', meetingId)
      .execute();
  }
}
