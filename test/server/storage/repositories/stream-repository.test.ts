import { expect, it } from 'vitest';
import type { StreamRecord } from '../../../../server/zoom/rtms/stream-store.ts';
import { open } from '../open.ts';
import { onEveryDatabase } from '../stories.ts';

const stream: StreamRecord = {
  streamId: 'stream-1',
  meetingId: 'meeting-1',
  zoomUuid: 'uuid==',
  serverUrls: ['wss://one.zoom.us', 'wss://two.zoom.us'],
  operatorId: 'ana',
  isOriginalHost: true,
  startedAt: 1_700_000_000_000,
  phase: 'open',
  updatedAt: 1_700_000_000_500,
};

onEveryDatabase((kind) => {
  it('finds a stream as it was last saved', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await storage.streams.save(stream);
    expect(await storage.streams.find('stream-1')).toEqual(stream);

    const { operatorId: _, ...withoutOperator } = stream;
    const ended: StreamRecord = {
      ...withoutOperator,
      isOriginalHost: false,
      phase: 'ended',
      stopReason: 6,
      stoppedAt: 7,
    };
    await storage.streams.save(ended);

    expect(await storage.streams.find('stream-1')).toEqual(ended);
    expect(await storage.streams.find('stream-2')).toBeUndefined();
  });

  it('lists the open streams, and the streams of a meeting, oldest first', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const later = { ...stream, streamId: 'stream-2', startedAt: stream.startedAt + 1 };
    const ended = {
      ...stream,
      streamId: 'stream-3',
      startedAt: stream.startedAt + 2,
      phase: 'ended' as const,
    };
    const elsewhere = {
      ...stream,
      streamId: 'stream-4',
      startedAt: stream.startedAt + 3,
      meetingId: 'meeting-2',
    };
    for (const each of [elsewhere, ended, later, stream]) await storage.streams.save(each);

    expect(await storage.streams.open()).toEqual([stream, later, elsewhere]);
    expect(await storage.streams.ofMeetings(['meeting-1'])).toEqual([stream, later, ended]);
  });

  it('stores when media was last good, and no time for a paused stream', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    for (const streamId of ['a', 'b', 'c']) await storage.streams.save({ ...stream, streamId });
    await storage.streams.mark({ good: ['a', 'b'], paused: [] }, 1_700_000_001_000.5);
    await storage.streams.mark({ good: ['a'], paused: ['b'] }, 1_700_000_002_000);
    const marks = (await storage.streams.open()).map(({ goodUntil }) => goodUntil);
    expect(marks).toEqual([1_700_000_002_000, undefined, undefined]);
  });
});
