/** Covers server/storage/schema/migrations/from-0010/0019-marks.ts. */
import { expect, it } from 'vitest';
import { open } from '../../open.ts';
import { caption, meetingWithLines, onEveryDatabase, segment } from '../../stories.ts';

const AT = 1_700_000_000_000;

onEveryDatabase((kind) => {
  const stage = async () => {
    const database = await kind.create();
    const storage = await open(database.url);
    const meetingId = await meetingWithLines(storage, 3);
    const mark = (lineId: string, marker: string, language = 'es', at = AT) =>
      storage.marks.save({ meetingId, lineId, marker, uid: marker, language, revision: 0, at });
    return {
      storage,
      meetingId,
      mark,
      marks: storage.marks,
      [Symbol.asyncDispose]: async () => {
        await storage[Symbol.asyncDispose]();
        await database[Symbol.asyncDispose]();
      },
    };
  };

  it('counts one mark of a person on a line, by language, the newest first', async () => {
    await using story = await stage();
    const { marks, mark, meetingId } = story;
    expect(await mark('l1', 'ana')).toBe(true);
    expect(await mark('l1', 'ana', 'es', AT + 1)).toBe(true);
    await mark('l1', 'ben', 'es', AT + 2);
    await mark('l2', 'ana', 'fr', AT + 3);
    expect(await marks.open(meetingId, 10)).toEqual([
      { lineId: 'l2', language: 'fr', count: 1, markedAt: AT + 3 },
      { lineId: 'l1', language: 'es', count: 2, markedAt: AT + 2 },
    ]);
    expect(await marks.open(meetingId, 1)).toHaveLength(1);
    expect(await marks.count(meetingId)).toBe(2);
    expect(await marks.own(meetingId, 'ana', 10)).toEqual([
      { lineId: 'l2', language: 'fr' },
      { lineId: 'l1', language: 'es' },
    ]);
    // In another language it is the same person and the same line.
    await mark('l1', 'ana', 'de', AT + 4);
    expect(await marks.own(meetingId, 'ana', 1)).toEqual([{ lineId: 'l1', language: 'de' }]);
    expect(await marks.withdraw(meetingId, 'l1', 'ana')).toBe(true);
    expect(await marks.withdraw(meetingId, 'l1', 'ana')).toBe(false);
    expect(await marks.count(meetingId)).toBe(2);
  });

  it('keeps an answered mark from coming back, and lets another person mark the line', async () => {
    await using story = await stage();
    const { marks, mark, meetingId } = story;
    await mark('l1', 'ana');
    await marks.dismiss(meetingId, 'l1', 'es');
    expect(await marks.count(meetingId)).toBe(0);
    await mark('l1', 'ana', 'es', AT + 1);
    expect(await marks.count(meetingId)).toBe(0);
    expect(await marks.own(meetingId, 'ana', 10)).toHaveLength(1);
    await mark('l1', 'ben', 'es', AT + 2);
    expect(await marks.open(meetingId, 10)).toMatchObject([{ lineId: 'l1', count: 1 }]);
    await mark('l1', 'ana', 'fr', AT + 3);
    expect(await marks.open(meetingId, 10)).toMatchObject([{ language: 'fr' }, { language: 'es' }]);
    await marks.remove(meetingId, 'l1', 'fr');
    expect(await marks.open(meetingId, 10)).toMatchObject([{ language: 'es' }]);
    await marks.remove(meetingId, 'l1', undefined);
    expect(await marks.own(meetingId, 'ben', 10)).toEqual([]);
  });

  it('drops marks on words that were revised or removed, and takes none on a line of before', async () => {
    await using story = await stage();
    const { storage, marks, mark, meetingId } = story;
    await mark('l1', 'ana');
    await mark('l2', 'ana');
    const revised = caption(1, { text: 'Sentence one.', corrected: true, revision: 1 });
    await storage.captions.commit(meetingId, { segments: [segment(meetingId, 1)], lines: [revised] });
    expect(await marks.open(meetingId, 10)).toMatchObject([{ lineId: 'l2' }]);
    expect(await marks.own(meetingId, 'ana', 10)).toEqual([{ lineId: 'l2', language: 'es' }]);
    expect(await mark('l1', 'ben')).toBe(false);
    const removed = caption(2, { text: '', parts: [], removed: true });
    await storage.captions.commit(meetingId, { segments: [], lines: [removed] });
    expect(await marks.withdraw(meetingId, 'l2', 'ana')).toBe(false);
    expect(await mark('l2', 'ben')).toBe(false);
    expect(await mark('l9', 'ben')).toBe(false);
    expect(await marks.count(meetingId)).toBe(0);
  });

  it('deletes marks with the stream, the meeting, and the person', async () => {
    await using story = await stage();
    const { storage, marks, mark, meetingId } = story;
    const other = await meetingWithLines(storage, 1, 'other==');
    await mark('l1', 'ana');
    await mark('l2', 'ben');
    await marks.save({
      meetingId: other,
      lineId: 'l1',
      marker: 'person ana',
      uid: 'ana',
      language: 'es',
      revision: 0,
      at: AT,
    });
    await storage.people.deleteEverythingOf('ben');
    expect(await marks.withdraw(meetingId, 'l2', 'ben')).toBe(false);
    expect(await marks.count(meetingId)).toBe(1);
    for (let count = 0; count < 250; count += 1) await mark('l3', `reader-${count}`);
    await storage.retention.deleteMeeting(meetingId);
    expect(await marks.withdraw(meetingId, 'l1', 'ana')).toBe(false);
    expect(await marks.withdraw(meetingId, 'l3', 'reader-249')).toBe(false);
    expect(await marks.count(other)).toBe(1);
    // Zoom revoked the stream (stop reason 8).
    await storage.streams.deleteRecord('stream-1');
    expect(await marks.withdraw(other, 'l1', 'person ana')).toBe(false);
  });
});
