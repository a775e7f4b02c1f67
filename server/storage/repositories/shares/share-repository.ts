import type { Kysely, Selectable } from 'kysely';
import type { NewShareRecord, ShareRecord, ShareStore } from '../../../record/shares/share-store.ts';
import type { DiskScrub } from '../../deletion/disk-scrub.ts';
import { DELETED } from '../../deletion/meeting-clock.ts';
import { inPages } from '../../deletion/slices.ts';
import { prepareQuery, type ValueAt } from '../../prepared-query.ts';
import type { Schema, SharesTable } from '../../schema/schema.ts';

/** Ended links stay so that their readers are told why; of a meeting's, the newest. */
const ENDED_KEPT = 50;
/** The last use is stored to the minute: many readers come at once. */
const USED_EVERY_MS = 60_000;
/** Longer than a meeting takes to be restored after a start. */
const ORPHANS_KEPT_MS = 24 * 3_600_000;

/** Share links: on disk with the hash of their token; their labels are where the meetings are. */
export class ShareRepository implements ShareStore {
  readonly #disk: Kysely<Schema>;
  readonly #spoken: Kysely<Schema>;
  readonly #scrub: Pick<DiskScrub, 'request'>;
  readonly #now: () => number;
  readonly #byId = prepareQuery((value: ValueAt<{ readonly id: string }>) =>
    this.#disk.selectFrom('shares').selectAll().where('id', '=', value('id')),
  );
  readonly #byHash = prepareQuery((value: ValueAt<{ readonly tokenHash: string }>) =>
    this.#disk.selectFrom('shares').selectAll().where('token_hash', '=', value('tokenHash')),
  );

  /** `disk`: the same database as `spoken`, except where meetings are in memory. */
  constructor(options: {
    readonly disk: Kysely<Schema>;
    readonly spoken: Kysely<Schema>;
    readonly scrub: Pick<DiskScrub, 'request'>;
    readonly now: () => number;
  }) {
    this.#disk = options.disk;
    this.#spoken = options.spoken;
    this.#scrub = options.scrub;
    this.#now = options.now;
  }

  async add(share: NewShareRecord, most: number): Promise<boolean> {
    const isAdded = await this.#disk.transaction().execute(async (trx) => {
      const known = await trx
        .selectFrom('shares')
        .selectAll()
        .where('meeting_id', '=', share.meetingId)
        .orderBy('created_at', 'desc')
        .execute();
      const ended = known.filter((row) => !this.#isOpen(row));
      if (known.length - ended.length >= most) return false;
      const forgotten = ended.slice(ENDED_KEPT).map(({ id }) => id);
      if (forgotten.length > 0) await trx.deleteFrom('shares').where('id', 'in', forgotten).execute();
      await trx.insertInto('shares').values(rowOf(share)).execute();
      return true;
    });
    const { id: share_id, meetingId: meeting_id, label } = share;
    if (isAdded && label !== undefined)
      await this.#spoken.insertInto('share_labels').values({ share_id, meeting_id, label }).execute();
    return isAdded;
  }

  async get(id: string): Promise<ShareRecord | undefined> {
    const [row] = (await this.#disk.executeQuery(this.#byId({ id }))).rows;
    return row === undefined ? undefined : shareOf(row);
  }

  async byTokenHash(tokenHash: string): Promise<ShareRecord | undefined> {
    const [row] = (await this.#disk.executeQuery(this.#byHash({ tokenHash }))).rows;
    return row === undefined ? undefined : shareOf(row);
  }

  async openOf(meetingId: string): Promise<readonly ShareRecord[]> {
    const rows = await this.#disk
      .selectFrom('shares')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    const labels = await this.#spoken
      .selectFrom('share_labels')
      .select(['share_id', 'label'])
      .where('meeting_id', '=', meetingId)
      .execute();
    const labelOf = new Map(labels.map(({ share_id, label }) => [share_id, label]));
    return rows.filter((row) => this.#isOpen(row)).map((row) => shareOf(row, labelOf.get(row.id)));
  }

  async revoke(meetingId: string, id: string): Promise<boolean> {
    const now = this.#now();
    const { numUpdatedRows } = await this.#disk
      .updateTable('shares')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('meeting_id', '=', meetingId)
      .where('revoked_at', 'is', null)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
      .executeTakeFirst();
    await this.#spoken
      .deleteFrom('share_labels')
      .where('share_id', '=', id)
      .where('meeting_id', '=', meetingId)
      .execute();
    this.#scrub.request();
    return numUpdatedRows > 0n;
  }

  async used(id: string): Promise<void> {
    const now = this.#now();
    await this.#disk
      .updateTable('shares')
      .set({ last_used_at: now })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', now - USED_EVERY_MS)]))
      .execute();
  }

  async takeCatchUp(id: string, lines: number, most: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#disk
      .updateTable('shares')
      .set((eb) => ({ caught_up_lines: eb('caught_up_lines', '+', lines) }))
      .where('id', '=', id)
      .where('caught_up_lines', '<=', most - lines)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async recordExpiry(meetingId: string): Promise<number | undefined> {
    const row = await this.#spoken
      .selectFrom('meetings')
      .select('expires_at')
      .where('id', '=', meetingId)
      .where('expires_at', '>', DELETED)
      .executeTakeFirst();
    return row?.expires_at;
  }

  /** Links of a meeting that turned out to be another one: they lead there. */
  async move(from: string, to: string): Promise<void> {
    await this.#disk.updateTable('shares').set({ meeting_id: to }).where('meeting_id', '=', from).execute();
    await this.#spoken
      .updateTable('share_labels')
      .set({ meeting_id: to })
      .where('meeting_id', '=', from)
      .execute();
  }

  async madeBy(uid: string): Promise<readonly string[]> {
    const rows = await this.#disk.selectFrom('shares').select('id').where('made_by', '=', uid).execute();
    return rows.map(({ id }) => id);
  }

  /** Deletes the links of meetings that no deletion passes: those of a memory that a restart has emptied. */
  async prune(): Promise<void> {
    const before = this.#now() - ORPHANS_KEPT_MS;
    const pages = inPages<string>((after, limit) => this.#meetingsWithLinks(before, after, limit));
    for await (const page of pages) {
      const stored = await this.#spoken.selectFrom('meetings').select('id').where('id', 'in', page).execute();
      const isStored = new Set(stored.map(({ id }) => id));
      const orphaned = page.filter((id) => !isStored.has(id));
      if (orphaned.length > 0)
        await this.#disk.deleteFrom('shares').where('meeting_id', 'in', orphaned).execute();
    }
  }

  async #meetingsWithLinks(
    before: number,
    after: string | undefined,
    limit: number,
  ): Promise<readonly string[]> {
    const rows = await this.#disk
      .selectFrom('shares')
      .select('meeting_id')
      .distinct()
      .where('created_at', '<', before)
      .where('meeting_id', '>', after ?? '')
      .orderBy('meeting_id')
      .limit(limit)
      .execute();
    return rows.map(({ meeting_id }) => meeting_id);
  }

  #isOpen({ revoked_at, expires_at }: Pick<SharesTable, 'revoked_at' | 'expires_at'>): boolean {
    return revoked_at === null && (expires_at === null || expires_at > this.#now());
  }
}

function rowOf(share: NewShareRecord): SharesTable {
  return {
    id: share.id,
    meeting_id: share.meetingId,
    token_hash: share.tokenHash,
    made_by: share.madeBy ?? null,
    language: share.language ?? null,
    may_export: share.mayExport ? 1 : 0,
    created_at: share.createdAt,
    expires_at: share.expiresAt ?? null,
    revoked_at: null,
    last_used_at: null,
    caught_up_lines: 0,
  };
}

function shareOf(row: Selectable<SharesTable>, label?: string): ShareRecord {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    mayExport: row.may_export === 1,
    createdAt: row.created_at,
    ...(label === undefined ? {} : { label }),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  };
}
