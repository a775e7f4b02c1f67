import { SqliteDriver } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { LiveMeetings } from '../../../../server/captions/live-meetings.ts';
import { createMeetingDoor } from '../../../../server/http/auth/meeting-door.ts';
import { createLogger } from '../../../../server/logger.ts';
import type { MeetingSummary } from '../../../../shared/panel-protocol.ts';
import { startHttpStage } from '../../../support/http-stage.ts';
import { quietCaptions } from '../../../support/quiet-captions.ts';
import { open } from '../../storage/open.ts';
import { onEveryDatabase } from '../../storage/stories.ts';

/** The routes over a real database, with live meetings that could be opened. */
async function stage(url = 'sqlite::memory:') {
  let now = 1_700_000_000_000;
  const storage = await open(url, { now: () => now });
  const sessions = new LiveMeetings({
    ...quietCaptions,
    store: storage.captions,
    translator: {
      translate: async () => ({ ok: false, retryable: false }),
      serves: (tag) => tag,
      languages: () => [],
    },
    outlet: { batch: () => undefined, status: () => undefined, isWatched: () => false },
    maxLanguages: 5,
    logger: createLogger('silent'),
  });
  const { meetings: directory, streams } = storage;
  const door = createMeetingDoor({ directory, streams });
  const http = await startHttpStage({ directory, streams, door });
  return {
    storage,
    sessions,
    http,
    /** Some at the same moment: the order is total nevertheless. */
    async meetings(count: number, uid = 'ana'): Promise<readonly string[]> {
      const ids: string[] = [];
      for (let index = 0; index < count; index += 1) {
        if (index % 3 === 0) now += 1_000;
        const { id } = await directory.open({ uuid: `${uid} ${index}==` });
        await directory.addMember(id, uid, index % 2 === 0 ? 'attended' : 'operated');
        ids.push(id);
      }
      return ids;
    },
    async list(query = '', uid = 'ana') {
      const answer = await http.call(`/api/meetings${query}`, { headers: await http.signedIn(uid) });
      const next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
      const meetings: MeetingSummary[] = await answer.json();
      return { status: answer.status, meetings, next };
    },
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await sessions[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

onEveryDatabase((kind) => {
  it('a person’s meetings come in pages, each once and newest first, however many are of the same moment', async () => {
    await using database = await kind.create();
    await using s = await stage(database.url);
    const ids = await s.meetings(23);
    await s.meetings(3, 'ben');
    const seen: MeetingSummary[] = [];
    let query: string | undefined = '?limit=7';
    let pages = 0;
    while (query !== undefined) {
      const { meetings, next }: Awaited<ReturnType<typeof s.list>> = await s.list(query);
      expect(meetings.length).toBeLessThanOrEqual(7);
      seen.push(...meetings);
      pages += 1;
      query = next?.slice('/api/meetings'.length);
    }
    expect(pages).toBe(4);
    expect(seen.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const times = seen.map(({ startedAt }) => startedAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

it('a page has 50 meetings, and the last one leads nowhere', async () => {
  await using s = await stage();
  await s.meetings(50);
  expect(await s.list()).toMatchObject({ meetings: { length: 50 }, next: undefined });
  const newest = await s.storage.meetings.open({ uuid: 'one more==' });
  await s.storage.meetings.addMember(newest.id, 'ana', 'attended');
  const first = await s.list();
  expect(first.meetings).toHaveLength(50);
  expect((await s.list(first.next?.slice('/api/meetings'.length))).meetings).toHaveLength(1);
});

describe('GET /api/meetings costs the same', () => {
  /** Statements and transactions while one page is answered. */
  async function costOf(count: number) {
    await using s = await stage();
    await s.meetings(count);
    const acquired = vi.spyOn(SqliteDriver.prototype, 'acquireConnection');
    const { meetings } = await s.list();
    const queries = acquired.mock.calls.length;
    acquired.mockRestore();
    return { queries, shown: meetings.length, opened: s.sessions.count };
  }

  it('whether somebody has 5 meetings or 500, and opens none of them', async () => {
    const few = await costOf(5);
    const many = await costOf(500);
    expect(few).toMatchObject({ shown: 5, opened: 0 });
    expect(many).toMatchObject({ shown: 50, opened: 0 });
    expect(many.queries).toBe(few.queries);
    // The page with its statuses, the streams of its meetings, and what it says of them beside.
    expect(many.queries).toBe(5);
  });
});

it('a status is the stored one, which is stored before it is sent; asking opens no meeting', async () => {
  await using s = await stage();
  const [live = '', stored = '', quiet = ''] = await s.meetings(3);
  await s.storage.captions.saveStatus(stored, { state: 'ended', since: 5, reason: { code: 'host-stopped' } });
  s.sessions.accept({
    type: 'stream-state',
    meetingId: live,
    streamId: 's',
    state: 'live',
    at: 7,
    isOriginalHost: true,
  });
  await s.sessions.stored(live);
  await vi.waitFor(async () => {
    const { meetings } = await s.list();
    const states = new Map(meetings.map(({ id, status }) => [id, status.state]));
    expect(states).toEqual(
      new Map([
        [live, 'live'],
        [stored, 'ended'],
        [quiet, 'waiting'],
      ]),
    );
  });
  const one = await s.http.call(`/api/meetings/${stored}`, { headers: await s.http.signedIn('ana') });
  expect(await one.json()).toMatchObject({
    id: stored,
    status: { state: 'ended', reasonCode: 'host-stopped' },
  });
  expect(s.sessions.meetingIds).toEqual([live]);
});

it.each([
  '?limit=0',
  '?limit=101',
  '?limit=x',
  '?limit=1&limit=2',
  '?after=',
  '?after=x',
  '?after=1.',
  '?after=1.a%27b',
])('refuses %s and names what to send', async (query) => {
  await using s = await stage();
  const answer = await s.http.call(`/api/meetings${query}`, { headers: await s.http.signedIn('ana') });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    code: 'bad-request',
    detail: expect.stringContaining('limit'),
  });
});

it('who started a stream of a past meeting may start it again, in the list as in the meeting itself', async () => {
  await using s = await stage();
  const [own = '', other = ''] = await s.meetings(2);
  await s.storage.streams.save({
    streamId: 's',
    meetingId: own,
    zoomUuid: 'u==',
    serverUrls: [],
    operatorId: 'ana',
    isOriginalHost: false,
    startedAt: 1,
    phase: 'ended',
    updatedAt: 1,
  });
  const { meetings } = await s.list();
  const start = new Map(meetings.map(({ id, status }) => [id, status.start]));
  expect(start).toEqual(
    new Map([
      [own, 'yes'],
      [other, 'no'],
    ]),
  );
});
