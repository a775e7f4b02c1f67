/**
 * Fencing tokens over PostgreSQL: a write of an earlier owner is refused, in whatever order the statements arrive.
 * Covers server/storage/schema/migrations/from-0010/0014-fences.ts.
 */
import { describe, expect, it } from 'vitest';
import { HeldMeetings } from '../../../server/cluster/held-meetings.ts';
import { createLogger } from '../../../server/logger.ts';
import { openStorage, type Storage } from '../../../server/storage/storage.ts';
import { databaseKinds } from '../../support/databases.ts';
import { caption, rendering, segment } from './stories.ts';

const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));
const logger = createLogger('silent');
const waiting = { state: 'waiting', since: 1 } as const;

async function twoNodes() {
  if (postgres === undefined) throw new Error('PostgreSQL is not among the databases of the tests.');
  const database = await postgres.create();
  const open = async (): Promise<{ held: HeldMeetings; storage: Storage }> => {
    const held = new HeldMeetings();
    const storage = await openStorage({ databaseUrl: database.url, retentionHours: 24, logger, held });
    return { held, storage };
  };
  const [old, next] = [await open(), await open()];
  const { id: meetingId } = await old.storage.meetings.open({ uuid: 'uuid==' });
  return {
    old,
    next,
    meetingId,
    take: async (node: { held: HeldMeetings; storage: Storage }) => {
      const token = (await node.storage.fences.raise(meetingId)) ?? 0;
      node.held.hold({ meetingId, token });
      return token;
    },
    [Symbol.asyncDispose]: async () => {
      await old.storage[Symbol.asyncDispose]();
      await next.storage[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

const stale = { name: 'StorageError', retryable: false, message: 'Another node owns this meeting.' };

describe.skipIf(postgres?.missing !== undefined)('a fencing token', { tags: ['postgresql'] }, () => {
  it('is required for every write of a meeting', async () => {
    await using stage = await twoNodes();
    const { old, meetingId } = stage;
    const { captions } = old.storage;
    const writes = () => [
      captions.commit(meetingId, { segments: [segment(meetingId, 1)], lines: [caption(1)] }),
      captions.saveStatus(meetingId, waiting),
      captions.reserveVersions(meetingId, 'es', 1),
      captions.saveRenderings(meetingId, 'es', [rendering(1, 1)]),
      captions.outdate(meetingId, 'es', ['l1']),
    ];
    const refused = await Promise.allSettled(writes());
    expect(refused).toEqual(
      refused.map(() => ({ status: 'rejected', reason: expect.objectContaining(stale) })),
    );
    await stage.take(old);
    await Promise.all(writes());
  });

  it('of an earlier owner is refused, which tells that owner', async () => {
    await using stage = await twoNodes();
    const { old, next, meetingId } = stage;
    const lost: string[] = [];
    old.held.onLost(async (id) => {
      lost.push(id);
    });
    expect(await stage.take(old)).toBe(1);
    await old.storage.captions.saveStatus(meetingId, waiting);
    expect(await stage.take(next)).toBe(2);
    await expect(old.storage.captions.saveStatus(meetingId, waiting)).rejects.toMatchObject(stale);
    expect(lost).toEqual([meetingId]);
    await next.storage.captions.saveStatus(meetingId, waiting);
  });

  it('keeps the row of a stream from a former owner, and not that of a stream without a meeting', async () => {
    await using stage = await twoNodes();
    const { old, next, meetingId } = stage;
    const row = {
      streamId: 's1',
      meetingId,
      zoomUuid: 'uuid==',
      serverUrls: [],
      isOriginalHost: false,
      startedAt: 1,
      phase: 'open',
      updatedAt: 1,
    } as const;
    await stage.take(old);
    await old.storage.streams.save(row);
    expect(await next.storage.streams.openMeetings()).toEqual([meetingId]);
    await stage.take(next);
    await expect(old.storage.streams.save({ ...row, phase: 'ended' })).rejects.toMatchObject(stale);
    await old.storage.streams.save({ ...row, streamId: 's2', meetingId: '', phase: 'ended' });
    expect((await next.storage.streams.find('s1'))?.phase).toBe('open');
  });

  it('is not raised for a meeting that does not exist', async () => {
    await using stage = await twoNodes();
    expect(await stage.old.storage.fences.raise('unknown')).toBeUndefined();
  });
});
