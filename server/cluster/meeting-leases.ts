/**
 * A lease per meeting in Redis says which node owns it; the fencing token comes from PostgreSQL, which refuses writes of an
 * earlier owner. Redis may forget everything, and no token is given twice all the same.
 */
import { KeyedQueue } from '../lib/keyed-queue.ts';
import type { Logger } from '../logger.ts';
import type { HeldMeetings } from './held-meetings.ts';
import type { RedisClient } from './redis/redis-client.ts';
import { FORGOTTEN, TAKEN } from './redis/scripts.ts';

/** A node that does not renew for this long has lost its meetings. */
const LEASE_MS = 4_000;
const RENEW_EVERY_MS = 1_000;
/** Leases in one script: Redis serves nobody else meanwhile. */
const LEASES_PER_CALL = 200;

/** Port: the tokens in the database. */
export interface FenceStore {
  /** The next token of this meeting; `undefined`: there is no such meeting. */
  raise(meetingId: string): Promise<number | undefined>;
  /** The token of the last owner. */
  current(meetingId: string): Promise<number | undefined>;
}

export interface MeetingLeasesOptions {
  readonly redis: RedisClient;
  /** Port: after an outage, has every node had the time to renew its leases? */
  readonly link: { readonly isSettled: boolean };
  /** Before every key. */
  readonly prefix: string;
  readonly nodeId: string;
  readonly held: HeldMeetings;
  readonly fences: FenceStore;
  readonly logger: Logger;
}

/** `own`: this node · `other`: that node · `none`: nobody, and this node takes none (any more) or there is no such meeting. */
export type Owner =
  | { readonly kind: 'own' }
  | { readonly kind: 'other'; readonly nodeId: string }
  | { readonly kind: 'none' };

export class MeetingLeases implements Disposable {
  readonly #options: MeetingLeasesOptions;
  readonly #queue = new KeyedQueue();
  readonly #renewal: NodeJS.Timeout;
  #isClosed = false;
  #isRenewing = false;

  constructor(options: MeetingLeasesOptions) {
    this.#options = options;
    this.#renewal = setInterval(() => void this.#renew(), RENEW_EVERY_MS);
  }

  /** Takes no further meeting. */
  close(): void {
    this.#isClosed = true;
  }

  /** The node stops, and gives up what it still holds. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Owns the meeting, takes it when nobody does, or says who owns it. @throws when Redis or the database is away. */
  take(meetingId: string): Promise<Owner> {
    const { held } = this.#options;
    if (held.has(meetingId)) return Promise.resolve({ kind: 'own' });
    return this.#queue.run(meetingId, () => this.#take(meetingId));
  }

  /** Who owns the meeting, without taking it. @throws when Redis is away. */
  async ownerOf(meetingId: string): Promise<Owner> {
    const { redis, held, nodeId } = this.#options;
    if (held.has(meetingId)) return { kind: 'own' };
    const owner = await redis.get(this.#key(meetingId));
    return owner === null || owner === nodeId ? { kind: 'none' } : { kind: 'other', nodeId: owner };
  }

  /** Those of these meetings that no node owns. @throws when Redis is away. */
  async unowned(meetingIds: readonly string[]): Promise<readonly string[]> {
    const { redis, link, held } = this.#options;
    const others = meetingIds.filter((meetingId) => !held.has(meetingId));
    // Their owners are alive, and must not lose them because Redis was away.
    if (others.length === 0 || !link.isSettled) return [];
    const owners = await redis.mGet(others.map((id) => this.#key(id)));
    return others.filter((_meetingId, index) => owners[index] === null);
  }

  /** Gives up a meeting: everything of it is stored. */
  async release(meetingId: string): Promise<void> {
    const { redis, held, nodeId } = this.#options;
    if (!held.has(meetingId)) return;
    held.release(meetingId);
    await redis.releaseLease([this.#key(meetingId)], [nodeId]).catch(() => {
      // It ends by itself.
    });
  }

  [Symbol.dispose](): void {
    this.close();
    clearInterval(this.#renewal);
  }

  async #take(meetingId: string): Promise<Owner> {
    const { redis, held, nodeId, fences, logger } = this.#options;
    await held.left(meetingId);
    if (held.has(meetingId)) return { kind: 'own' };
    if (this.#isClosed) return this.ownerOf(meetingId);
    const key = this.#key(meetingId);
    const owner = await redis.takeLease([key], [nodeId, String(LEASE_MS)]);
    if (owner !== nodeId) return { kind: 'other', nodeId: String(owner) };
    const token = await fences.raise(meetingId).catch(async (error) => {
      await this.#withdraw(key);
      throw error;
    });
    // A node that has begun to stop meanwhile must not hold what it would not give up.
    if (token === undefined || this.#isClosed) {
      await this.#withdraw(key);
      return { kind: 'none' };
    }
    held.hold({ meetingId, token });
    logger.debug({ meetingId, token }, 'this node owns the meeting');
    return { kind: 'own' };
  }

  async #withdraw(key: string): Promise<void> {
    const { redis, nodeId } = this.#options;
    await redis.releaseLease([key], [nodeId]).catch(() => undefined);
  }

  /** While Redis is away, meetings are kept: a new owner would be noticed by its fencing token. */
  async #renew(): Promise<void> {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    try {
      const { held } = this.#options;
      for (let ids = held.ids, at = 0; at < ids.length; at += LEASES_PER_CALL)
        await this.#renewSome(ids.slice(at, at + LEASES_PER_CALL));
    } catch {
      // Reported by the connection, once per outage.
    } finally {
      this.#isRenewing = false;
    }
  }

  async #renewSome(meetingIds: readonly string[]): Promise<void> {
    const { redis, held, nodeId } = this.#options;
    const tokens = new Map(meetingIds.map((meetingId) => [meetingId, held.tokenOf(meetingId)]));
    const answer = await redis.renewLeases(
      meetingIds.map((id) => this.#key(id)),
      [nodeId, String(LEASE_MS)],
    );
    const states = Array.isArray(answer) ? answer : [];
    for (const [index, meetingId] of meetingIds.entries()) {
      const token = tokens.get(meetingId);
      if (states[index] === FORGOTTEN) await this.#takeForgotten(meetingId, token);
      else if (states[index] === TAKEN) this.#lose(meetingId, token);
    }
  }

  /** A lease that ended or that Redis has forgotten: it is taken again, unless another node owned the meeting meanwhile. */
  async #takeForgotten(meetingId: string, token: number | undefined): Promise<void> {
    const { redis, held, nodeId, fences } = this.#options;
    const isLast = (await fences.current(meetingId)) === token;
    if (!isLast) return this.#lose(meetingId, token);
    if (held.tokenOf(meetingId) !== token) return;
    const owner = await redis.takeLease([this.#key(meetingId)], [nodeId, String(LEASE_MS)]);
    if (owner !== nodeId) this.#lose(meetingId, token);
  }

  #lose(meetingId: string, token: number | undefined): void {
    const { held, logger } = this.#options;
    // Released, or taken anew, meanwhile.
    if (held.tokenOf(meetingId) !== token) return;
    logger.warn({ meetingId }, 'another node has taken the meeting');
    held.lose(meetingId);
  }

  #key(meetingId: string): string {
    return `${this.#options.prefix}lease:${meetingId}`;
  }
}
