import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { GlossaryTerm } from '../../../shared/glossary.ts';
import type { Glossaries } from '../../captions/terms/glossary-terms.ts';
import { inBatches } from '../batches.ts';
import type { DiskScrub } from '../deletion/disk-scrub.ts';
import type { Schema } from '../schema/schema.ts';

/** Glossaries of meetings, and of the people who host them. */
export class GlossaryRepository {
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

  async ofMeeting(meetingId: string): Promise<readonly GlossaryTerm[]> {
    const row = await this.#db
      .selectFrom('meeting_glossaries')
      .select('terms')
      .where('meeting_id', '=', meetingId)
      .executeTakeFirst();
    return parse(row);
  }

  async saveOfMeeting(meetingId: string, terms: readonly GlossaryTerm[]): Promise<void> {
    const row = { terms: JSON.stringify(terms), updated_at: this.#now() };
    await this.#db
      .insertInto('meeting_glossaries')
      .values({ meeting_id: meetingId, ...row })
      .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet(row))
      .execute();
    this.#scrub.request();
  }

  async ofPerson(uid: string): Promise<readonly GlossaryTerm[]> {
    const row = await this.#db
      .selectFrom('person_glossaries')
      .select('terms')
      .where('uid', '=', uid)
      .executeTakeFirst();
    return parse(row);
  }

  async saveOfPerson(uid: string, terms: readonly GlossaryTerm[]): Promise<void> {
    const row = { terms: JSON.stringify(terms), updated_at: this.#now() };
    await this.#db
      .insertInto('person_glossaries')
      .values({ uid, ...row })
      .onConflict((conflict) => conflict.column('uid').doUpdateSet(row))
      .execute();
    this.#scrub.request();
  }

  /** The glossaries that apply in a meeting: its own, and its host's when the host is known. */
  async glossariesOf(meetingId: string): Promise<Glossaries> {
    const host = (await this.#hostsOf([meetingId])).get(meetingId);
    return {
      ofHost: host === undefined ? [] : await this.ofPerson(host),
      ofMeeting: await this.ofMeeting(meetingId),
    };
  }

  /** The meetings among these that this person hosts, in which their glossary applies. */
  async hostedAmong(meetingIds: readonly string[], uid: string): Promise<readonly string[]> {
    const hosted: string[] = [];
    for (const batch of inBatches(meetingIds)) {
      const hosts = await this.#hostsOf(batch);
      hosted.push(...batch.filter((id) => hosts.get(id) === uid));
    }
    return hosted;
  }

  /** The host that Zoom names; else the member who hosted. */
  async #hostsOf(meetingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#db
      .selectFrom('meetings')
      .leftJoin('meeting_members', (join) =>
        join.onRef('meeting_members.meeting_id', '=', 'meetings.id').on('meeting_members.how', '=', 'hosted'),
      )
      .select(['meetings.id', 'meetings.host_id'])
      .select(({ fn }) => fn.min('meeting_members.uid').as('uid'))
      .where('meetings.id', 'in', meetingIds)
      .groupBy(['meetings.id', 'meetings.host_id'])
      .execute();
    return new Map(
      rows.flatMap(({ id, host_id, uid }) => {
        const host = host_id ?? uid;
        return host === null ? [] : [[id, host]];
      }),
    );
  }
}

const termsSchema = z.array(z.object({ term: z.string(), translations: z.record(z.string(), z.string()) }));

function parse(row: { readonly terms: string } | undefined): readonly GlossaryTerm[] {
  return row === undefined ? [] : termsSchema.parse(JSON.parse(row.terms));
}
