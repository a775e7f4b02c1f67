/**
 * Covers server/http/routes/record/export-request.ts, server/http/routes/record/export-tickets.ts,
 * server/http/routes/record/send-file.ts, server/http/routes/record/file-limits.ts,
 * server/http/routes/record/prepare-export.ts, server/storage/schema/migrations/from-0010/0016-export-tickets.ts, server/http/pages/spent-link-page.ts,
 * server/storage/repositories/export-ticket-repository.ts
 */
import { request as httpRequest } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { createSessionTokens } from '../../../../../server/access/session-tokens.ts';
import { LanguageLimitReached } from '../../../../../server/captions/languages/active-languages.ts';
import type { Preparation } from '../../../../../server/captions/ports/transcript-preparation.ts';
import { createMeetingDoor } from '../../../../../server/http/auth/meeting-door.ts';
import { createSessionReader } from '../../../../../server/http/auth/require-session.ts';
import { createSessionCookie } from '../../../../../server/http/auth/session-cookie.ts';
import { createExportRoutes } from '../../../../../server/http/routes/record/export-routes.ts';
import { createLogger } from '../../../../../server/logger.ts';
import type { ExportAnswer } from '../../../../../shared/reports/transcript-export.ts';
import { MemoryEndedSessions } from '../../../../support/ended-sessions.ts';
import { publicUrl, stageSecrets, startHttpStage } from '../../../../support/http-stage.ts';
import { open } from '../../../storage/open.ts';
import { caption, meetingWithLines, note, onEveryDatabase } from '../../../storage/stories.ts';

const ready: Preparation = { state: 'ready', translated: 0, total: 0 };

