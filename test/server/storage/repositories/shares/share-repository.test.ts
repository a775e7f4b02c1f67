/** Covers server/storage/schema/migrations/from-0010/0017-shares.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../../../../support/databases.ts';
import { open } from '../../open.ts';
import { onEveryDatabase, share } from '../../stories.ts';

const START = 1_700_000_000_000;
const DAY = 24 * 3_600_000;

onEveryDatabase((kind) => {
  it('finds a link by the hash of its token and by its id, and lists the open ones, newest first', async () => {
    let now = START;
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => now });
    const { shares } = storage;
    const meetingId = (await storage.meetings.open({ uuid: 'a==' })).id;
    const other = (await storage.meetings.open({ uuid: 'b==' })).id;
    const first = share(meetingId, 'first', { label: 'Room 4', language: 'pt-BR', mayExport: true });
    expect(await shares.add(first, 2)).toBe(true);
    expect(
      await shares.add(share(meetingId, 'second', { createdAt: START + 1, expiresAt: START + 9 }), 2),
    ).toBe(true);
    expect(await shares.add(share(meetingId, 'third'), 2)).toBe(false);
    expect(await shares.add(share(other, 'elsewhere'), 2)).toBe(true);
    expect(await shares.byTokenHash('hash of first')).toMatchObject({ id: 'first', mayExport: true });
    expect(await shares.byTokenHash('hash of nothing')).toBeUndefined();
    expect(await shares.get('second')).toMatchObject({ meetingId, expiresAt: START + 9 });
    const ids = async () => (await shares.openOf(meetingId)).map(({ id }) => id);
    expect(await ids()).toEqual(['second', 'first']);
    expect((await shares.openOf(meetingId))[1]).toMatchObject({ label: 'Room 4', language: 'pt-BR' });
    now = START + 9;
    expect(await ids()).toEqual(['first']);
    // An expired link makes room for another.
    expect(await shares.add(share(meetingId, 'third'), 2)).toBe(true);
    expect(await shares.recordExpiry(meetingId)).toBe(START + DAY);
    expect(await shares.recordExpiry('no-such-meeting')).toBeUndefined();
  });

  it('revokes a link of its own meeting once, and says of it that it was revoked', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => START });
    const { shares } = storage;
    const meetingId = (await storage.meetings.open({ uuid: 'a==' })).id;
    const other = (await storage.meetings.open({ uuid: 'b==' })).id;
    await shares.add(share(meetingId, 's', { label: 'kept' }), 9);
    await shares.add(share(meetingId, 'expired', { expiresAt: START }), 9);
    expect(await shares.revoke(other, 's')).toBe(false);
    expect((await shares.openOf(meetingId))[0]).toMatchObject({ label: 'kept' });
    expect(await shares.revoke(meetingId, 's')).toBe(true);
    expect(await shares.revoke(meetingId, 's')).toBe(false);
    expect(await shares.revoke(meetingId, 'expired')).toBe(false);
    expect(await shares.get('s')).toMatchObject({ revokedAt: START });
    expect(await shares.openOf(meetingId)).toEqual([]);
  });

  it('keeps the newest ended links of a meeting alone', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => START });
    const { shares } = storage;
    const meetingId = (await storage.meetings.open({ uuid: 'a==' })).id;
    for (let at = 0; at < 60; at += 1)
      await shares.add(share(meetingId, `s${at}`, { createdAt: START - 100 + at, expiresAt: START }), 9);
    expect(await shares.get('s0')).toBeUndefined();
    expect(await shares.get('s59')).toBeDefined();
  });

  it('counts the lines that were translated for a link, up to the most, and its last use to the minute', async () => {
    let now = START;
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => now });
    const { shares } = storage;
    const meetingId = (await storage.meetings.open({ uuid: 'a==' })).id;
    await shares.add(share(meetingId, 's'), 9);
    const takes = [60, 41, 40, 1, 0];
    const granted = [];
    for (const lines of takes) granted.push(await shares.takeCatchUp('s', lines, 100));
    expect(granted).toEqual([true, false, true, false, true]);
    expect(await shares.takeCatchUp('no-such-link', 1, 100)).toBe(false);
    await shares.used('s');
    now += 30_000;
    await shares.used('s');
    expect((await shares.get('s'))?.lastUsedAt).toBe(START);
    now += 30_000;
    await shares.used('s');
    expect((await shares.get('s'))?.lastUsedAt).toBe(now);
  });

  it('deletes links with their meeting, moves them with it, and drops those of no meeting', async () => {
    let now = START;
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => now });
    const { shares } = storage;
    const [a, b, c] = await Promise.all(['a==', 'b==', 'c=='].map((uuid) => storage.meetings.open({ uuid })));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three meetings');
    await shares.add(share(a.id, 'with a', { label: 'A' }), 9);
    await shares.add(share(b.id, 'with b', { label: 'B' }), 9);
    await shares.add(share('forgotten', 'orphan'), 9);
    await shares.move(b.id, c.id);
    await storage.retention.deleteMeeting(a.id);
    await storage.retention.deleteMeeting(b.id);
    expect(await shares.get('with a')).toBeUndefined();
    expect((await shares.openOf(c.id)).map(({ label }) => label)).toEqual(['B']);
    await storage.retention.sweep();
    expect(await shares.get('orphan')).toBeDefined();
    now += DAY / 2;
    await storage.meetings.open({ uuid: 'c==' });
    now += DAY / 2 + 1;
    await storage.retention.sweep();
    expect(await shares.get('orphan')).toBeUndefined();
    expect(await shares.get('with b')).toBeDefined();
  });
});

it('keeps hashes of links on the disk, and their labels off it, with a retention of 0', async () => {
  using directory = temporaryDirectory();
  const file = join(directory.path, 'captions.db');
  await using storage = await open(`sqlite:${file}`, { retentionHours: 0 });
  const meetingId = (await storage.meetings.open({ uuid: 'a==' })).id;
  await storage.shares.add(share(meetingId, 's', { label: 'Crocodile room', madeBy: 'ana' }), 9);
  expect((await storage.shares.openOf(meetingId))[0]).toMatchObject({ label: 'Crocodile room' });
  const onDisk = ['', '-wal'].map((end) => readFileSync(`${file}${end}`, 'latin1')).join('');
  expect(onDisk).toContain('hash of s');
  expect(onDisk).not.toContain('Crocodile');
  await storage.people.deleteEverythingOf('ana');
  expect(await storage.shares.openOf(meetingId)).toEqual([]);
});
