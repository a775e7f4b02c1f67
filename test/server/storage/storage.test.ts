/** Covers server/storage/open-database.ts, server/storage/schema/schema.ts. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/databases.ts';
import { open } from './open.ts';
import { meetingWithLines, onEveryDatabase, stream } from './stories.ts';

onEveryDatabase((kind) => {
  it('answers a ping after it was opened', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await expect(storage.ping()).resolves.toBeUndefined();
  });

  it('rejects a ping after it was closed', async () => {
    await using database = await kind.create();
    const storage = await open(database.url);
    await storage[Symbol.asyncDispose]();
    await expect(storage.ping()).rejects.toThrow();
  });
});

describe('with a retention of 0', () => {
  it('restores the meeting of an open stream after a restart: the same id, a new epoch, no lines', async () => {
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
});