/** The routes over a real database with a meeting of some lines, which `ana` attended; several nodes share the database. */
async function stage({
  url = 'sqlite::memory:',
  lines = 3,
  presentUntil = undefined as number | undefined,
} = {}) {
  const storage = await open(url, { now: () => Date.now() });
  const { meetings: directory, streams } = storage;
  const meetingId = await meetingWithLines(storage, lines);
  await directory.open({ uuid: 'uuid==', topic: 'Réunion' });
  await directory.addMember(meetingId, 'ana', 'attended', presentUntil ?? Date.now() + 60_000);
  const ended = new MemoryEndedSessions();
  const log: string[] = [];
  const asked: unknown[] = [];
  const state = { answers: [] as (Preparation | Error)[] };
  const node = async () => {
    const tokens = createSessionTokens({ secrets: stageSecrets, ended });
    const sessions = createSessionReader({ tokens, cookie: createSessionCookie({ publicUrl }), publicUrl });
    const door = createMeetingDoor({ directory, streams });
    const routes = createExportRoutes({
      publicUrl,
      sessions,
      tokens,
      door,
      transcripts: storage.transcripts,
      captions: {
        prepare: async (request) => {
          asked.push(request);
          const answer = state.answers.shift() ?? ready;
          if (answer instanceof Error) throw answer;
          return answer;
        },
      },
      languagesOf: storage.captions,
      translator: { serves: (tag) => (tag === 'es' || tag === 'fr' ? tag : undefined) },
      tickets: storage.exportTickets,
      targetLanguage: 'es',
      running: (_label, work) => work(),
      logger: createLogger('debug', { write: (line: string) => void log.push(line) }),
    });
    return await startHttpStage({ directory, streams, door, tokens, extraRouters: [routes] });
  };
  const [http, other] = [await node(), await node()];
  const headers = await http.signedIn('ana');
  return {
    storage,
    meetingId,
    http,
    other,
    ended,
    log,
    asked,
    state,
    headers,
    get: (query = '', init: RequestInit = {}) =>
      http.call(`/api/meetings/${meetingId}/transcript${query}`, { headers, ...init }),
    async post(body: unknown = { format: 'txt', language: 'es' }, as: Record<string, string> = headers) {
      const response = await http.withJson('POST', `/api/meetings/${meetingId}/exports`, body, as);
      const answer: ExportAnswer & { code?: string; detail?: string } = await response.json();
      return { status: response.status, answer };
    },
    /** The path of an address that works once. */
    async address(body?: unknown): Promise<string> {
      const { answer } = await this.post(body);
      if (answer.state !== 'ready') throw new Error(`no address: ${JSON.stringify(answer)}`);
      expect(answer.url.startsWith(`${publicUrl}/`)).toBe(true);
      return answer.url.slice(publicUrl.length);
    },
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

onEveryDatabase((kind) => {
  it('an address gives its file once, on any node, without a session', async () => {
    await using database = await kind.create();
    await using s = await stage({ url: database.url });
    const address = await s.address({ format: 'csv', language: 'es', times: 'none' });
    const both = await Promise.all([s.http.call(address), s.other.call(address)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    const file = both.find(({ status }) => status === 200);
    expect(await file?.text()).toContain('caption,Ana,es,Frase 3.,machine');
    expect((await s.http.call(address)).status).toBe(410);
  });

  it('a transcript has what is stored: no removed line, no open sentence, notes where they were', async () => {
    await using database = await kind.create();
    await using s = await stage({ url: database.url });
    await s.storage.captions.commit(s.meetingId, {
      segments: [],
      lines: [
        caption(2, { removed: true }),
        note(4, { at: 1_700_000_000_000 + 4_000 }),
        caption(5, { state: 'draft', text: 'Half a sen' }),
      ],
    });
    const text = await (await s.get('?format=txt&language=es')).text();
    expect(text.split('\n').slice(-4)).toEqual([
      '[00:00:00] Ana: Frase 1.',
      '[00:00:02] Ana: Frase 3.',
      '[00:00:03] (6 s sin recoger)',
      '',
    ]);
  });

  it('cues end when Zoom says that the speech did', async () => {
    await using database = await kind.create();
    await using s = await stage({ url: database.url, lines: 250 });
    const text = await (await s.get('?format=vtt&language=es')).text();
    expect(text).toContain('\n250\n00:04:09.000 --> 00:04:10.000\n<v Ana>Frase 250.</v>\n');
  });
});

describe('the file', () => {
  it('is an attachment with a name for every system, kept by nobody', async () => {
    await using s = await stage();
    const answer = await s.get('?format=vtt&language=es&bilingual=1&timeZone=Asia/Tokyo');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/vtt; charset=utf-8',
      'content-disposition':
        'attachment; filename="Reunion 2023-11-15 es+original.vtt"; filename*=UTF-8\'\'R%C3%A9union%202023-11-15%20es%2Boriginal.vtt',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    await answer.text();
  });

  it('without a wish is plain text in the server’s language; a HEAD has its headers', async () => {
    await using s = await stage();
    expect(await (await s.get()).text()).toContain('[00:00:01] Ana: Frase 2.');
    const head = await s.get('?format=json', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-disposition')).toContain('es.json');
    expect(await head.text()).toBe('');
  });

  it.each([
    ['format=pdf', /format is one of txt, docx/],
    ['format=txt&format=csv', /format/],
    ['language=x_', /language is a tag/],
    ['language=', /language is a tag/],
    ['language=tlh', /No translation engine/],
    ['bilingual=maybe', /bilingual is 1/],
    ['speakers=2', /speakers is 0/],
    ['times=zulu', /times is one of/],
    ['timeZone=Mars/Olympus', /IANA name/],
    ['timeZone=%2B01:00', /IANA name/],
  ])('is refused for %s, in words', async (query, words) => {
    await using s = await stage();
    const answer = await s.get(`?${query}`);
    expect(answer.status).toBe(400);
    expect((await answer.json()).detail).toMatch(words);
  });

  it('comes in a language that was read once, though no engine offers it any more', async () => {
    await using s = await stage();
    await s.storage.captions.reserveVersions(s.meetingId, 'sw', 1);
    expect((await s.get('?language=sw')).status).toBe(200);
  });
});

describe('who may', () => {
  it('a member may, a guest in the panel may not, a stranger hears of no meeting', async () => {
    await using s = await stage();
    const guest = await s.http.bearer({ mid: 'uuid==' });
    const body = { format: 'txt', language: 'es' };
    expect((await s.post(body)).status).toBe(201);
    expect((await s.post(body, guest)).status).toBe(403);
    expect((await s.post(body, await s.http.signedIn('mallory'))).status).toBe(404);
    expect((await s.get('', { headers: {} })).status).toBe(401);
    const panel = await s.http.bearer({ mid: 'uuid==', uid: 'ben' });
    expect((await s.post(body, panel)).status).toBe(201);
  });

  it('who has left gets what was said until then', async () => {
    await using s = await stage({ lines: 9, presentUntil: 1_700_000_000_000 + 4_000 });
    const text = await (await s.get('?language=es')).text();
    expect(text).toContain('Frase 4.');
    expect(text).not.toContain('Frase 5.');
    expect(s.asked).toEqual([{ meetingId: s.meetingId, language: 'es', until: 1_700_000_004_000 }]);
    const later = await (await s.http.call(await s.address())).text();
    expect(later).not.toContain('Frase 5.');
  });

  it('who signed out since has an address that gives nothing', async () => {
    await using s = await stage();
    const address = await s.address();
    s.ended.cutoffs.set('ana', Date.now() + 1_000);
    expect((await s.http.call(address)).status).toBe(401);
  });

  it('an address of a deleted meeting gives nothing, and leaves no row', async () => {
    await using s = await stage();
    const address = await s.address();
    await s.storage.retention.deleteMeeting(s.meetingId);
    expect((await s.http.call(address)).status).toBe(410);
  });

  it('everything of a person is deleted with their addresses', async () => {
    await using s = await stage();
    const address = await s.address();
    await s.storage.people.deleteEverythingOf('ana');
    expect((await s.http.call(address)).status).toBe(410);
  });
});

describe('an address', () => {
  it('is not spent by who only looks: HEAD, and fetching in advance', async () => {
    await using s = await stage();
    const address = await s.address();
    for (let look = 0; look < 3; look += 1) {
      const head = await s.http.call(address, { method: 'HEAD' });
      expect(head.status).toBe(200);
      expect(head.headers.get('referrer-policy')).toBe('no-referrer');
    }
    for (const header of [
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
      { 'x-moz': 'prefetch' },
    ])
      expect((await s.http.call(address, { headers: header })).status).toBe(503);
    const file = await s.http.call(address);
    expect(file.status).toBe(200);
    expect(await file.text()).toContain('Frase 1.');
    expect((await s.http.call(address, { method: 'HEAD' })).status).toBe(410);
  });

  it('ends after a minute', async () => {
    await using s = await stage();
    const address = await s.address();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_001 });
    try {
      const answer = await s.http.call(address);
      expect(answer.status).toBe(410);
      expect(await answer.text()).toContain('This address has been used');
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(['', '?ticket=', '?ticket=x', '?ticket=a&ticket=b', `?ticket=${'a'.repeat(43)}`])(
    'that nobody issued (%s) gives a page in words',
    async (query) => {
      await using s = await stage();
      expect((await s.http.call(`/exported${query}`)).status).toBe(410);
    },
  );

  it('stands in no log, and in the database as a hash', async () => {
    await using s = await stage();
    const address = await s.address();
    const token = new URLSearchParams(address.slice(address.indexOf('?'))).get('ticket') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await s.storage.exportTickets.find(token)).toBeUndefined();
    await (await s.http.call(address)).text();
    const log = [...s.log, ...s.http.log].join('');
    expect(log).toContain('a transcript was exported');
    expect(log).not.toContain(token);
    expect(log).not.toMatch(/Frase|Réunion|Ana/);
  });
});

describe('a language nobody read', () => {
  it('is prepared while somebody asks, who hears how far it is, and in the end what stays untranslated', async () => {
    await using s = await stage();
    s.state.answers = [
      { state: 'preparing', translated: 0, total: 0 },
      { state: 'preparing', translated: 120, total: 900 },
      { state: 'ready', translated: 888, total: 900 },
    ];
    const body = { format: 'docx', language: 'fr' };
    expect(await s.post(body)).toEqual({
      status: 202,
      answer: { state: 'preparing', translated: 0, total: 0 },
    });
    expect(await s.post(body)).toMatchObject({ status: 202, answer: { translated: 120, total: 900 } });
    expect(await s.post(body)).toMatchObject({ status: 201, answer: { state: 'ready', untranslated: 12 } });
  });

  it('comes by GET as soon as it is ready', async () => {
    await using s = await stage();
    s.state.answers = [{ state: 'preparing', translated: 1, total: 3 }];
    expect((await s.get('?language=fr')).status).toBe(200);
    expect(s.asked).toHaveLength(2);
  });

  it('is refused in words where the meeting has as many as it may', async () => {
    await using s = await stage();
    s.state.answers = [new LanguageLimitReached()];
    expect(await s.post({ language: 'fr' })).toMatchObject({
      status: 409,
      answer: { code: 'language-limit' },
    });
  });
});

describe('limits', () => {
  it('a person gets twenty files at once, then one every three seconds', async () => {
    await using s = await stage();
    const statuses: number[] = [];
    for (let file = 0; file < 21; file += 1) statuses.push((await s.post()).status);
    expect(statuses).toEqual([...Array(20).fill(201), 429]);
  });

  it('who goes away in the middle ends the work', async () => {
    await using s = await stage({ lines: 3_000 });
    const pages = vi.spyOn(s.storage.transcripts, 'segmentEnds');
    const { cookie } = s.headers;
    await new Promise<void>((resolve, reject) => {
      const asked = httpRequest(`${s.http.url}/api/meetings/${s.meetingId}/transcript?format=vtt`, {
        headers: { cookie },
      });
      asked.once('response', (answer) =>
        answer.once('data', () => {
          asked.destroy();
          resolve();
        }),
      );
      asked.once('error', reject);
      asked.end();
    });
    await vi.waitFor(() => expect(s.log.join('')).toContain('broken off by its reader'));
    const read = pages.mock.calls.length;
    expect(read).toBeLessThan(25);
    expect(s.log.join('')).not.toContain('"level":50');
  });
});
