import { expect, it } from 'vitest';
import type { StoredStream } from '../../../../server/storage/repositories/stream-repository.ts';
import { open } from '../open.ts';
import { onEveryDatabase } from '../stories.ts';

const stream: StoredStream = {
  streamId: 'stream-1',
  meetingId: 'meeting-1',
  zoomUuid: 'uuid==',
  serverUrls: ['wss://one.zoom.us', 'wss://two.zoom.us'],
  operatorId: 'ana',
  isOriginalHost: true,
  startedAt: 1_700_000_000_000,
  phase: 'open',
  updatedAt: 1_700_000_000_500,
};

onEveryDatabase((kind) => {
  it('keeps a stream as it was saved last', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await storage.streams.save(stream);
    expect(await storage.streams.find('stream-1')).toEqual(stream);

    const { operatorId: _, ...withoutOperator } = stream;
    const ended: StoredStream = {
      ...withoutOperator,
      isOriginalHost: false,
      phase: 'ended',
      stopReason: 6,
      stoppedAt: 7,
    };
    await storage.streams.save(ended);

    expect(await storage.streams.find('stream-1')).toEqual(ended);
    expect(await storage.streams.find('stream-2')).toBeUndefined();
  });

  it('tells which streams are open, and which belong to a meeting', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const later = { ...stream, streamId: 'stream-2', startedAt: stream.startedAt + 1 };
    const ended = {
      ...stream,
      streamId: 'stream-3',
      startedAt: stream.startedAt + 2,
      phase: 'ended' as const,
    };
    const elsewhere = {
      ...stream,
      streamId: 'stream-4',
      startedAt: stream.startedAt + 3,
      meetingId: 'meeting-2',
    };
    for (const each of [elsewhere, ended, later, stream]) await storage.streams.save(each);

    expect(await storage.streams.open()).toEqual([stream, later, elsewhere]);
    expect(await storage.streams.ofMeetings(['meeting-1'])).toEqual([stream, later, ended]);
  });

  it('keeps when media was last good, and that a paused stream has no such time', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    for (const streamId of ['a', 'b', 'c']) await storage.streams.save({ ...stream, streamId });
    await storage.streams.mark({ good: ['a', 'b'], paused: [] }, 1_700_000_001_000.5);
    await storage.streams.mark({ good: ['a'], paused: ['b'] }, 1_700_000_002_000);
    const marks = (await storage.streams.open()).map(({ goodUntil }) => goodUntil);
    expect(marks).toEqual([1_700_000_002_000, undefined, undefined]);
  });

  it('remembers which sign-ins and people are not let in any more, for as long as it matters', async () => {
    let now = 1_700_000_000_000;
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => now });
    await storage.sessions.revoke('session-1', now + 1_000);
    await storage.sessions.revoke('session-1', now + 1_000);
    await storage.people.deleteEverythingOf('ana');
    expect(await storage.sessions.isRevoked('session-1')).toBe(true);
    expect(await storage.sessions.isRevoked('session-2')).toBe(false);
    expect([await storage.sessions.validFrom('ana'), await storage.sessions.validFrom('ben')]).toEqual([
      now,
      0,
    ]);
    // A bearer made from the cookie outlives it by a quarter of an hour.
    const later = 15 * 60_000 + 2_000;
    now += later;
    await storage.retention.sweep();
    expect(await storage.sessions.isRevoked('session-1')).toBe(false);
    expect(await storage.sessions.validFrom('ana')).toBe(now - later);
    now += 40 * 24 * 3_600_000;
    await storage.retention.sweep();
    expect(await storage.sessions.validFrom('ana')).toBe(0);
  });

  it('takes a webhook once, and keeps it until it was acted on', async () => {
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

  it('takes a webhook once when it comes twice at the same moment', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const record = { key: 'a', event: 'meeting.rtms_started', body: '{}', receivedAt: 1_700_000_000_000 };

    const taken = await Promise.all(Array.from({ length: 8 }, () => storage.webhooks.add(record)));

    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('forgets a webhook after a week', async () => {
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

  it('keeps grants and preferences by person', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const preferences = { language: 'pt-BR', display: { size: 150, theme: 'dark' } };

    await storage.grants.save('ana', 'sealed-1');
    await storage.grants.save('ana', 'sealed-2');
    await storage.preferences.save('ana', { language: 'es' });
    await storage.preferences.save('ana', preferences);
    await storage.preferences.save('ben', {});

    expect(await storage.grants.find('ana')).toBe('sealed-2');
    expect(await storage.grants.find('ben')).toBeUndefined();
    expect(await storage.preferences.find('ana')).toEqual(preferences);
    expect(await storage.preferences.find('ben')).toEqual({});
    expect(await storage.preferences.find('eve')).toBeUndefined();
    await storage.grants.delete('ana');
    expect(await storage.grants.find('ana')).toBeUndefined();
  });
});
