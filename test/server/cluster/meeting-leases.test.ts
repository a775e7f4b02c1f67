/** Over a real Redis. Covers server/cluster/redis/redis-client.ts. */
import { createClient } from '@redis/client';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { HeldMeetings } from '../../../server/cluster/held-meetings.ts';
import { MeetingLeases } from '../../../server/cluster/meeting-leases.ts';
import { RedisLink } from '../../../server/cluster/redis/redis-link.ts';
import { createLogger } from '../../../server/logger.ts';
import { clearPrefix, ownPrefix, redisUrl, whyRedisIsMissing } from '../../support/redis.ts';
import { withResolvers } from '../translation/stories.ts';

const prefix = ownPrefix();
const missing = await whyRedisIsMissing();
const logger = createLogger('silent');

/** Tokens as PostgreSQL gives them. */
function fences(known: (meetingId: string) => boolean = () => true) {
  const tokens = new Map<string, number>();
  return {
    raise: async (meetingId: string) => {
      if (!known(meetingId)) return undefined;
      const token = (tokens.get(meetingId) ?? 0) + 1;
      tokens.set(meetingId, token);
      return token;
    },
    current: async (meetingId: string) => tokens.get(meetingId),
  };
}

async function node(nodeId: string, store = fences()) {
  const link = await RedisLink.open({ url: redisUrl, prefix, logger });
  const held = new HeldMeetings();
  const leases = new MeetingLeases({
    redis: link.commands,
    link,
    prefix,
    nodeId,
    held,
    fences: store,
    logger,
  });
  return {
    held,
    leases,
    [Symbol.asyncDispose]: async () => {
      leases[Symbol.dispose]();
      await link[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(missing !== undefined)('a lease', { tags: ['redis'] }, () => {
  afterAll(() => clearPrefix(prefix));

  it('is given to one of two nodes that take it at the same moment', async () => {
    const store = fences();
    await using first = await node('first', store);
    await using second = await node('second', store);
    const owners = await Promise.all([first.leases.take('race'), second.leases.take('race')]);
    expect(owners.map(({ kind }) => kind).sort()).toEqual(['other', 'own']);
    expect(first.held.count + second.held.count).toBe(1);
    expect(await first.leases.unowned(['race', 'free'])).toEqual(['free']);
  });

  it('is free after its release, and then has a higher token', async () => {
    const store = fences();
    await using first = await node('first', store);
    await using second = await node('second', store);
    await first.leases.take('handed over');
    expect(await second.leases.take('handed over')).toEqual({ kind: 'other', nodeId: 'first' });
    await first.leases.release('handed over');
    expect(await second.leases.take('handed over')).toEqual({ kind: 'own' });
    expect(second.held.tokenOf('handed over')).toBe(2);
    expect(first.held.has('handed over')).toBe(false);
  });

  it('is lost to a node that took it, and kept when Redis has forgotten it', async () => {
    await using first = await node('first');
    await first.leases.take('stolen');
    await first.leases.take('forgotten');
    const client = await createClient({ url: redisUrl }).connect();
    await client.set(`${prefix}lease:stolen`, 'second');
    await client.del(`${prefix}lease:forgotten`);
    await vi.waitFor(() => expect(first.held.ids).toEqual(['forgotten']));
    await vi.waitFor(async () => expect(await client.get(`${prefix}lease:forgotten`)).toBe('first'), 5_000);
    client.destroy();
  });

  it('is taken again only when what the node did of the meeting before is over', async () => {
    await using first = await node('first');
    const leaving = withResolvers<void>();
    first.held.onLost(() => leaving.promise);
    await first.leases.take('retaken');
    const client = await createClient({ url: redisUrl }).connect();
    await client.del(`${prefix}lease:retaken`);
    first.held.lose('retaken');
    const taken = first.leases.take('retaken');
    await first.leases.take('meanwhile');
    expect(first.held.ids).toEqual(['meanwhile']);
    leaving.resolve(undefined);
    expect(await taken).toEqual({ kind: 'own' });
    expect(first.held.tokenOf('retaken')).toBe(2);
    client.destroy();
  });

  it('that Redis has forgotten is lost when another node owned the meeting meanwhile', async () => {
    const store = fences();
    await using first = await node('first', store);
    await first.leases.take('owned meanwhile');
    await store.raise('owned meanwhile');
    const client = await createClient({ url: redisUrl }).connect();
    await client.del(`${prefix}lease:owned meanwhile`);
    await vi.waitFor(() => expect(first.held.count).toBe(0), 5_000);
    expect(await client.get(`${prefix}lease:owned meanwhile`)).toBeNull();
    client.destroy();
  });

  it('is not taken by a node that stops, nor of a meeting that does not exist', async () => {
    await using first = await node(
      'first',
      fences((meetingId) => meetingId !== 'unknown'),
    );
    expect(await first.leases.take('unknown')).toEqual({ kind: 'none' });
    first.leases.close();
    expect(await first.leases.take('late')).toEqual({ kind: 'none' });
    expect(await first.leases.unowned(['unknown', 'late'])).toEqual(['unknown', 'late']);
  });

  it('is given back when the node stops while the database gives the token', async () => {
    const raising = withResolvers<void>();
    const asked = withResolvers<void>();
    const slow = {
      raise: async () => {
        asked.resolve(undefined);
        await raising.promise;
        return 1;
      },
      current: async () => 1,
    };
    await using first = await node('first', slow);
    const taken = first.leases.take('between');
    await asked.promise;
    first.leases.close();
    raising.resolve(undefined);
    expect(await taken).toEqual({ kind: 'none' });
    expect(first.held.count).toBe(0);
    expect(await first.leases.unowned(['between'])).toEqual(['between']);
  });

  it('is given back when the database gives no token', async () => {
    const refuse = async () => Promise.reject(new Error('the database is away'));
    const away = { raise: refuse, current: refuse };
    await using first = await node('first', away);
    await expect(first.leases.take('no token')).rejects.toThrow('away');
    expect(await first.leases.unowned(['no token'])).toEqual(['no token']);
  });
});
