import { io } from 'socket.io-client';
import { describe, expect, it, vi } from 'vitest';
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import { routes } from '../../shared/routes.ts';
import { MemoryEndedSessions } from '../support/ended-sessions.ts';
import { Journey } from '../support/journey.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';

const SECRET = 'a session secret that is long enough for a test';
const uid = 'reader';

/** A browser that is signed in: its cookie, and a socket opened with a bearer made from it. */
async function openBrowser(journey: Journey, meetingId: string) {
  const tokens = createSessionTokens({ secrets: [SECRET], ended: new MemoryEndedSessions() });
  const headers = {
    cookie: `session=${(await tokens.issueHome(uid)).token}`,
    origin: journey.url,
    'content-type': 'application/json',
  };
  const body = JSON.stringify({ meeting: meetingId });
  const answer = await fetch(`${journey.url}${routes.session}`, { method: 'POST', headers, body });
  const { token } = await answer.json();
  const auth = { authorization: `Bearer ${token}` };
  const ended: unknown[] = [];
  const heard: unknown[] = [];
  const socket = io(journey.url, { transports: ['websocket'], auth: { token }, forceNew: true });
  socket.on('ended', ({ code }) => ended.push(code));
  socket.on('captions', (batch) => heard.push(batch));
  await new Promise<void>((resolve) => socket.on('connect', resolve));
  return { headers, auth, socket, ended, heard };
}

const ways: readonly [string, (url: string, headers: Record<string, string>) => Promise<Response>][] = [
  ['signs out', (url, headers) => fetch(`${url}${routes.logout}`, { method: 'POST', headers })],
  ['deletes their data', (url, headers) => fetch(`${url}${routes.me}`, { method: 'DELETE', headers })],
];

describe.each(ways)('a browser that %s', (way, goes) => {
  it('reads nothing more: its bearers and sockets end at once, and after a restart', async () => {
    await using journey = await Journey.start({ env: { SESSION_SECRET: SECRET } });
    const scene = await openScene(journey, 'meeting');
    const meetingId = scene.panel.session.meeting?.id ?? '';
    const browser = await openBrowser(journey, meetingId);
    const other = await openBrowser(journey, meetingId);
    expect(await browser.socket.emitWithAck('watch', { language: 'es' })).toMatchObject({ ok: true });
    const meeting = () => fetch(`${journey.url}${routes.meeting(meetingId)}`, { headers: browser.auth });
    expect((await meeting()).status).toBe(200);

    expect((await goes(journey.url, browser.headers)).status).toBeLessThan(300);

    expect((await meeting()).status).toBe(401);
    await vi.waitFor(() => expect(browser.ended).toEqual(['token-expired']));
    expect(browser.socket.connected).toBe(false);
    const before = browser.heard.length;
    await say(scene, 'Spoken afterwards.');
    if (way === 'signs out') await shows(scene.panel, 'Spoken afterwards.');
    expect(browser.heard).toHaveLength(before);
    const refused = new Promise((resolve) => browser.socket.once('connect_error', resolve));
    browser.socket.connect();
    expect(await refused).toMatchObject({ data: { code: 'token-expired' } });
    browser.socket.close();
    // Signing out ends one sign-in; deleting ends every session of the person.
    expect(other.ended).toEqual(way === 'signs out' ? [] : ['token-expired']);
    other.socket.close();

    await journey.stopServer();
    await journey.startServer();
    expect((await meeting()).status).toBe(401);
  });
});
