/**
 * Covers server/storage/repositories/meetings/meeting-opening.ts, server/storage/repositories/meetings/meeting-rows.ts,
 * server/storage/repositories/meetings/meeting-queries.ts, server/zoom/meeting-directory.ts.
 */
import { expect, it } from 'vitest';
import { open } from '../../open.ts';
import { onEveryDatabase } from '../../stories.ts';

onEveryDatabase((kind) => {
  it('makes a meeting once and stores new facts', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => 1_700_000_000_000 });

    const made = await storage.meetings.open({ uuid: 'a/b==' });
    const found = await storage.meetings.open({
      uuid: 'a/b==',
      topic: 'Stand-up',
      hostId: 'host-1',
      number: '99',
    });
    const again = await storage.meetings.open({ uuid: 'a/b==' });

    const status = { state: 'waiting', since: 1_700_000_000_000 };
    const expiresAt = 1_700_000_000_000 + 24 * 3_600_000;
    expect(made).toEqual({ id: made.id, uuid: 'a/b==', createdAt: 1_700_000_000_000, expiresAt, status });
    expect(found).toEqual({ ...made, topic: 'Stand-up', hostId: 'host-1', number: '99' });
    expect(again).toEqual(found);
    expect(await storage.meetings.get(made.id)).toEqual(found);
    expect(made.id).toMatch(/^[\w-]{20,}$/);
    expect((await storage.captions.load(made.id)).status).toEqual({
      state: 'waiting',
      since: 1_700_000_000_000,
    });
  });

  it('opens one meeting for many calls at once', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);

    const opened = await Promise.all(
      Array.from({ length: 20 }, () => storage.meetings.open({ uuid: 'busy==' })),
    );

    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });

  it("stores that a meeting's UUID is confirmed, until the meeting is deleted", async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'agrees==' });
    const { id: other } = await storage.meetings.open({ uuid: 'other==' });

    await storage.meetings.confirmUuid(id);
    await storage.meetings.confirmUuid(id);

    expect(await storage.meetings.isUuidConfirmed(id)).toBe(true);
    expect(await storage.meetings.isUuidConfirmed(other)).toBe(false);
    await storage.retention.deleteMeeting(id);
    expect(await storage.meetings.isUuidConfirmed(id)).toBe(false);
  });

  it('deletes old confirmations of meetings that a restart lost', async () => {
    await using database = await kind.create();
    let now = 1_700_000_000_000;
    await using storage = await open(database.url, { retentionHours: 0, now: () => now });
    await storage.meetings.confirmUuid('gone-with-the-memory');
    now += 8 * 24 * 3_600_000;
    await storage.retention.sweep();
    expect(await storage.meetings.isUuidConfirmed('gone-with-the-memory')).toBe(false);
  });

  it('finds a meeting by each of its UUIDs', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const meeting = await storage.meetings.open({ uuid: 'parent==' });

    await storage.meetings.addAlias(meeting.id, 'breakout==');

    expect(await storage.meetings.byUuid('breakout==')).toEqual(meeting);
    expect((await storage.meetings.open({ uuid: 'breakout==' })).id).toBe(meeting.id);
    expect(await storage.meetings.byUuid('unknown==')).toBeUndefined();
    expect(await storage.meetings.get('unknown')).toBeUndefined();
  });

  it('moves a UUID to another meeting', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await storage.meetings.open({ uuid: 'breakout==' });
    const parent = await storage.meetings.open({ uuid: 'parent==' });

    await storage.meetings.addAlias(parent.id, 'breakout==');

    expect(await storage.meetings.byUuid('breakout==')).toEqual(parent);
  });

  it('lists the meetings of a person, newest first', async () => {
    await using database = await kind.create();
    let now = 1_700_000_000_000;
    await using storage = await open(database.url, { now: () => now });
    const first = await storage.meetings.open({ uuid: 'first==' });
    now += 1_000;
    const second = await storage.meetings.open({ uuid: 'second==' });
    await storage.meetings.open({ uuid: 'third==' });

    await storage.meetings.addMember(first.id, 'ana', 'attended');
    await storage.meetings.addMember(second.id, 'ana', 'hosted');
    await storage.meetings.addMember(second.id, 'ana', 'attended');

    expect(await storage.meetings.ofMember('ana', { limit: 9 })).toEqual([second, first]);
    expect(await storage.meetings.ofMember('nobody', { limit: 9 })).toEqual([]);
    expect(await storage.meetings.member(first.id, 'ana')).toEqual({ how: 'attended' });
    expect(await storage.meetings.member(second.id, 'ana')).toEqual({ how: 'hosted' });
    expect(await storage.meetings.member(first.id, 'ben')).toBeUndefined();
  });

  it('never lowers a membership, nor the time its person is present until', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'first==' });
    const ana = () => storage.meetings.member(id, 'ana');
    await storage.meetings.addMember(id, 'ana', 'attended', 2_000);
    expect(await ana()).toEqual({ how: 'attended', presentUntil: 2_000 });
    await storage.meetings.addMember(id, 'ana', 'operated');
    expect(await ana()).toEqual({ how: 'operated', presentUntil: 2_000 });
    await storage.meetings.addMember(id, 'ana', 'attended', 1_000);
    expect(await ana()).toEqual({ how: 'operated', presentUntil: 2_000 });
    await storage.meetings.addMember(id, 'ana', 'hosted', 3_000);
    expect(await ana()).toEqual({ how: 'hosted', presentUntil: 3_000 });
  });

  it('lists the meetings of a person page by page, each once, also those made in one millisecond', async () => {
    await using database = await kind.create();
    let now = 1_700_000_000_000;
    await using storage = await open(database.url, { now: () => now });
    const all: string[] = [];
    for (let index = 0; index < 11; index += 1) {
      now += index % 3 === 0 ? 1_000 : 0;
      const { id } = await storage.meetings.open({ uuid: `${index}==` });
      await storage.meetings.addMember(id, 'ana', 'attended');
      all.push(id);
    }
    const seen: string[] = [];
    for (let after: { createdAt: number; id: string } | undefined; ; ) {
      const page = await storage.meetings.ofMember('ana', { limit: 4, after });
      seen.push(...page.map(({ id }) => id));
      after = page.at(-1);
      if (page.length < 4) break;
    }
    expect(seen.toSorted()).toEqual(all.toSorted());
    expect(new Set(seen).size).toBe(11);
  });

  it("restores a meeting under the id of its stream's row", async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);

    const restored = await storage.meetings.restore('known-id', 'uuid==');

    expect(restored).toMatchObject({ id: 'known-id', uuid: 'uuid==' });
    expect((await storage.meetings.open({ uuid: 'uuid==' })).id).toBe('known-id');
    await storage.meetings.restore('known-id', 'second==');
    expect((await storage.meetings.byUuid('second=='))?.id).toBe('known-id');
    expect((await storage.meetings.restore('other-id', 'uuid==')).id).toBe('known-id');
  });
});
