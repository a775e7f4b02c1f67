/**
 * What somebody can do with a share link that its host did not mean: nothing, or no more than is bounded.
 * Covers server/relay/links/link-allowances.ts, server/relay/links/link-limits.ts, server/http/links/link-problems.ts,
 * server/record/shares/share-limits.ts.
 */
import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MAX_CATCH_UP_LINES } from '../../server/record/shares/share-limits.ts';
import { MAX_LANGUAGES_OF_LINK } from '../../server/relay/links/link-limits.ts';
import type { SessionAnswer } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import { caughtUp } from '../support/database-file.ts';
import { startFakeDeepl } from '../support/fake-engines/fake-deepl.ts';
import { Journey, type JourneyOptions } from '../support/journey.ts';
import { askAs, codeOf, makeLink, openLink, readerOf, revokeLink } from '../support/share-link.ts';
import { attempt, outcomeOf } from '../support/socket-attempt.ts';
import { errorsIn, openScene, say, shows } from '../support/zoom-case.ts';

const SPOKEN = 'The crocodile ate the invoice.';

async function stage(options: JourneyOptions = {}) {
  const journey = await Journey.start(options);
  const scene = await openScene(journey, 'meeting');
  const { meeting } = scene;
  const host = await journey.openPanel({ meetingUuid: meeting.uuid, uid: meeting.host.id, role: 'host' });
  const read = async (token: string) => journey.keep(await readerOf(journey.url, token));
  return { journey, scene, host, read, [Symbol.asyncDispose]: () => journey[Symbol.asyncDispose]() };
}

const sessionOf = async (url: string, token: string): Promise<SessionAnswer> =>
  (await openLink(url, token)).json();

