import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Deletion } from '../../../../server/storage/deletion/record-deletion.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { open } from '../open.ts';
import { meetingWithLines, onEveryDatabase, share, stream } from '../stories.ts';

onEveryDatabase((kind) => {
  it('deletes everything of one person, and nothing of another', async () => {
    await using database = await kind.create();
    const deletions: Deletion[] = [];
    const onDeleted = (deletion: Deletion) => void deletions.push(deletion);
    await using storage = await open(database.url, { onDeleted });
    const hosted = (await storage.meetings.open({ uuid: 'hosted==', hostId: 'ana' })).id;
    const started = (await storage.meetings.open({ uuid: 'started==' })).id;
    const attended = (await storage.meetings.open({ uuid: 'attended==' })).id;
    const operated = (await storage.meetings.open({ uuid: 'operated==' })).id;
    const ofBen = (await storage.meetings.open({ uuid: 'ben==', hostId: 'ben' })).id;
    await storage.meetings.addMember(hosted, 'ana', 'hosted');
    // A membership is raised and never lowered, in any order.
    for (const how of ['attended', 'operated', 'attended'] as const)
      await storage.meetings.addMember(operated, 'ana', how);
    for (const how of ['hosted', 'operated'] as const) await storage.meetings.addMember(started, 'ana', how);
    await storage.meetings.addMember(attended, 'ana', 'attended');
    await storage.meetings.addMember(ofBen, 'ana', 'hosted');
    await storage.meetings.addMember(ofBen, 'ben', 'hosted');
    await storage.streams.save({ ...stream(ofBen), operatorId: 'ana' });
    await storage.streams.save({ ...stream(hosted, 'stream-2'), operatorId: 'ana' });
    for (const uid of ['ana', 'ben'])
      await storage.shares.add({ ...share(ofBen, uid), madeBy: uid, label: `from ${uid}` }, 9);
    for (const uid of ['ana', 'ben']) {
      await storage.grants.save(uid, 'sealed');
      await storage.preferences.save(uid, { language: 'es' });
    }

    const receipt = await storage.people.deleteEverythingOf('ana');

    expect({ ...receipt, meetingIds: receipt.meetingIds.toSorted() }).toEqual({
      grants: 1,
      preferences: 1,
      shares: 1,
      memberships: 5,
      meetingIds: [hosted, started].toSorted(),
    });
    expect(deletions.map(({ what, meetingId }) => [what, meetingId])).toEqual(
      receipt.meetingIds.map((meetingId) => ['meeting', meetingId]),
    );
    expect(await storage.grants.find('ana')).toBeUndefined();
    expect(await storage.preferences.find('ana')).toBeUndefined();
    expect(await storage.meetings.ofMember('ana', { limit: 9 })).toEqual([]);
    expect((await storage.streams.find('stream-1'))?.operatorId).toBeUndefined();
    expect(await storage.streams.find('stream-2')).toBeUndefined();
    expect(await storage.meetings.get(attended)).toBeDefined();
    expect(await storage.meetings.get(operated)).toBeDefined();
    expect((await storage.shares.openOf(ofBen)).map(({ label }) => label)).toEqual(['from ben']);
    expect(await storage.grants.find('ben')).toBe('sealed');
    expect((await storage.meetings.ofMember('ben', { limit: 9 })).map(({ id }) => id)).toEqual([ofBen]);
  });
});

it('deletes from both databases with a retention of 0', async () => {
  using directory = temporaryDirectory();
  await using storage = await open(`sqlite:${join(directory.path, 'captions.db')}`, { retentionHours: 0 });
  const id = await meetingWithLines(storage, 2);
  await storage.streams.save({ ...stream(id), operatorId: 'ana' });
  await storage.meetings.addMember(id, 'ana', 'hosted');
  await storage.grants.save('ana', 'sealed');

  await storage.streams.deleteRecord('stream-1');
  expect(await storage.captions.newest(id, 'es', { limit: 10 })).toEqual([]);
  const receipt = await storage.people.deleteEverythingOf('ana');

  expect(receipt).toEqual({ grants: 1, preferences: 0, shares: 0, memberships: 1, meetingIds: [id] });
  expect(await storage.meetings.get(id)).toBeUndefined();
  expect(await storage.streams.find('stream-1')).toBeUndefined();
  expect(await storage.grants.find('ana')).toBeUndefined();
});
