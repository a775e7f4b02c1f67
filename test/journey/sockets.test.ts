/**
 * Covers server/relay/panel-connection.ts, server/relay/panel-io.ts, server/relay/panel-server.ts,
 * shared/panel-protocol.ts.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, vi } from 'vitest';
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import { MemoryEndedSessions } from '../support/ended-sessions.ts';
import { Journey } from '../support/journey.ts';
import { attempt } from '../support/socket-attempt.ts';
import { requestSession } from '../support/test-panel.ts';
import { errorsIn } from '../support/zoom-case.ts';

const nobodyEnded = new MemoryEndedSessions();
const SECRET = 'a session secret that is long enough for a test';

describe('a socket is refused', () => {
  it('without a token of this server', async () => {
    await using journey = await Journey.start();
    expect(await attempt(journey.url, {})).toBe('token-missing');
    expect(await attempt(journey.url, { auth: { token: 'made-up' } })).toBe('token-invalid');
    expect(await attempt(journey.url, { auth: { token: 7 } })).toBe('token-missing');
  });

  it('with an expired token', async () => {
    await using journey = await Journey.start({ env: { SESSION_SECRET: SECRET } });
    const longAgo = createSessionTokens({
      secrets: [SECRET],
      ended: nobodyEnded,
      now: () => Date.now() - 16 * 60_000,
    });
    const { token } = await longAgo.issueViewer({ viewerId: 'v', role: 'participant', meetingId: 'm' });
    expect(await attempt(journey.url, { auth: { token } })).toBe('token-expired');
  });

  it('to a page of another site', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const auth = { token: panel.session.token };
    const from = (origin: string) => attempt(journey.url, { auth, extraHeaders: { origin } });
    expect(await from('https://evil.example')).toBe('refused');
    expect(await from(journey.url)).toBe('connected');
  });

  it('beyond the sockets that a meeting allows', async () => {
    await using journey = await Journey.start({ env: { MAX_SOCKETS_PER_MEETING: '1' } });
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    expect(await attempt(journey.url, { auth: { token: panel.session.token } })).toBe('too-many-connections');
  });
});

describe('a session on a socket', () => {
  it('is closed with a message when it expires', async () => {
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

  it('is renewed only by a token of the same viewer and meeting', async () => {
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

  it('opened before the deletion of its meeting is closed at once, without an error in the log', async () => {
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

  it('reads nothing of a deleted meeting', async () => {
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

  it('without standing in the meeting is refused', async () => {
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

  it('beyond its rate of requests receives the time to wait', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const answers = await Promise.all(Array.from({ length: 60 }, () => panel.tryWatch('original')));
    const refused = answers.find((answer) => !answer.ok);
    expect(refused).toMatchObject({ error: { code: 'rate-limited', retryAfterMs: expect.any(Number) } });
  });

  it('reports to each viewer the permission to start captions', async () => {
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
