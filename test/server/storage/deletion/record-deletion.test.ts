import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Deletion } from '../../../../server/storage/deletion/record-deletion.ts';
import type { Storage } from '../../../../server/storage/storage.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { filesHold } from '../../../support/disk-search.ts';
import { open } from '../open.ts';
import { caption, meetingWithLines, note, onEveryDatabase, rendering, segment } from '../stories.ts';

const HOUR_MS = 3_600_000;
const START = 1_700_000_000_000;

function stream(meetingId: string, streamId = 'stream-1', phase: 'open' | 'ended' = 'open') {
  const zoomUuid = 'uuid==';
  return {
    streamId,
    meetingId,
    zoomUuid,
    serverUrls: [],
    isOriginalHost: true,
    startedAt: START,
    phase,
    updatedAt: START,
  };
}

onEveryDatabase((kind) => {
  it('deletes a meeting when its retention is over, not before, and says so', async () => {
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

  it('counts the retention from the last words, and never ends it while a stream is open', async () => {
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

  it('deletes a meeting at once when asked, with a receipt', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 3);
    const other = await meetingWithLines(storage, 2, 'other==');

    const receipt = await storage.retention.deleteMeeting(id);

    expect(receipt).toEqual({ meetingIds: [id], lines: 3, segments: 3, translations: 3 });
    expect(await storage.retention.deleteMeeting(id)).toMatchObject({ meetingIds: [], lines: 0 });
    expect(await storage.captions.newest(other, 'es', { limit: 10 })).toHaveLength(2);
    expect((await storage.meetings.open({ uuid: 'uuid==' })).id).not.toBe(id);
  });

  it('empties every line of a revoked stream and leaves tombstones', async () => {
    await using database = await kind.create();
    const deletions: Deletion[] = [];
    const onDeleted = (deletion: Deletion) => void deletions.push(deletion);
    await using storage = await open(database.url, { onDeleted });
    const id = await meetingWithLines(storage, 2);
    await storage.streams.save(stream(id));
    await storage.streams.save(stream(id, 'stream-2'));
    const kept = caption(3, { streamId: 'stream-2' });
    const lines = [kept, note(4, { kind: 'joined', speaker: { id: 's', name: 'Ben' } })];
    await storage.captions.commit(id, { segments: [segment(id, 3, { streamId: 'stream-2' })], lines });

    await storage.streams.deleteRecord('stream-1');

    expect(deletions).toEqual([
      { what: 'lines', meetingId: id, lineIds: expect.arrayContaining(['l1', 'l2']) },
    ]);
    const blank = { text: '', parts: [], removed: true, speaker: { id: '', name: '' } };
    expect(await storage.captions.lines(id, ['l1', 'l2'])).toEqual([caption(1, blank), caption(2, blank)]);
    expect((await storage.captions.newest(id, 'es', { limit: 10 })).map(({ line }) => line.id)).toEqual([
      'l3',
      'l4',
    ]);
    const changes = await storage.captions.changes(id, 'es', -1, 10);
    expect(changes.map((change) => [change.rendering.text, change.rendering.removed])).toEqual([
      ['', true],
      ['', true],
    ]);
    expect(await storage.captions.findSentence(id, 'stream-1', { id: 'sentence-1' })).toBeUndefined();
    expect(await storage.captions.hasSegment(id, 'stream-1', 'key of 1')).toBe(false);
    expect(await storage.captions.load(id)).toMatchObject({ lastPosition: 4, lastSegment: 3 });
  });

  it('takes the notes away with the only stream of a meeting', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 1);
    await storage.streams.save(stream(id));
    const joined = note(2, { kind: 'joined', speaker: { id: 's', name: 'Ben' } });
    await storage.captions.commit(id, { segments: [], lines: [joined] });

    await storage.streams.deleteRecord('stream-1');

    const [left] = await storage.captions.lines(id, ['l2']);
    expect(left).toMatchObject({ removed: true, speaker: { id: '', name: '' } });
  });

  it('also catches a sentence that was on its way while its stream was wiped', async () => {
    await using database = await kind.create();
    const told: string[] = [];
    const late: { write?: () => Promise<void> } = {};
    const onDeleted = async (deletion: Deletion) => {
      if (deletion.what === 'lines') told.push(...deletion.lineIds);
      const write = late.write;
      delete late.write;
      await write?.();
    };
    await using storage = await open(database.url, { onDeleted });
    const id = await meetingWithLines(storage, 1);
    await storage.streams.save(stream(id));
    late.write = async () => {
      await storage.captions.commit(id, { segments: [segment(id, 2)], lines: [caption(2)] });
      await storage.captions.saveRenderings(id, 'es', [rendering(1, 7), rendering(2, 8)]);
    };

    await storage.streams.deleteRecord('stream-1');

    expect(told).toEqual(['l1', 'l2', 'l1']);
    const changes = await storage.captions.changes(id, 'es', -1, 10);
    expect(changes.map((change) => [change.line.removed, change.rendering.text])).toEqual([
      [true, ''],
      [true, ''],
    ]);
  });

  it('deletes everything of a person, and nothing of anybody else', async () => {
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
    // What somebody is to a meeting only grows, in whichever order we hear of it.
    for (const how of ['attended', 'operated', 'attended'] as const)
      await storage.meetings.addMember(operated, 'ana', how);
    for (const how of ['hosted', 'operated'] as const) await storage.meetings.addMember(started, 'ana', how);
    await storage.meetings.addMember(attended, 'ana', 'attended');
    await storage.meetings.addMember(ofBen, 'ana', 'hosted');
    await storage.meetings.addMember(ofBen, 'ben', 'hosted');
    await storage.streams.save({ ...stream(ofBen), operatorId: 'ana' });
    await storage.streams.save({ ...stream(hosted, 'stream-2'), operatorId: 'ana' });
    for (const uid of ['ana', 'ben']) {
      await storage.grants.save(uid, 'sealed');
      await storage.preferences.save(uid, { language: 'es' });
    }

    const receipt = await storage.people.deleteEverythingOf('ana');

    expect({ ...receipt, meetingIds: receipt.meetingIds.toSorted() }).toEqual({
      grants: 1,
      preferences: 1,
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
    expect(await storage.grants.find('ben')).toBe('sealed');
    expect((await storage.meetings.ofMember('ben', { limit: 9 })).map(({ id }) => id)).toEqual([ofBen]);
  });
});

describe('on the disk', () => {
  const SECRET = 'Rhinoceros';

  /**
   * Two meetings at once, of which the second is kept: sentences that grow while they are open move about in the file,
   * between those of the other meeting, and leave copies behind where they were. (Without a vacuum they stay there.)
   */
  async function talk(storage: Storage, meetingId: string): Promise<void> {
    const neighbour = (await storage.meetings.open({ uuid: 'neighbour==' })).id;
    let random = 1;
    for (let position = 1; position <= 200; position += 1) {
      for (let growth = 0; growth < 5; growth += 1) {
        random = (random * 16_807) % 2_147_483_647;
        const text = `${SECRET} `.repeat(1 + growth * 2 + (random % 8));
        const line = caption(Math.max(1, position - (growth % 3)), {
          text,
          parts: [{ segment: position, text }],
        });
        await storage.captions.commit(meetingId, { segments: [], lines: [line] });
        const other = caption(position, {
          text: 'Other'.repeat(growth * 3),
          parts: [],
          streamId: 'of-others',
        });
        await storage.captions.commit(neighbour, { segments: [], lines: [other] });
      }
    }
    const text = `${SECRET}.`;
    await storage.captions.commit(meetingId, { segments: [segment(meetingId, 1, { text })], lines: [] });
    await storage.captions.saveRenderings(meetingId, 'es', [rendering(1, 1, { text })]);
  }

  it('leaves no byte of a deleted meeting in the files', async () => {
    using directory = temporaryDirectory();
    await using storage = await open(`sqlite:${join(directory.path, 'captions.db')}`);
    const { id } = await storage.meetings.open({ uuid: 'gone==', topic: SECRET });
    await talk(storage, id);
    expect(filesHold(directory.path, SECRET)).toBe(true);

    await storage.retention.deleteMeeting(id);

    expect(filesHold(directory.path, SECRET)).toBe(false);
    const kept = await storage.meetings.open({ uuid: 'neighbour==' });
    expect((await storage.captions.load(kept.id)).lastPosition).toBe(200);
  });

  it('leaves no byte of an expired meeting in the files', async () => {
    using directory = temporaryDirectory();
    let now = START;
    await using storage = await open(`sqlite:${join(directory.path, 'captions.db')}`, {
      retentionHours: 1,
      now: () => now,
    });
    const { id } = await storage.meetings.open({ uuid: 'gone==' });
    await talk(storage, id);
    now += HOUR_MS;

    await storage.retention.sweep();

    expect(filesHold(directory.path, SECRET)).toBe(false);
  });

  it('leaves no byte of a revoked stream in the files', async () => {
    using directory = temporaryDirectory();
    await using storage = await open(`sqlite:${join(directory.path, 'captions.db')}`);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    await storage.streams.save(stream(id));
    await talk(storage, id);

    await storage.streams.deleteRecord('stream-1');

    expect(filesHold(directory.path, SECRET)).toBe(false);
  });

  it('never puts a spoken word, a name or a topic there with a retention of 0', async () => {
    using directory = temporaryDirectory();
    const databaseUrl = `sqlite:${join(directory.path, 'captions.db')}`;
    {
      await using storage = await open(databaseUrl, { retentionHours: 0 });
      const { id } = await storage.meetings.open({ uuid: 'uuid==', topic: SECRET });
      await storage.meetings.addMember(id, 'a-member-who-was-there', 'attended');
      await storage.streams.save(stream(id));
      await storage.preferences.save('ana', { language: 'nl-BE' });
      await talk(storage, id);
      expect(await storage.captions.newest(id, 'es', { limit: 1 })).toHaveLength(1);
      expect(filesHold(directory.path, SECRET)).toBe(false);
    }
    expect(filesHold(directory.path, SECRET)).toBe(false);
    expect(filesHold(directory.path, 'a-member-who-was-there')).toBe(false);
    expect(filesHold(directory.path, 'nl-BE')).toBe(true);
  });
});

describe('with a retention of 0', () => {
  it('goes on with the same meeting id after a restart, under a new epoch and without its lines', async () => {
    using directory = temporaryDirectory();
    const databaseUrl = `sqlite:${join(directory.path, 'captions.db')}`;
    let id: string;
    let epoch: string;
    {
      await using storage = await open(databaseUrl, { retentionHours: 0 });
      id = await meetingWithLines(storage, 2);
      await storage.streams.save(stream(id));
      epoch = (await storage.captions.load(id)).epoch;
    }
    await using storage = await open(databaseUrl, { retentionHours: 0 });

    const snapshot = await storage.captions.load(id);
    expect(snapshot).toMatchObject({ lastPosition: 0, lastSegment: 0, drafts: [] });
    expect(snapshot.epoch).not.toBe(epoch);
    expect((await storage.meetings.open({ uuid: 'uuid==' })).id).toBe(id);
  });

  it('deletes across both databases', async () => {
    using directory = temporaryDirectory();
    await using storage = await open(`sqlite:${join(directory.path, 'captions.db')}`, { retentionHours: 0 });
    const id = await meetingWithLines(storage, 2);
    await storage.streams.save({ ...stream(id), operatorId: 'ana' });
    await storage.meetings.addMember(id, 'ana', 'hosted');
    await storage.grants.save('ana', 'sealed');

    await storage.streams.deleteRecord('stream-1');
    expect(await storage.captions.newest(id, 'es', { limit: 10 })).toEqual([]);
    const receipt = await storage.people.deleteEverythingOf('ana');

    expect(receipt).toEqual({ grants: 1, preferences: 0, memberships: 1, meetingIds: [id] });
    expect(await storage.meetings.get(id)).toBeUndefined();
    expect(await storage.streams.find('stream-1')).toBeUndefined();
    expect(await storage.grants.find('ana')).toBeUndefined();
  });

  it('forgets a meeting that has been quiet for an hour', async () => {
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
});

it('sweeps by itself once started', async () => {
  let now = START;
  const deletions: Deletion[] = [];
  const onDeleted = (deletion: Deletion) => void deletions.push(deletion);
  await using storage = await open('sqlite::memory:', { now: () => now, onDeleted });
  const id = await meetingWithLines(storage, 1);
  now += 25 * HOUR_MS;

  storage.retention.start();

  await vi.waitFor(() => expect(deletions).toEqual([{ what: 'meeting', meetingId: id }]));
});
