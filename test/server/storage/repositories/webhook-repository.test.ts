import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { onEveryDatabase } from '../stories.ts';

onEveryDatabase((kind) => {
  it('adds a webhook once, and lists it until it is handled', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const first = { key: 'a', event: 'meeting.rtms_started', body: '{"a":1}', receivedAt: 1_700_000_000_000 };
    const second = {
      key: 'b',
      event: 'meeting.rtms_stopped',
      body: '{"b":1}',
      receivedAt: 1_700_000_000_001,
    };

    expect(await storage.webhooks.add(second)).toBe(true);
    expect(await storage.webhooks.add(first)).toBe(true);
    expect(await storage.webhooks.add(first)).toBe(false);
    expect(await storage.webhooks.pending()).toEqual([first, second]);

    await storage.webhooks.done('a');
    expect(await storage.webhooks.pending()).toEqual([second]);
    expect(await storage.webhooks.add(first)).toBe(false);
  });

  it('adds a webhook once when it arrives several times at once', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const record = { key: 'a', event: 'meeting.rtms_started', body: '{}', receivedAt: 1_700_000_000_000 };

    const taken = await Promise.all(Array.from({ length: 8 }, () => storage.webhooks.add(record)));

    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('deletes a webhook after a week', async () => {
    await using database = await kind.create();
    const receivedAt = 1_700_000_000_000;
    let now = receivedAt;
    await using storage = await open(database.url, { now: () => now });
    const record = { key: 'a', event: 'meeting.rtms_started', body: '{}', receivedAt };
    await storage.webhooks.add(record);

    now += 6 * 24 * 3_600_000;
    await storage.webhooks.prune();
    expect(await storage.webhooks.add(record)).toBe(false);
    now += 2 * 24 * 3_600_000;
    await storage.webhooks.prune();
    expect(await storage.webhooks.add(record)).toBe(true);
  });

  it('lists the webhooks that are not handled in the order of arrival, over several pages', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const keys = Array.from({ length: 600 }, (_, index) => `${index}`.padStart(4, '0'));
    for (const key of keys)
      await storage.webhooks.add({ key, event: 'e', body: '{}', receivedAt: Math.floor(Number(key) / 7) });
    await storage.webhooks.done('0300');
    const pending = await storage.webhooks.pending();
    expect(pending.map(({ key }) => key)).toEqual(keys.filter((key) => key !== '0300'));
  });
});
