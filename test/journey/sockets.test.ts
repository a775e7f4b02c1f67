/** Covers shared/panel-protocol.ts. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import type { SessionAnswer } from '../../shared/panel-protocol.ts';
import { MemoryEndedSessions } from '../support/ended-sessions.ts';
import { Journey } from '../support/journey.ts';
import { requestSession } from '../support/test-panel.ts';
import { errorsIn } from '../support/zoom-case.ts';
import { meetingContext, sealContext } from '../zoom-simulator/client/sealed-context.ts';

const nobodyEnded = new MemoryEndedSessions();
const SECRET = 'a session secret that is long enough for a test';

/** Connects and tells how it ended: `connected`, or the code of `connect_error`. */
function attempt(url: string, options: Partial<ManagerOptions & SocketOptions>): Promise<string> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });
  return new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', (error) => resolve('data' in error ? codeOf(error.data) : 'refused'));
  }).finally(() => socket.close());
}

function codeOf(data: unknown): string {
  return typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : 'none';
}

describe('who gets a socket', () => {
  it('nobody without a token that is ours', async () => {
    await using journey = await Journey.start();
    expect(await attempt(journey.url, {})).toBe('token-missing');
    expect(await attempt(journey.url, { auth: { token: 'made-up' } })).toBe('token-invalid');
    expect(await attempt(journey.url, { auth: { token: 7 } })).toBe('token-missing');
  });

  it('nobody with one that has expired', async () => {
    await using journey = await Journey.start({ env: { SESSION_SECRET: SECRET } });
    const longAgo = createSessionTokens({
      secrets: [SECRET],
      ended: nobodyEnded,
      now: () => Date.now() - 16 * 60_000,
    });
    const { token } = await longAgo.issueViewer({ viewerId: 'v', role: 'participant', meetingId: 'm' });
    expect(await attempt(journey.url, { auth: { token } })).toBe('token-expired');
  });

  it('no page of another site', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const auth = { token: panel.session.token };
    const from = (origin: string) => attempt(journey.url, { auth, extraHeaders: { origin } });
    expect(await from('https://evil.example')).toBe('refused');
    expect(await from(journey.url)).toBe('connected');
  });

  it('no more readers of a meeting than the server allows', async () => {
    await using journey = await Journey.start({ env: { MAX_SOCKETS_PER_MEETING: '1' } });
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    expect(await attempt(journey.url, { auth: { token: panel.session.token } })).toBe('too-many-connections');
  });
});

