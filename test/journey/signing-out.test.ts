import { describe, expect, it, vi } from 'vitest';
import { routes } from '../../shared/routes.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';

const uid = 'reader';

const ways: readonly [string, (journey: Journey, browser: HomeBrowser) => Promise<{ status: number }>][] = [
  ['signs out', ({ url }, { headers }) => fetch(`${url}${routes.logout}`, { method: 'POST', headers })],
  [
    'deletes their data',
    ({ url }, { headers }) => fetch(`${url}${routes.me}`, { method: 'DELETE', headers }),
  ],
  ['removes the app', ({ zoom }) => zoom.deauthorize(zoom.addUser({ id: uid }))],
];

describe.each(ways)('a browser whose person %s', (way, goes) => {
  it('reads nothing more: its bearers and sockets end at once, and after a restart', async () => {
    await using journey = await Journey.start({ env: signedInEnvironment });
    const scene = await openScene(journey, 'meeting');
    const meetingId = scene.panel.session.meeting?.id ?? '';
    const browser = await HomeBrowser.signIn(journey, uid);
    const page = await browser.open(meetingId);
    const other = await (await HomeBrowser.signIn(journey, uid)).open(meetingId);
    await page.watch('es');
    const headers = { authorization: `Bearer ${page.session.token}` };
    const meeting = () => fetch(`${journey.url}${routes.meeting(meetingId)}`, { headers });
    expect((await meeting()).status).toBe(200);

    expect((await goes(journey, browser)).status).toBeLessThan(300);

    await vi.waitFor(async () => expect((await meeting()).status).toBe(401));
    await vi.waitFor(() => expect(page.ended).toMatchObject([{ code: 'token-expired' }]));
    expect(page.socket.connected).toBe(false);
    const before = page.batches.length;
    await say(scene, 'Spoken afterwards.');
    if (way === 'signs out') await shows(scene.panel, 'Spoken afterwards.');
    expect(page.batches).toHaveLength(before);
    const refused = new Promise((resolve) => page.socket.once('connect_error', resolve));
    page.socket.connect();
    expect(await refused).toMatchObject({ data: { code: 'token-expired' } });
    // Signing out ends one sign-in; deleting ends every session of the person.
    const ends = way === 'signs out' ? [] : [{ code: 'token-expired' }];
    await vi.waitFor(() => expect(other.ended).toMatchObject(ends));

    await journey.stopServer();
    await journey.startServer();
    expect((await meeting()).status).toBe(401);
  });
});
