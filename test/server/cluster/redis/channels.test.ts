/** Covers server/cluster/redis/redis-link.ts. */
import { describe, expect, it, vi } from 'vitest';
import { adapterClient } from '../../../../server/cluster/redis/channels.ts';
import { RedisLink, whyTooOld } from '../../../../server/cluster/redis/redis-link.ts';
import { createLogger } from '../../../../server/logger.ts';
import { freePort } from '../../../support/free-port.ts';
import { ownPrefix, redisUrl, whyRedisIsMissing } from '../../../support/redis.ts';
import { TcpProxy } from '../../../support/tcp-proxy.ts';

const missing = await whyRedisIsMissing();
const logger = createLogger('silent');

async function linkThrough(proxy: TcpProxy) {
  return await RedisLink.open({ url: `redis://127.0.0.1:${proxy.port}`, prefix: ownPrefix(), logger });
}

function proxyBeforeRedis() {
  const { hostname, port } = new URL(redisUrl);
  return TcpProxy.before({ host: hostname, port: Number(port || 6379) });
}

describe('Redis that does not answer', () => {
  it('is reported at the start by the name of the variable', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    await expect(RedisLink.open({ url, prefix: 'p:', logger })).rejects.toThrow(
      /^REDIS_URL: the Redis server/,
    );
  });
});

describe('a Redis without sharded channels', () => {
  it.each([
    [
      '# Server\r\nredis_version:6.2.14\r\n',
      /^REDIS_URL: the Redis server here:6379 is version 6\.2\.14; 7 or newer/,
    ],
    ['# Server\r\nredis_version:7.0.15\r\n', undefined],
    ['# Server\r\nredis_version:255.255.255\r\nvalkey_version:8.1.0\r\n', undefined],
    ['nothing that is known', undefined],
  ])('is named by its version: %j', (info, fault) => {
    const says = whyTooOld(info, 'here:6379');
    if (fault === undefined) expect(says).toBeUndefined();
    else expect(says).toMatch(fault);
  });
});

describe.skipIf(missing !== undefined)('a channel', { tags: ['redis'] }, () => {
  it('delivers again after the connection broke, also when it was subscribed meanwhile', async () => {
    await using proxy = await proxyBeforeRedis();
    await using link = await linkThrough(proxy);
    const { channels } = link;
    const heard: string[] = [];
    channels.subscribe(channels.name('before'), (message) => heard.push(`before ${message}`));
    await channels.settled();
    proxy.cut();
    await vi.waitFor(() => expect(link.isReady).toBe(false));
    channels.publish(channels.name('before'), 'lost');
    channels.subscribe(channels.name('meanwhile'), (message) => heard.push(`meanwhile ${message}`));
    await expect(link.ping()).rejects.toThrow();
    proxy.mend();
    await vi.waitFor(() => link.ping(), { timeout: 10_000 });
    await vi.waitFor(
      () => {
        for (const name of ['before', 'meanwhile']) channels.publish(channels.name(name), 'there');
        expect(new Set(heard)).toEqual(new Set(['before there', 'meanwhile there']));
      },
      { timeout: 10_000 },
    );
    expect(channels.unpublished).toBeGreaterThan(0);
  });

  it('is silent after it was left', async () => {
    await using proxy = await proxyBeforeRedis();
    await using link = await linkThrough(proxy);
    const client = adapterClient(link.channels);
    const heard: string[] = [];
    const [left, kept] = [link.channels.name('left'), link.channels.name('kept')];
    client.sSubscribe(left, () => heard.push('left'));
    client.sSubscribe(kept, () => heard.push('kept'));
    await link.channels.settled();
    await client.sUnsubscribe([left]);
    await client.sPublish(left, 'x');
    await client.sPublish(kept, 'x');
    await vi.waitFor(() => expect(heard).toEqual(['kept']));
  });
});