describe('somebody with a share link', () => {
  it('gets nothing of another meeting, of the host, or of what only members have', async () => {
    await using play = await stage();
    const { journey, scene, host } = play;
    await say(scene, SPOKEN);
    await shows(scene.panel, SPOKEN);
    const other = journey.zoom.createMeeting();
    const otherHost = await journey.openPanel({ meetingUuid: other.uuid, uid: 'other', role: 'host' });
    const otherId = otherHost.session.meeting?.id ?? '';
    const otherLink = await makeLink(journey.url, otherHost);
    const reader = await play.read((await makeLink(journey.url, host)).token);
    const id = reader.session.meeting?.id ?? '';
    const headers = { authorization: `Bearer ${reader.session.token}`, 'content-type': 'application/json' };
    const attacks: readonly [string, string, number, unknown?][] = [
      ['GET', routes.meeting(otherId), 404],
      ['GET', routes.shares(otherId), 404],
      ['DELETE', routes.share(otherId, otherLink.share.id), 404],
      ['GET', `${routes.sampleText}?meeting=${otherId}`, 404],
      // The whole text at once is an export.
      ['GET', `${routes.sampleText}?meeting=${id}`, 403],
      ['GET', routes.sampleText, 403],
      ['GET', routes.shares(id), 403],
      ['POST', routes.shares(id), 403, { expiresInHours: 1 }],
      ['POST', routes.stream(id), 403, { action: 'stop' }],
      ['GET', routes.meter(id), 403],
      ['PATCH', routes.meeting(id), 403, { budget: null }],
      ['GET', routes.meetingGlossary(id), 403],
      ['PUT', routes.meetingGlossary(id), 403, { terms: [] }],
      ['PATCH', routes.caption(id, scene.panel.captions[0]?.id ?? ''), 403, { original: 'x' }],
      ['GET', routes.glossary, 403],
      ['PUT', routes.preferences, 403, {}],
      ['POST', routes.session, 401, { meeting: id }],
    ];
    for (const [method, path, status, body] of attacks) {
      const response = await fetch(`${journey.url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      expect([method, path, response.status, text.includes('crocodile')]).toEqual([
        method,
        path,
        status,
        false,
      ]);
    }
    const mine = await fetch(`${journey.url}${routes.meetings}`, { headers });
    expect(await mine.json()).toEqual([]);
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('goes on in a socket by the token of no other link and no other reader', async () => {
    await using play = await stage();
    const { journey, host } = play;
    const [mine, other] = [await makeLink(journey.url, host), await makeLink(journey.url, host)];
    const reader = await play.read(mine.token);
    const renew = (token: string) => reader.socket.timeout(5_000).emitWithAck('renew', { token });
    const ofOther: SessionAnswer = await (
      await openLink(journey.url, other.token, reader.session.token)
    ).json();
    expect(await renew(ofOther.token)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    const stranger = await sessionOf(journey.url, mine.token);
    expect(await renew(stranger.token)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(await renew(host.session.token)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    const own: SessionAnswer = await (await openLink(journey.url, mine.token, reader.session.token)).json();
    expect(own.viewer.id).toBe(reader.session.viewer.id);
    expect(await renew(own.token)).toMatchObject({ ok: true });
  });

  it('exports where the host allows it, and only there', async () => {
    await using play = await stage();
    const { journey, scene, host } = play;
    await say(scene, SPOKEN);
    await shows(scene.panel, SPOKEN);
    const reader = await play.read((await makeLink(journey.url, host, { mayExport: true })).token);
    expect(reader.session.viewer.can).toEqual(['read', 'export']);
    const headers = { authorization: `Bearer ${reader.session.token}` };
    const text = await fetch(`${journey.url}${routes.sampleText}`, { headers });
    expect([text.status, (await text.text()).includes('crocodile')]).toEqual([200, true]);
  });

  it('opens nothing by an address that a log would keep, and no proof stands in one', async () => {
    await using play = await stage();
    const { journey, host } = play;
    const { token } = await makeLink(journey.url, host);
    const { session } = await play.read(token);
    const inQuery = await fetch(`${journey.url}${routes.session}?share=${token}`, { method: 'POST' });
    expect(inQuery.status).toBe(400);
    for (const query of [`share=${token}`, `token=${session.token}`, `access_token=${session.token}`]) {
      const path = `${routes.meeting(session.meeting?.id ?? '')}?${query}`;
      expect((await fetch(`${journey.url}${path}`)).status).toBe(401);
      expect(await attempt(journey.url, { query: Object.fromEntries(new URLSearchParams(query)) })).toBe(
        'token-missing',
      );
    }
    const page = await fetch(`${journey.url}${routes.home}`);
    expect(page.headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin|strict-origin)/);
    // What the reader sends, and the server writes: neither has it.
    expect(journey.log.filter((line) => line.includes(token))).toEqual([]);
  });

  it('guesses no other link: an address that fails too often waits, and its neighbours with a link do not', async () => {
    await using play = await stage();
    const { journey, host } = play;
    const { token, share } = await makeLink(journey.url, host);
    const closed = await makeLink(journey.url, host);
    await revokeLink(journey.url, host, closed.share.id);
    // Neither a closed link, nor the one that holds, is a guess.
    for (let time = 0; time < 120; time += 1)
      expect(await codeOf(await openLink(journey.url, closed.token))).toBe('share-revoked');
    const codes = [];
    for (let time = 0; time < 110; time += 1) {
      const guess = `${token.slice(0, -3)}${String(time).padStart(3, '0')}`;
      codes.push(await codeOf(await openLink(journey.url, time % 2 === 0 ? guess : token.slice(time % 30))));
    }
    expect(new Set(codes.slice(0, 100))).toEqual(new Set(['share-unknown', 'share-incomplete']));
    expect(new Set(codes.slice(100))).toEqual(new Set(['too-many-attempts']));
    expect((await openLink(journey.url, token)).status).toBe(200);
    expect((await openLink(journey.url, share.id)).status).toBe(429);
  });

  it('fills no meeting, however many sockets they open at once', async () => {
    await using play = await stage({ env: { MAX_SOCKETS_PER_MEETING: '20' } });
    const { journey, scene, host } = play;
    const { token } = await makeLink(journey.url, host);
    const outcomes = await Promise.all(
      Array.from({ length: 25 }, async () => {
        const { token: bearer } = await sessionOf(journey.url, token);
        const socket = io(journey.url, {
          transports: ['websocket'],
          forceNew: true,
          auth: { token: bearer },
        });
        onTestFinished(() => void socket.close());
        return await outcomeOf(socket);
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'connected')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'too-many-connections')).toHaveLength(15);
    const { shares } = await (await askAs(journey.url, host, '/shares')).json();
    expect(shares).toMatchObject([{ readers: 10 }]);
    const member = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'member' });
    expect(await member.watch('es')).toMatchObject({ ok: true });
  });

  it('leaves the last quarter of a meeting to its people', async () => {
    await using play = await stage({ env: { MAX_SOCKETS_PER_MEETING: '8' } });
    const { journey, scene, host } = play;
    // The host, and the reader of the scene, are there already.
    const links = [await makeLink(journey.url, host), await makeLink(journey.url, host)];
    const outcomes = [];
    for (let at = 0; at < 8; at += 1) {
      const { token } = await sessionOf(journey.url, links[at % 2]?.token ?? '');
      const socket = io(journey.url, { transports: ['websocket'], forceNew: true, auth: { token } });
      onTestFinished(() => void socket.close());
      outcomes.push(await outcomeOf(socket));
    }
    expect(outcomes.filter((outcome) => outcome === 'connected')).toHaveLength(4);
    for (const uid of ['a', 'b'])
      expect((await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid })).socket.connected).toBe(true);
  });

  it('is told at once when the link is closed while they connect', async () => {
    await using play = await stage();
    const { journey, host } = play;
    for (let time = 0; time < 5; time += 1) {
      const { token, share } = await makeLink(journey.url, host);
      const { token: bearer } = await sessionOf(journey.url, token);
      const socket = io(journey.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { token: bearer },
      });
      onTestFinished(() => void socket.close());
      const ended = new Promise((resolve) => {
        socket.on('ended', ({ code }) => resolve(code));
        socket.on('connect_error', (error) => resolve('data' in error ? error.data : error.message));
      });
      await revokeLink(journey.url, host, share.id);
      expect(JSON.stringify(await ended)).toContain('share-revoked');
      await vi.waitFor(() => expect(socket.connected).toBe(false));
    }
  });
});

describe('what a share link costs the operator', () => {
  /** An engine that costs money and takes everything. */
  async function metered() {
    const deepl = await startFakeDeepl('key');
    const play = await stage({
      env: {
        TRANSLATE_ENGINES: 'deepl',
        DEEPL_KEY: 'key',
        DEEPL_URL: `${deepl.origin}/v2`,
        DRAFTS: 'off',
      },
    });
    return {
      ...play,
      deepl,
      async [Symbol.asyncDispose]() {
        await play[Symbol.asyncDispose]();
        await deepl[Symbol.asyncDispose]();
      },
    };
  }

  const languages = ['de', 'fr', 'it', 'nl', 'pl', 'ru', 'ja', 'sv', 'da', 'fi', 'el', 'cs'];

  it('are so many languages at a time, besides those that people of the meeting read', async () => {
    await using play = await metered();
    const { journey, scene, host } = play;
    const { token } = await makeLink(journey.url, host);
    const codes = [];
    for (const language of languages) {
      const answer = await (await play.read(token)).tryWatch(language);
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(codes).toEqual(languages.map((_, at) => (at < MAX_LANGUAGES_OF_LINK ? 'ok' : 'language-limit')));
    const reader = await play.read(token);
    // Somebody of the meeting reads Spanish: that costs nothing more. Nor does a language of the link's own.
    expect(scene.panel.session.viewer.role).not.toBe('reader');
    for (const language of ['es', 'de', 'original'])
      expect(await reader.tryWatch(language)).toMatchObject({ ok: true });
  });

  it('are so many languages in a while, when one reader goes from one to the next', async () => {
    await using play = await metered();
    const { journey, host } = play;
    const reader = await play.read((await makeLink(journey.url, host)).token);
    const codes = [];
    for (const language of [...languages, 'bg', 'ro', 'sk', 'sl', 'et', 'lv', 'lt', 'hu']) {
      const answer = await reader.tryWatch(language);
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    const most = 2 * MAX_LANGUAGES_OF_LINK;
    expect(codes).toEqual(codes.map((_, at) => (at < most ? 'ok' : 'language-limit')));
    expect(codes.length).toBeGreaterThan(most);
    // Who comes back to one of them, as a screen with a bad connection does, is let in.
    for (const language of ['de', 'original', 'de'])
      expect(await reader.tryWatch(language)).toMatchObject({ ok: true });
  });

  it('are so many lines of the past: beyond, they are shown as they were spoken', async () => {
    await using play = await metered();
    const { journey, scene, host } = play;
    const { share, token } = await makeLink(journey.url, host);
    for (let at = 0; at < 60; at += 1) await say(scene, `Sentence number ${at} of the meeting.`);
    await scene.panel.settledCaptions(60);
    const reader = await play.read(token);
    await reader.watch('de');
    await vi.waitFor(() => expect(reader.settled.length).toBeGreaterThanOrEqual(50));
    const oldest = () => reader.lines[0]?.position ?? 0;
    await reader.history(oldest(), 5);
    await reader.settledCaptions(55);
    expect(reader.captions.slice(0, 5).map(({ origin }) => origin)).toEqual(Array(5).fill('machine'));
    expect(caughtUp(journey.directory, share.id)).toBe(5);
    caughtUp(journey.directory, share.id, MAX_CATCH_UP_LINES - 3);
    const before = play.deepl.calls.length;
    const { captions } = await reader.history(oldest(), 5);
    const shown = captions.filter((line) => line.kind === 'caption');
    expect(shown.map(({ origin }) => origin)).toEqual(Array(shown.length).fill('untranslated'));
    expect(shown[0]?.text).toMatch(/^Sentence number \d/);
    expect(play.deepl.calls.length).toBe(before);
    // Somebody of the meeting has them translated, and then the link's readers read that.
    const member = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'member' });
    await member.watch('de');
    await member.history(shown.at(-1)?.position === undefined ? 0 : (shown.at(-1)?.position ?? 0) + 1, 5);
    await vi.waitFor(() => expect(play.deepl.calls.length).toBeGreaterThan(before));
    expect(caughtUp(journey.directory, share.id)).toBe(MAX_CATCH_UP_LINES - 3);
  }, 30_000);
});
