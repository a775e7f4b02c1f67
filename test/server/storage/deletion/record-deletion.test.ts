import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deletion } from '../../../../server/storage/deletion/record-deletion.ts';
import type { Storage } from '../../../../server/storage/storage.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { filesHold } from '../../../support/disk-search.ts';
import { open } from '../open.ts';
import { caption, meetingWithLines, note, onEveryDatabase, rendering, segment, stream } from '../stories.ts';

const HOUR_MS = 3_600_000;
const START = 1_700_000_000_000;

onEveryDatabase((kind) => {
  it('deletes a meeting at once, and counts its rows in the receipt', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 3);
    const other = await meetingWithLines(storage, 2, 'other==');

    const receipt = await storage.retention.deleteMeeting(id);

    expect(receipt).toEqual({
      meetingIds: [id],
      counts: { lines: 3, segments: 3, translations: 3, names: 1, meetings: 1 },
      isScrubbed: true,
    });
    expect(await storage.retention.deleteMeeting(id)).toMatchObject({ meetingIds: [], counts: {} });
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

  it('wipes the notes with the only stream of a meeting', async () => {
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

  it('wipes a sentence that is stored while its stream is wiped', async () => {
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
});

describe('the files of the database', () => {
  const SECRET = 'Rhinoceros';

  /**
   * Two meetings at once, of which the second is kept. Rows of growing sentences move between pages of the file and leave
   * copies behind, which stay there without a vacuum.
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

  it('hold no byte of a deleted meeting', async () => {
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

  it('hold no byte of an expired meeting', async () => {
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

  it('hold no byte of a revoked stream', async () => {
    using directory = temporaryDirectory();
    await using storage = await open(`sqlite:${join(directory.path, 'captions.db')}`);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    await storage.streams.save(stream(id));
    await talk(storage, id);

    await storage.streams.deleteRecord('stream-1');

    expect(filesHold(directory.path, SECRET)).toBe(false);
  });

  it('never hold a spoken word, a name or a topic with a retention of 0', async () => {
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