describe('what one person can take from others', () => {
  /** So many sockets at once, and how each of them ended. They stay open until the story is over. */
  async function burst(url: string, token: string, count: number): Promise<Record<string, number>> {
    const outcomes: Record<string, number> = {};
    const sockets = Array.from({ length: count }, () =>
      io(url, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token } }),
    );
    onTestFinished(() => {
      for (const socket of sockets) socket.close();
    });
    await Promise.all(
      sockets.map(async (socket) => {
        const outcome = await new Promise<string>((resolve) => {
          socket.on('connect', () => resolve('connected'));
          socket.on('connect_error', (error) => resolve('data' in error ? codeOf(error.data) : 'refused'));
        });
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }),
    );
    return outcomes;
  }

  it('is twenty sockets, also of those that come at once', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const greedy = await journey.openPanel({ meetingUuid: uuid });
    const outcomes = await burst(journey.url, greedy.session.token, 25);
    expect(outcomes).toEqual({ connected: 19, 'too-many-connections': 6 });
    const other = await journey.openPanel({ meetingUuid: uuid });
    expect(await other.watch('es')).toMatchObject({ ok: true });
  });

  it('is never the last places of a meeting, of sockets that come at once', async () => {
    await using journey = await Journey.start({ env: { MAX_SOCKETS_PER_MEETING: '8' } });
    const { uuid } = journey.zoom.createMeeting();
    const greedy = await journey.openPanel({ meetingUuid: uuid, uid: 'greedy' });
    expect(await burst(journey.url, greedy.session.token, 10)).toEqual({
      connected: 3,
      'too-many-connections': 7,
    });
    const others = ['a', 'b', 'c', 'd'].map((uid) => journey.openPanel({ meetingUuid: uuid, uid }));
    for (const panel of await Promise.all(others)) expect(panel.socket.connected).toBe(true);
    await expect(journey.openPanel({ meetingUuid: uuid, uid: 'e' })).rejects.toThrow(/as many readers/);
  });

  describe('with one sealed context', () => {
    /** Sessions of so many guests, all made from one context; one who renews brings their token along. */
    async function guestsOf(journey: Journey, meetingUuid: string, count: number): Promise<SessionAnswer[]> {
      const { clientId, clientSecret } = journey.zoom;
      const context = sealContext(meetingContext({ clientId, meetingUuid }), clientSecret);
      const padded = `${context.replaceAll('-', '+').replaceAll('_', '/')}==`;
      const made: SessionAnswer[] = [];
      for (let guest = 0; guest < count; guest += 1) {
        const response = await fetch(`${journey.url}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ context: guest % 2 === 0 ? context : padded }),
        });
        made.push((await response.json()) satisfies SessionAnswer);
      }
      return made;
    }

    it('is one allowance of sockets, however many guests are made from it', async () => {
      await using journey = await Journey.start({ env: { MAX_SOCKETS_PER_MEETING: '16' } });
      const { uuid } = journey.zoom.createMeeting();
      const guests = await guestsOf(journey, uuid, 6);
      expect(new Set(guests.map(({ viewer }) => viewer.id)).size).toBe(6);
      const outcomes = await Promise.all(guests.map(({ token }) => burst(journey.url, token, 4)));
      const connected = outcomes.reduce((sum, outcome) => sum + (outcome.connected ?? 0), 0);
      expect(connected).toBe(8);
      const viewer = await journey.openPanel({ meetingUuid: uuid });
      expect(await viewer.watch('es')).toMatchObject({ ok: true });
    });

    it('is one allowance of languages', async () => {
      await using journey = await Journey.start();
      const { uuid } = journey.zoom.createMeeting();
      const tags = ['es', 'fr', 'de', 'he', 'pt-BR', 'ja', 'ar', 'nl'];
      const guests = await guestsOf(journey, uuid, tags.length);
      const answers: boolean[] = [];
      for (const [index, { token }] of guests.entries()) {
        const socket = io(journey.url, { transports: ['websocket'], forceNew: true, auth: { token } });
        onTestFinished(() => void socket.close());
        const answer = await socket.timeout(5_000).emitWithAck('watch', { language: tags[index] });
        answers.push(answer.ok);
      }
      expect(answers).toEqual([true, true, true, true, true, true, false, false]);
    });
  });

  it('is never the last languages of a meeting', async () => {
    await using journey = await Journey.start({ env: { MAX_LANGUAGES_PER_MEETING: '8' } });
    const { uuid } = journey.zoom.createMeeting();
    const read = async (uid: string, languages: readonly string[]) => {
      const answers: boolean[] = [];
      for (const language of languages) {
        const panel = await journey.openPanel({ meetingUuid: uuid, uid });
        answers.push((await panel.tryWatch(language)).ok);
      }
      return answers.filter(Boolean).length;
    };
    expect(await read('first', ['es', 'fr', 'de', 'he', 'ja', 'nl'])).toBe(4);
    expect(await read('second', ['ja', 'nl', 'it', 'ar'])).toBe(2);
    // What somebody reads already costs the meeting nothing.
    expect(await read('second', ['es', 'fr'])).toBe(2);
    expect(await read('third', ['it', 'ar'])).toBe(1);
    expect(await read('fourth', ['ar'])).toBe(1);
    expect(await read('fifth', ['ko'])).toBe(0);
  });

  it('is no new socket every moment', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const restless = await journey.openPanel({ meetingUuid: uuid, uid: 'restless' });
    const outcomes: string[] = [];
    for (let time = 0; time < 65; time += 1) {
      outcomes.push(await attempt(journey.url, { auth: { token: restless.session.token } }));
    }
    expect(outcomes.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 'connected'));
    expect(outcomes.at(-1)).toBe('too-many-connections');
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'other' });
    expect(other.socket.connected).toBe(true);
  });

  it('is six languages at a time', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const options = { meetingUuid: uuid, uid: 'greedy' };
    const languages = ['es', 'fr', 'de', 'he', 'pt-BR', 'ja'];
    for (const language of languages) await (await journey.openPanel(options)).watch(language);
    const seventh = await journey.openPanel(options);
    expect(await seventh.tryWatch('ar')).toMatchObject({ ok: false, error: { code: 'language-limit' } });
    expect(await seventh.tryWatch('es')).toMatchObject({ ok: true });
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'modest' });
    expect(await other.watch('ar')).toMatchObject({ ok: true });
  });

  it('is not the languages that nobody reads any more', async () => {
    await using journey = await Journey.start({ env: { MAX_LANGUAGES_PER_MEETING: '2' } });
    const { uuid } = journey.zoom.createMeeting();
    const restless = await journey.openPanel({ meetingUuid: uuid, uid: 'restless' });
    for (const language of ['fr', 'de', 'he', 'ja']) await restless.watch(language);
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'other' });
    expect(await other.watch('es')).toMatchObject({ ok: true });
    const third = await journey.openPanel({ meetingUuid: uuid, uid: 'third' });
    expect(await third.tryWatch('fr')).toMatchObject({ ok: false, error: { code: 'language-limit' } });
  });

  it('is the patience of the server once, over all their sockets', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const panels = await Promise.all(
      Array.from({ length: 4 }, () => journey.openPanel({ meetingUuid: uuid, uid: 'script' })),
    );
    const answers = await Promise.all(
      panels.flatMap((panel) => Array.from({ length: 15 }, () => panel.tryWatch('original'))),
    );
    expect(answers.some((answer) => !answer.ok && answer.error.code === 'rate-limited')).toBe(true);
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'reader' });
    expect(await other.watch('original')).toMatchObject({ ok: true });
  });

  it('is a hundred guesses a minute from one address, where others still come in', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: uuid, uid: 'neighbour' });
    expect(await burst(journey.url, 'made-up', 105)).toEqual({
      'token-invalid': 100,
      'too-many-connections': 5,
    });
    expect(await attempt(journey.url, { auth: { token: panel.session.token } })).toBe('connected');
  });
});

describe('a session on a socket', () => {
  it('is told when it expires, and closed', async () => {
    await using journey = await Journey.start({ env: { SESSION_SECRET: SECRET } });
    const nearlyOver = createSessionTokens({
      secrets: [SECRET],
      ended: nobodyEnded,
      now: () => Date.now() - 15 * 60_000 + 2_000,
    });
    const { uuid } = journey.zoom.createMeeting();
    const { session } = await journey.openPanel({ meetingUuid: uuid });
    const meetingId = session.meeting?.id ?? '';
    const { token } = await nearlyOver.issueViewer({ viewerId: 'v', role: 'participant', meetingId });
    const socket = io(journey.url, { transports: ['websocket'], auth: { token }, reconnection: false });
    const ended = vi.fn();
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.on('ended', ended);
    await closed;
    expect(ended).toHaveBeenCalledWith(expect.objectContaining({ code: 'token-expired' }));
  });

  it('is renewed by a fresh token of the same viewer and meeting only', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const other = journey.zoom.createMeeting();
    const { clientId, clientSecret } = journey.zoom;
    const base = { url: () => journey.url, clientId, clientSecret };
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const renew = async (meetingUuid: string, uid: string) => {
      const { token } = await requestSession({ ...base, meetingUuid, uid });
      return panel.socket.timeout(5_000).emitWithAck('renew', { token });
    };
    expect(await renew(meeting.uuid, 'reader')).toMatchObject({ ok: true, expiresAt: expect.any(Number) });
    expect(await renew(meeting.uuid, 'somebody-else')).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    });
    expect(await renew(other.uuid, 'reader')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  it('older than the deletion of its meeting is told so at once, and no error is logged', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.announceStarted();
    const guest = await journey.openPanel({ meetingUuid: meeting.uuid });
    await guest.watch('es');
    await journey.zoom.deauthorize(meeting.host);
    await vi.waitFor(() => expect(guest.ended).toMatchObject([{ code: 'meeting-deleted' }]));
    guest.socket.connect();
    await vi.waitFor(() => expect(guest.ended).toHaveLength(2));
    expect(guest.ended[1]).toMatchObject({ code: 'meeting-deleted' });
    await vi.waitFor(() => expect(guest.socket.connected).toBe(false));
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('reads nothing more of a meeting that is gone, whatever it asks', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const guest = await journey.openPanel({ meetingUuid: uuid });
    await guest.watch('es');
    // As by another process: nobody tells this one.
    const database = new Database(join(journey.directory, 'data', 'captions.db'));
    database.prepare('delete from meetings').run();
    database.close();
    const ask = (event: 'history' | 'watch', request: object) => {
      const untyped: Socket = guest.socket;
      return untyped.timeout(5_000).emitWithAck(event, request);
    };
    for (const answer of [
      await ask('watch', { language: 'fr' }),
      await ask('watch', { language: 'es' }),
      await ask('history', { before: 9 }),
    ]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    }
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('of somebody who is nobody in the meeting is not even opened', async () => {
    await using journey = await Journey.start({ env: { SESSION_SECRET: SECRET } });
    const { uuid } = journey.zoom.createMeeting();
    const { session } = await journey.openPanel({ meetingUuid: uuid });
    const tokens = createSessionTokens({ secrets: [SECRET], ended: nobodyEnded });
    const meetingId = session.meeting?.id ?? '';
    const { token } = await tokens.issueViewer({ viewerId: 'b', uid: 'b', role: 'browser', meetingId });
    expect(await attempt(journey.url, { auth: { token } })).toBe('token-invalid');
  });

  it('outside a meeting reads nothing', async () => {
    await using journey = await Journey.start({ env: { SESSION_SECRET: SECRET } });
    const tokens = createSessionTokens({ secrets: [SECRET], ended: nobodyEnded });
    const { token } = await tokens.issueViewer({ viewerId: 'v', role: 'participant' });
    const socket = io(journey.url, { transports: ['websocket'], auth: { token } });
    const answer = await socket.timeout(5_000).emitWithAck('watch', { language: 'es' });
    socket.close();
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-in-a-meeting' } });
  });

  it.each([
    ['watch', {}],
    ['watch', { language: 'es', after: { epoch: 1, version: 'x' } }],
    ['watch', null],
    ['history', { before: 'yesterday' }],
    ['history', { before: 1, limit: 1_000_000 }],
    ['renew', { token: '' }],
  ])('answers %s(%j) with what is wrong', async (event, request) => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const untyped = io(journey.url, { transports: ['websocket'], auth: { token: panel.session.token } });
    const answer = await untyped.timeout(5_000).emitWithAck(event, request);
    untyped.close();
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request', message: expect.any(String) } });
  });

  it('that asks without end is told to wait', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const answers = await Promise.all(Array.from({ length: 60 }, () => panel.tryWatch('original')));
    const refused = answers.find((answer) => !answer.ok);
    expect(refused).toMatchObject({ error: { code: 'rate-limited', retryAfterMs: expect.any(Number) } });
  });

  it('tells each viewer whether they may start captions', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const open = (role: string, uid?: string) =>
      journey.openPanel({ meetingUuid: meeting.uuid, role, ...(uid === undefined ? {} : { uid }) });
    const panels = [await open('host', 'boss'), await open('participant', 'reader'), await open('attendee')];
    const starts = await Promise.all(panels.map(async (panel) => (await panel.watch('es')).status.start));
    expect(starts).toEqual(['yes', 'ask-host', 'no']);
    await meeting.startRtms();
    await Promise.all(panels.map((panel) => panel.until(() => panel.status?.state === 'live')));
    expect(panels.map((panel) => panel.status?.start)).toEqual(['yes', 'ask-host', 'no']);
  });
});
