import { describe, expect, it } from 'vitest';
import { createContextMeetings } from '../../../../server/http/auth/context-meetings.ts';
import { createLogger } from '../../../../server/logger.ts';
import type { AppContext } from '../../../../server/zoom/app-context.ts';
import { open } from '../../storage/open.ts';
import { onEveryLastingDatabase } from '../../storage/stories.ts';

const now = Date.now();

/** Somebody opens the panel of the meeting that Zoom's context names. */
function panelOf(storage: Awaited<ReturnType<typeof open>>, meetingUuid: string) {
  const meetings = createContextMeetings({
    directory: storage.meetings,
    streams: storage.streams,
    onMoved: () => undefined,
    logger: createLogger('silent'),
  });
  const context: AppContext = { type: 'meeting', uid: 'operator', meetingUuid, expiresAt: now + 60_000 };
  return meetings.of(context);
}

async function streamIn(storage: Awaited<ReturnType<typeof open>>, meetingId: string, zoomUuid: string) {
  await storage.streams.save({
    streamId: 'stream-1',
    meetingId,
    zoomUuid,
    serverUrls: [],
    operatorId: 'operator',
    isOriginalHost: true,
    startedAt: now,
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

    it('still joins a panel that Zoom names otherwise than the webhook', async () => {
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
