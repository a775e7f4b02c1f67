import { describe, expect, it } from 'vitest';
import { createContextMeetings } from '../../../../server/http/auth/context-meetings.ts';
import { createLogger } from '../../../../server/logger.ts';
import type { AppContext } from '../../../../server/zoom/app-context.ts';
import { open } from '../../storage/open.ts';
import { onEveryLastingDatabase } from '../../storage/stories.ts';

const now = Date.now();

/** Opens panels, of guests or of named people, in meetings that Zoom's contexts name. */
function panelsOf(storage: Awaited<ReturnType<typeof open>>) {
  const meetings = createContextMeetings({
    directory: storage.meetings,
    streams: storage.streams,
    events: { announce: () => undefined },
    logger: createLogger('silent'),
  });
  return async (meetingUuid: string, uid?: string, breakoutUuid?: string) => {
    const context: AppContext = {
      type: 'meeting',
      meetingUuid,
      expiresAt: now + 60_000,
      ...(uid === undefined ? {} : { uid }),
      ...(breakoutUuid === undefined ? {} : { breakoutUuid }),
    };
    return (await meetings.of(context))?.meeting;
  };
}

function panelOf(storage: Awaited<ReturnType<typeof open>>, meetingUuid: string) {
  return panelsOf(storage)(meetingUuid, 'operator');
}

async function streamIn(
  storage: Awaited<ReturnType<typeof open>>,
  meetingId: string,
  zoomUuid: string,
  startedAt = now,
) {
  await storage.streams.save({
    streamId: 'stream-1',
    meetingId,
    zoomUuid,
    serverUrls: [],
    operatorId: 'operator',
    isOriginalHost: true,
    startedAt,
    phase: 'open',
    updatedAt: now,
  });
}

onEveryLastingDatabase((kind) => {
  describe.each([24, 0])('after a restart, words kept for %i hours', (retentionHours) => {
    it('still leaves an operator’s next meeting apart from the one whose names agreed', async () => {
      await using database = await kind.create();
      let first: string | undefined;
      {
        await using storage = await open(database.url, { retentionHours });
        first = (await panelOf(storage, 'first=='))?.id;
        await streamIn(storage, first ?? '', 'first==');
      }
      await using storage = await open(database.url, { retentionHours });
      expect((await storage.meetings.byUuid('first=='))?.id).toBe(first);
      expect((await panelOf(storage, 'next=='))?.id).not.toBe(first);
    });

    it('still gives an operator the meeting that Zoom names otherwise than the webhook', async () => {
      await using database = await kind.create();
      {
        await using storage = await open(database.url, { retentionHours });
        await streamIn(storage, (await storage.meetings.open({ uuid: 'webhook==' })).id, 'webhook==');
      }
      await using storage = await open(database.url, { retentionHours });
      const meeting = await storage.meetings.byUuid('webhook==');
      expect((await panelOf(storage, 'panel=='))?.id).toBe(meeting?.id);
    });
  });
});

describe('a person whose only stream is of another meeting than the one they sit in', () => {
  it('lets nobody else of that meeting read the stream', async () => {
    await using storage = await open('sqlite::memory:');
    const captured = await storage.meetings.open({ uuid: 'captured==' });
    await streamIn(storage, captured.id, 'captured==');
    const find = panelsOf(storage);
    expect((await find('elsewhere==', 'operator'))?.id).toBe(captured.id);
    const others = [await find('elsewhere=='), await find('elsewhere==', 'stranger')];
    for (const meeting of others) expect(meeting?.id).not.toBe(captured.id);
    expect(await storage.meetings.member(captured.id, 'stranger')).toBeUndefined();
  });

  it('lets nobody else read the stream either when their panel was open before it began', async () => {
    await using storage = await open('sqlite::memory:');
    const find = panelsOf(storage);
    const elsewhere = await find('elsewhere==', 'operator');
    const captured = await storage.meetings.open({ uuid: 'captured==' });
    await streamIn(storage, captured.id, 'captured==', Date.now() + 1_000);
    expect((await find('elsewhere==', 'operator'))?.id).toBe(captured.id);
    expect((await find('elsewhere=='))?.id).toBe(elsewhere?.id);
    expect((await find('elsewhere==', 'stranger'))?.id).toBe(elsewhere?.id);
  });

  it('is joined with everybody once the host of the captured meeting shows the same name', async () => {
    await using storage = await open('sqlite::memory:');
    const captured = await storage.meetings.open({ uuid: 'captured==', hostId: 'host' });
    await streamIn(storage, captured.id, 'captured==');
    const find = panelsOf(storage);
    await find('context==', 'operator');
    expect((await find('context==', 'host'))?.id).toBe(captured.id);
    expect((await find('context=='))?.id).toBe(captured.id);
  });

  it('gives the meeting of the stream no name of a breakout room of the other', async () => {
    await using storage = await open('sqlite::memory:');
    const captured = await storage.meetings.open({ uuid: 'captured==' });
    await streamIn(storage, captured.id, 'captured==');
    const find = panelsOf(storage);
    await find('elsewhere==', 'operator', 'room==');
    expect((await find('room=='))?.id).not.toBe(captured.id);
  });

  it('claims nothing any more once a context has named the captured meeting by its own UUID', async () => {
    await using storage = await open('sqlite::memory:');
    const captured = await storage.meetings.open({ uuid: 'captured==', hostId: 'host' });
    await streamIn(storage, captured.id, 'captured==');
    const find = panelsOf(storage);
    await find('elsewhere==', 'operator');
    await find('captured==', 'host');
    expect((await find('elsewhere==', 'host'))?.id).not.toBe(captured.id);
    expect((await find('elsewhere=='))?.id).not.toBe(captured.id);
    expect((await find('elsewhere==', 'operator'))?.id).not.toBe(captured.id);
  });
});
