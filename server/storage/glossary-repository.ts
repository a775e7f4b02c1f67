import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { GlossaryTerm } from '../../shared/glossary.ts';
import type { Glossaries } from '../captions/terms/glossary-terms.ts';
import type { Schema } from './schema.ts';

/** Terms of single meetings, and of the people who host them. */
export class GlossaryRepository {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(options: { readonly db: Kysely<Schema>; readonly now: () => number }) {
    this.#db = options.db;
    this.#now = options.now;
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
  }

  /** What holds in a meeting: its own terms, and those of whoever hosts it, as far as we know. */
  async glossariesOf(meetingId: string): Promise<Glossaries> {
    const host = await this.#hostOf(meetingId);
    return {
      ofHost: host === undefined ? [] : await this.ofPerson(host),
      ofMeeting: await this.ofMeeting(meetingId),
    };
  }

  /** The meetings among these in which this person's terms hold. */
  async hostedAmong(meetingIds: readonly string[], uid: string): Promise<readonly string[]> {
    const hosts = await Promise.all(meetingIds.map((id) => this.#hostOf(id)));
    return meetingIds.filter((_id, index) => hosts[index] === uid);
  }

  /** Zoom's word comes first; without it, who was there as the host. */
  async #hostOf(meetingId: string): Promise<string | undefined> {
    const meeting = await this.#db
      .selectFrom('meetings')
      .select('host_id')
      .where('id', '=', meetingId)
      .executeTakeFirst();
    if (meeting !== undefined && meeting.host_id !== null) return meeting.host_id;
    const member = await this.#db
      .selectFrom('meeting_members')
      .select('uid')
      .where('meeting_id', '=', meetingId)
      .where('how', '=', 'hosted')
      .orderBy('uid')
      .executeTakeFirst();
    return member?.uid;
  }
}

const termsSchema = z.array(z.object({ term: z.string(), translations: z.record(z.string(), z.string()) }));

function parse(row: { readonly terms: string } | undefined): readonly GlossaryTerm[] {
  return row === undefined ? [] : termsSchema.parse(JSON.parse(row.terms));
}
