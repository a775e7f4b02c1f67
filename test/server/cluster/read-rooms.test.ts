/** Covers server/cluster/read-rooms.ts and server/cluster/redis/scripts.ts. */
import { afterAll, describe, expect, it } from 'vitest';
import { ReadRooms } from '../../../server/cluster/read-rooms.ts';
import { RedisLink } from '../../../server/cluster/redis/redis-link.ts';
import { createLogger } from '../../../server/logger.ts';
import { clearPrefix, ownPrefix, redisUrl, whyRedisIsMissing } from '../../support/redis.ts';

const prefix = ownPrefix();
const missing = await whyRedisIsMissing();

async function stage() {
  const link = await RedisLink.open({ url: redisUrl, prefix, logger: createLogger('silent') });
  const of = (nodeId: string) => new ReadRooms({ redis: link.commands, prefix, nodeId });
  const [owner, other] = [of('owner'), of('other')];
  return {
    redis: link.commands,
    owner,
    other,
    [Symbol.asyncDispose]: async () => {
      owner[Symbol.dispose]();
      other[Symbol.dispose]();
      await link[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(missing !== undefined)('the rooms of a meeting', { tags: ['redis'] }, () => {
  afterAll(() => clearPrefix(prefix));

  it('are exchanged after Redis has forgotten its scripts, as at its restart', async () => {
    await using play = await stage();
    const { redis, owner, other } = play;
    other.opened('forgotten', 'es');
    await other.exchange('forgotten');
    await redis.scriptFlush();
    expect(await owner.follow('forgotten')).toEqual({ read: ['es'], ended: [] });
  });

  it('are heard by the owner with what has begun and what has ended on other nodes', async () => {
    await using play = await stage();
    const { owner, other } = play;
    owner.opened('m', 'fr');
    other.opened('m', 'es');
    other.opened('m', 'de');
    await other.exchange('m');
    expect(await owner.follow('m')).toEqual({ read: ['de', 'es'], ended: [] });
    expect(owner.isRead('m', 'es')).toBe(true);
    expect(owner.isRead('m', 'fr')).toBe(false);
    other.closed('m', 'de');
    expect(await owner.follow('m')).toEqual({ read: ['es'], ended: ['de'] });
    expect([...owner.own('m')]).toEqual(['fr']);
  });

  it('are told to the node that asks, of every other node', async () => {
    await using play = await stage();
    const { owner, other } = play;
    owner.opened('asked', 'fr');
    await owner.exchange('asked');
    other.opened('asked', 'es');
    expect([...(await other.exchange('asked'))]).toEqual(['fr']);
  });

  it('are forgotten by a node that serves the meeting no more', async () => {
    await using play = await stage();
    const { owner, other } = play;
    other.opened('left', 'es');
    await other.exchange('left');
    await owner.follow('left');
    owner.unfollow('left');
    expect(owner.isRead('left', 'es')).toBe(false);
  });
});
