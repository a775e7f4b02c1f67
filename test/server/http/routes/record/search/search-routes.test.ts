/**
 * Covers server/http/routes/record/search/meeting-cursor.ts, server/http/routes/record/search/meeting-summaries.ts,
 * server/http/routes/record/search/record-search.ts, server/record/search/find-lines.ts,
 * server/storage/repositories/meetings/meeting-digests.ts, shared/search/search-protocol.ts.
 */
import { expect, it } from 'vitest';
import { createMeetingDoor } from '../../../../../../server/http/auth/meeting-door.ts';
import { createMeetingSummaries } from '../../../../../../server/http/routes/record/search/meeting-summaries.ts';
import { createRecordSearch } from '../../../../../../server/http/routes/record/search/record-search.ts';
import { createSearchRoutes } from '../../../../../../server/http/routes/record/search/search-routes.ts';
import type { SearchAnswer } from '../../../../../../shared/search/search-protocol.ts';
import { startHttpStage } from '../../../../../support/http-stage.ts';
import { open } from '../../../../storage/open.ts';
import { caption, onEveryDatabase, rendering, stream } from '../../../../storage/stories.ts';

async function stage(url = 'sqlite::memory:') {
  let now = 1_700_000_000_000;
  const storage = await open(url, { now: () => now });
  const { meetings: directory, streams } = storage;
  const door = createMeetingDoor({ directory, streams });
  const stage = await startHttpStage({ directory, streams, door });
  const search = createRecordSearch({
    door,
    directory,
    summaries: createMeetingSummaries({ door, pages: directory }),
    store: storage.search,
  });
  const http = await startHttpStage({
    directory,
    streams,
    door,
    tokens: stage.tokens,
    extraRouters: [createSearchRoutes({ sessions: stage.sessions, search })],
  });
  return {
    storage,
    log: http.log,
    async meeting(texts: readonly string[], options: { uid?: string; topic?: string; until?: number } = {}) {
      now += 60_000;
      const { uid = 'ana', topic, until = Number.MAX_SAFE_INTEGER } = options;
      const uuid = `${now}==`;
      const { id } = await directory.open({ uuid, ...(topic === undefined ? {} : { topic }) });
      await directory.addMember(id, uid, 'attended', until);
      const lines = texts.map((text, index) => caption(index + 1, { text }));
      if (lines.length > 0) await storage.captions.commit(id, { segments: [], lines });
      return id;
    },
    async ask(query: Readonly<Record<string, string>>, uid = 'ana') {
      const path = `/api/search?${new URLSearchParams(query)}`;
      const answer = await http.call(path, { headers: await stage.signedIn(uid) });
      const body: SearchAnswer & { code?: string } = await answer.json();
      return { status: answer.status, body };
    },
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await stage[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

const shown = ({ meetings }: SearchAnswer) =>
  meetings.map(({ meeting, lines }) => [meeting.id, lines.map(({ text }) => text)]);

onEveryDatabase((kind) => {
  it('only meetings and lines that are the caller’s are found, newest first, and the summary says what they are', async () => {
    await using database = await kind.create();
    await using s = await stage(database.url);
    const first = await s.meeting(['The giraffe ate', 'the giraffe slept'], { until: caption(1).spokenAt });
    await s.meeting(['a giraffe of somebody else'], { uid: 'ben' });
    const own = await s.meeting(['Meine Giraffe'], { topic: 'Zoo' });
    await s.storage.streams.save({
      ...stream(own, 'stream-9', 'ended'),
      operatorId: 'ana',
    });
    await s.storage.captions.reserveVersions(own, 'es', 1_000);
    await s.storage.captions.saveRenderings(own, 'es', [rendering(1, 1, { text: 'Mi girafa' })]);
    await s.storage.captions.saveStatus(own, { state: 'ended', since: 5 });
    for (const moment of ['pending', 'indexed']) {
      const { status, body } = await s.ask({ q: 'giraff' });
      expect([moment, status]).toEqual([moment, 200]);
      expect(shown(body)).toEqual([
        [own, ['Meine Giraffe']],
        // The second line was spoken after she had left.
        [first, ['The giraffe ate']],
      ]);
      expect(body.next).toBeUndefined();
      await s.storage.searchIndexer.indexRested(0);
    }
    const { body } = await s.ask({ q: 'girafa', language: 'es' });
    expect(body.meetings).toMatchObject([
      {
        meeting: {
          id: own,
          topic: 'Zoo',
          hosted: true,
          languages: { spoken: ['en'], read: ['es'] },
          lengthMs: 0,
        },
        lines: [{ language: 'es', textLanguage: 'es', ranges: [[3, 9]], speaker: 'Ana' }],
      },
    ]);
    // A topic is found without lines.
    expect(shown((await s.ask({ q: 'ZOO' })).body)).toEqual([[own, []]]);
  });
});

it('an answer has ten meetings and five lines of each; further ones are asked for', async () => {
  await using s = await stage();
  const ids: string[] = [];
  for (let index = 0; index < 12; index += 1)
    ids.unshift(await s.meeting(Array.from({ length: 7 }, (_, at) => `walrus ${at}`)));
  await s.storage.searchIndexer.indexRested(0);
  const { body } = await s.ask({ q: 'walrus' });
  expect(body.meetings.map(({ meeting }) => meeting.id)).toEqual(ids.slice(0, 10));
  expect(body.meetings[0]).toMatchObject({ lines: { length: 5 }, after: 5 });
  const rest = await s.ask({ q: 'walrus', after: body.next ?? '' });
  expect(rest.body.meetings.map(({ meeting }) => meeting.id)).toEqual(ids.slice(10));
  expect(rest.body.next).toBeUndefined();
  const more = await s.ask({ q: 'walrus', meeting: ids[0] ?? '', after: '5' });
  expect(shown(more.body)).toEqual([[ids[0], ['walrus 5', 'walrus 6']]]);
});

it('what is no search, and a meeting of others, are told so', async () => {
  await using s = await stage();
  const id = await s.meeting(['a secret'], { uid: 'ben' });
  expect(await s.ask({})).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  expect(await s.ask({ q: '  ' })).toMatchObject({ status: 400, body: { code: 'search-empty' } });
  expect(await s.ask({ q: 'x'.repeat(201) })).toMatchObject({ status: 400 });
  expect(await s.ask({ q: 'a', after: 'nowhere' })).toMatchObject({ status: 400 });
  expect(await s.ask({ q: 'secret', meeting: id })).toMatchObject({ status: 404 });
  expect(await s.ask({ q: 'secret' })).toMatchObject({ status: 200, body: { meetings: [] } });
  expect(JSON.stringify(s.log)).not.toContain('secret');
});

it('somebody with hundreds of meetings finds rare, common and short words', async () => {
  await using s = await stage();
  const texts = Array.from(
    { length: 16 },
    (_, index) => `The ${index}th sentence of a usual meeting of ours`,
  );
  for (let index = 0; index < 200; index += 1) await s.meeting(index === 0 ? ['a quokka'] : texts);
  await s.storage.searchIndexer.indexRested(0);
  expect((await s.ask({ q: 'quokka' })).body.meetings).toHaveLength(1);
  expect((await s.ask({ q: 'sentence' })).body.meetings).toHaveLength(10);
  // Too short for trigrams, and in none of them: read to the end, in as many answers as it takes.
  let next: string | undefined;
  do {
    const { body }: { body: SearchAnswer } = await s.ask({
      q: 'zq',
      ...(next === undefined ? {} : { after: next }),
    });
    expect(body.meetings).toEqual([]);
    next = body.next;
  } while (next !== undefined);
});
