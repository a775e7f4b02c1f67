import { describe, expect, it } from 'vitest';
import { openStorage } from '../../server/storage/storage.ts';
import { MEETINGS_PER_PAGE, type MeetingSummary } from '../../shared/panel-protocol.ts';
import { silent } from '../server/translation/stories.ts';
import { Journey } from '../support/journey.ts';

const MEETINGS = 120;

describe('a person with many meetings', () => {
  it('reads them in pages, newest first, without loading a past meeting', async () => {
    await using journey = await Journey.start({ env: { METRICS_TOKEN: 'metrics-token' } });
    await journey.stopServer();
    const database = `sqlite:${journey.directory}/data/captions.db`;
    {
      await using storage = await openStorage({ databaseUrl: database, retentionHours: 24, logger: silent });
      for (let index = 0; index < MEETINGS; index += 1) {
        const { id } = await storage.meetings.open({ uuid: `past-${index}==`, topic: `Topic ${index}` });
        await storage.meetings.addMember(id, 'reader', 'attended');
      }
    }
    await journey.startServer();
    const meeting = journey.zoom.createMeeting({ topic: 'Now' });
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const { token } = panel.session;
    const get = (path: string) =>
      fetch(`${journey.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

    const topics: (string | undefined)[] = [];
    const sizes: number[] = [];
    for (let next: string | undefined = '/api/meetings'; next !== undefined; ) {
      const answer = await get(next);
      const page: readonly MeetingSummary[] = await answer.json();
      sizes.push(page.length);
      topics.push(...page.map(({ topic }) => topic));
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(sizes).toEqual([MEETINGS_PER_PAGE, MEETINGS_PER_PAGE, MEETINGS + 1 - 2 * MEETINGS_PER_PAGE]);
    expect(new Set(topics.slice(1))).toEqual(
      new Set(Array.from({ length: MEETINGS }, (_, index) => `Topic ${index}`)),
    );
    const metrics = await fetch(`${journey.url}/metrics`, {
      headers: { authorization: 'Bearer metrics-token' },
    });
    expect(await metrics.text()).toContain('captions_meetings 0\n');
    expect((await get('/api/meetings?limit=1000')).status).toBe(400);
    expect((await get('/api/meetings?after=nonsense')).status).toBe(400);
  });
});
