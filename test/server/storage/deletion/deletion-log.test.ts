/** Covers shared/record.ts, server/storage/schema/migrations/from-0010/0015-records.ts, server/storage/deletion/expired-meetings.ts, server/storage/repositories/record/record-settings-repository.ts. */
import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { meetingWithLines, onEveryDatabase, onEveryLastingDatabase, stream } from '../stories.ts';

const HOUR_MS = 3_600_000;
const START = 1_700_000_000_000;

onEveryLastingDatabase((kind) => {
  it('counts every row once in the receipt, however often a crash interrupts the deletion', async () => {
    await using database = await kind.create();
    let crashes = true;
    const onDeleted = () => {
      if (crashes) throw new Error('the process ends here');
    };
    let id = '';
    {
      await using storage = await open(database.url, { onDeleted });
      id = await meetingWithLines(storage, 250);
      await storage.meetings.addMember(id, 'ana', 'attended');
      await expect(storage.retention.deleteFor(id, 'host')).rejects.toThrow('the process ends here');
    }
    crashes = false;
    await using storage = await open(database.url, { onDeleted });
    const receipt = await storage.retention.receiptFor(id, 'host');
    expect(receipt).toMatchObject({ what: 'meeting', files: 0, isScrubbed: true });
    expect(receipt?.rows).toEqual({
      lines: 250,
      segments: 250,
      translations: 250,
      members: 1,
      names: 1,
      meetings: 1,
    });
    expect(await storage.retention.receiptFor(id, 'host')).toEqual(receipt);
    expect(await storage.retention.receiptFor(id, 'somebody else')).toBeUndefined();
  });
});

onEveryDatabase((kind) => {
  it('keeps a receipt for a day', async () => {
    await using database = await kind.create();
    let now = START;
    await using storage = await open(database.url, { now: () => now });
    const id = await meetingWithLines(storage, 1);
    const receipt = await storage.retention.deleteFor(id, 'host');
    now += 24 * HOUR_MS;
    await storage.retention.sweep();
    expect(await storage.retention.receiptFor(id, 'host')).toEqual(receipt);
    now += 1;
    await storage.retention.sweep();
    expect(await storage.retention.receiptFor(id, 'host')).toBeUndefined();
  });

  it('keeps a record as long as its host chose, from the last words on', async () => {
    await using database = await kind.create();
    let now = START;
    await using storage = await open(database.url, { now: () => now, retentionMaxHours: 720 });
    const [short, long] = [await meetingWithLines(storage, 1), await meetingWithLines(storage, 1, 'long==')];
    now += HOUR_MS;
    await storage.recordSettings.change(short, { retentionHours: 2 });
    await storage.recordSettings.change(long, { retentionHours: 720 });
    expect(await storage.recordSettings.find(short)).toMatchObject({
      retentionHours: 2,
      retentionSetBy: 'host',
      expiresAt: START + 2 * HOUR_MS,
      idleMs: HOUR_MS,
      phase: 'stopped',
    });
    now = START + 2 * HOUR_MS;
    await storage.retention.sweep();
    expect(await storage.meetings.get(short)).toBeUndefined();
    now = START + 720 * HOUR_MS - 1;
    await storage.retention.sweep();
    expect(await storage.meetings.get(long)).toMatchObject({ retentionHours: 720 });
    now += 1;
    await storage.retention.sweep();
    expect(await storage.meetings.get(long)).toBeUndefined();
  });

  it('deletes a record of 0 hours when its meeting has ended, never before its stream has', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => START });
    const id = await meetingWithLines(storage, 1);
    await storage.streams.save(stream(id));
    await storage.recordSettings.change(id, { retentionHours: 0 });
    await storage.meetings.open({ uuid: 'uuid==', goesOn: false });
    expect(await storage.retention.deleteIfDue(id)).toBe(false);
    await storage.streams.save(stream(id, 'stream-1', 'ended'));
    expect(await storage.retention.deleteIfDue(id)).toBe(true);
    expect(await storage.meetings.get(id)).toBeUndefined();
  });

  it('does not end a meeting that is prepared with 0 hours before anything is said', async () => {
    await using database = await kind.create();
    let now = START;
    await using storage = await open(database.url, { now: () => now });
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    await storage.recordSettings.change(id, { retentionHours: 0 });
    now += 5 * HOUR_MS;
    await storage.retention.sweep();
    expect(await storage.meetings.get(id)).toMatchObject({ retentionHours: 0 });
  });

  it('lists a record that is kept for hosts for its host alone', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==', hostId: 'ana' });
    for (const uid of ['ana', 'ben']) await storage.meetings.addMember(id, uid, 'attended');
    await storage.recordSettings.change(id, { restrictedTo: 'hosts' });
    expect(await storage.meetings.ofMember('ana', { limit: 9 })).toMatchObject([
      { id, restrictedTo: 'hosts' },
    ]);
    expect(await storage.meetings.ofMember('ben', { limit: 9 })).toEqual([]);
  });
});
