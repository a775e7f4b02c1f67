/** Covers server/storage/deletion/meeting-clock.ts. */
import { expect, it, vi } from 'vitest';
import type { Deletion } from '../../../../server/storage/deletion/record-deletion.ts';
import { open } from '../open.ts';
import { caption, meetingWithLines, onEveryDatabase, stream } from '../stories.ts';

const HOUR_MS = 3_600_000;
const START = 1_700_000_000_000;

onEveryDatabase((kind) => {
  it('deletes a meeting when its retention is over, not before, and reports it', async () => {
    await using database = await kind.create();
    const deletions: Deletion[] = [];
    let now = START;
    const onDeleted = (deletion: Deletion) => void deletions.push(deletion);
    await using storage = await open(database.url, { retentionHours: 2, now: () => now, onDeleted });
    const old = await meetingWithLines(storage, 2);
    await storage.meetings.addMember(old, 'ana', 'attended');
    await storage.streams.save(stream(old, 'stream-1', 'ended'));
    now += HOUR_MS;
    const young = await meetingWithLines(storage, 1, 'young==');

    now = START + 2 * HOUR_MS - 1;
    await storage.retention.sweep();
    expect(deletions).toEqual([]);
    now += 1;
    await storage.retention.sweep();

    expect(deletions).toEqual([{ what: 'meeting', meetingId: old }]);
    expect(await storage.meetings.get(old)).toBeUndefined();
    expect(await storage.meetings.byUuid('uuid==')).toBeUndefined();
    expect(await storage.meetings.ofMember('ana', { limit: 9 })).toEqual([]);
    expect(await storage.streams.ofMeetings([old])).toEqual([]);
    expect(await storage.captions.newest(old, 'es', { limit: 10 })).toEqual([]);
    expect(await storage.captions.newest(young, 'es', { limit: 10 })).toHaveLength(1);
  });

  it('counts the retention from the last words, and keeps a meeting with an open stream', async () => {
    await using database = await kind.create();
    let now = START;
    await using storage = await open(database.url, { retentionHours: 2, now: () => now });
    const id = await meetingWithLines(storage, 1);
    now = START + HOUR_MS;
    await storage.captions.commit(id, { segments: [], lines: [caption(2)] });
    now = START + 2.5 * HOUR_MS;
    await storage.retention.sweep();
    expect(await storage.meetings.get(id)).toBeDefined();

    await storage.streams.save(stream(id));
    now = START + 9 * HOUR_MS;
    await storage.retention.sweep();
    expect(await storage.meetings.get(id)).toBeDefined();

    await storage.streams.save(stream(id, 'stream-1', 'ended'));
    await storage.retention.sweep();
    expect(await storage.meetings.get(id)).toBeUndefined();
  });
});

it('deletes a meeting in memory an hour after its last words', async () => {
  let now = START;
  await using storage = await open('sqlite::memory:', { retentionHours: 0, now: () => now });
  const id = await meetingWithLines(storage, 1);
  now += HOUR_MS - 1;
  await storage.retention.sweep();
  expect(await storage.meetings.get(id)).toBeDefined();
  now += 1;
  await storage.retention.sweep();
  expect(await storage.meetings.get(id)).toBeUndefined();
});

it('sweeps when it is started', async () => {
  let now = START;
  const deletions: Deletion[] = [];
  const onDeleted = (deletion: Deletion) => void deletions.push(deletion);
  await using storage = await open('sqlite::memory:', { now: () => now, onDeleted });
  const id = await meetingWithLines(storage, 1);
  now += 25 * HOUR_MS;

  storage.retention.start();

  await vi.waitFor(() => expect(deletions).toEqual([{ what: 'meeting', meetingId: id }]));
});
