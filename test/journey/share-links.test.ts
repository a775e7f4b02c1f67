/**
 * Share links: made by the host, opened by anybody, until they expire, are revoked or go with what they lead to.
 * Covers server/http/routes/record/share-routes.ts, server/http/links/link-sessions.ts, server/http/links/reader-link.ts,
 * server/record/shares/share-links.ts, server/relay/door/admission.ts, shared/share.ts.
 */
import { describe, expect, it, vi } from 'vitest';
import { routes } from '../../shared/routes.ts';
import type { ShareList } from '../../shared/share.ts';
import { expireShare } from '../support/database-file.ts';
import { signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import { askAs, codeOf, makeLink, openLink, readerOf, revokeLink } from '../support/share-link.ts';
import { attempt } from '../support/socket-attempt.ts';
import type { TestPanel } from '../support/test-panel.ts';
import { errorsIn, openScene, say, shows } from '../support/zoom-case.ts';

const SPOKEN = 'The crocodile ate the invoice.';

/** A meeting in which one sentence was said, and its host's panel. */
async function stage(options: Parameters<typeof Journey.start>[0] = {}) {
  const journey = await Journey.start(options);
  const scene = await openScene(journey, 'meeting');
  await say(scene, SPOKEN);
  await shows(scene.panel, SPOKEN);
  const host = await journey.openPanel({
    meetingUuid: scene.meeting.uuid,
    uid: scene.meeting.host.id,
    role: 'host',
  });
  const read = async (token: string) => journey.keep(await readerOf(journey.url, token));
  return { journey, scene, host, read, [Symbol.asyncDispose]: () => journey[Symbol.asyncDispose]() };
}

async function listOf(journey: Journey, host: TestPanel): Promise<ShareList> {
  return (await askAs(journey.url, host, '/shares')).json();
}

async function untilEnded(reader: TestPanel, code: string): Promise<void> {
  await vi.waitFor(() => expect(reader.ended).toMatchObject([{ code }]));
  await vi.waitFor(() => expect(reader.socket.connected).toBe(false));
}

describe('a share link', () => {
  it('lets somebody without an account read one meeting, from its beginning, in their language', async () => {
    await using play = await stage();
    const { journey, scene, host } = play;
    const made = await makeLink(journey.url, host, { label: 'Room 4', language: 'pt-BR' });
    expect(new URL(made.link).pathname).toBe(routes.home);
    expect(new URL(made.link).hash).toBe(`#share=${made.token}&language=pt-BR`);
    const reader = await play.read(made.token);
    expect(reader.session.viewer).toMatchObject({ role: 'reader', can: ['read'] });
    expect(reader.session.meeting).toMatchObject({ status: { state: 'live', start: 'no' } });
    await reader.watch('es');
    await shows(reader, SPOKEN);
    await say(scene, 'And then the receipt.');
    await shows(reader, SPOKEN, 'And then the receipt.');
    const { shares, most } = await listOf(journey, host);
    expect(shares).toMatchObject([{ label: 'Room 4', language: 'pt-BR', mayExport: false, readers: 1 }]);
    expect(shares[0]?.lastUsedAt).toBeGreaterThan(0);
    expect(most).toBeGreaterThan(1);
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('closes what reads by it within a second when the host revokes it, and opens nothing any more', async () => {
    await using play = await stage();
    const { journey, host } = play;
    const made = await makeLink(journey.url, host);
    const other = await makeLink(journey.url, host);
    const [reader, idle, kept] = await Promise.all([made, made, other].map(({ token }) => play.read(token)));
    if (reader === undefined || idle === undefined || kept === undefined) throw new Error('three readers');
    await reader.watch('es');
    expect((await revokeLink(journey.url, host, made.share.id)).status).toBe(204);
    await untilEnded(reader, 'share-revoked');
    await untilEnded(idle, 'share-revoked');
    expect(kept.socket.connected).toBe(true);
    expect(await attempt(journey.url, { auth: { token: reader.session.token } })).toBe('share-revoked');
    const again = await openLink(journey.url, made.token);
    expect([again.status, await codeOf(again)]).toEqual([401, 'share-revoked']);
    const page = await askAs(journey.url, reader, '');
    expect([page.status, await codeOf(page)]).toEqual([401, 'share-revoked']);
    expect((await revokeLink(journey.url, host, made.share.id)).status).toBe(404);
    expect((await listOf(journey, host)).shares.map(({ id }) => id)).toEqual([other.share.id]);
  });

  it('gives no session a longer life than its own, and ends at its time', async () => {
    await using play = await stage();
    const { journey, host } = play;
    const made = await makeLink(journey.url, host, { expiresInHours: 1 });
    const expiresAt = Date.now() + 2_500;
    expireShare(journey.directory, made.share.id, expiresAt);
    const reader = await play.read(made.token);
    expect(reader.session.expiresAt).toBeLessThanOrEqual(expiresAt);
    expect(reader.session.expiresInMs).toBeLessThanOrEqual(2_500);
    await reader.watch('es');
    // A session lives for fifteen minutes otherwise.
    await vi.waitFor(() => expect(reader.ended).toMatchObject([{ code: 'token-expired' }]));
    await vi.waitFor(async () => {
      const again = await openLink(journey.url, made.token);
      expect([again.status, await codeOf(again)]).toEqual([401, 'share-expired']);
    });
    expect((await listOf(journey, host)).shares).toEqual([]);
  });

  it('is for the meeting of its host alone: nobody else may make, see or revoke one', async () => {
    await using play = await stage();
    const { journey, scene, host } = play;
    const made = await makeLink(journey.url, host);
    const reader = await play.read(made.token);
    const guest = await journey.openPanel({ meetingUuid: scene.meeting.uuid });
    for (const viewer of [reader, guest, scene.panel]) {
      const body = JSON.stringify({ expiresInHours: 1 });
      expect((await askAs(journey.url, viewer, '/shares')).status).toBe(403);
      expect((await askAs(journey.url, viewer, '/shares', { method: 'POST', body })).status).toBe(403);
      expect((await revokeLink(journey.url, viewer, made.share.id)).status).toBe(403);
    }
    const other = journey.zoom.createMeeting();
    const otherHost = await journey.openPanel({ meetingUuid: other.uuid, uid: 'b', role: 'host' });
    expect((await revokeLink(journey.url, otherHost, made.share.id)).status).toBe(404);
    expect(reader.socket.connected).toBe(true);
  });

  it('ends with the record of its meeting, and with the person who made it', async () => {
    await using play = await stage({ env: signedInEnvironment });
    const { journey, scene, host } = play;
    const coHost = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'co', role: 'coHost' });
    const ofHost = await makeLink(journey.url, host);
    const ofCoHost = await makeLink(journey.url, coHost);
    const reader = await play.read(ofCoHost.token);
    await reader.watch('es');
    await fetch(`${journey.url}${routes.me}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${coHost.session.token}` },
    });
    await untilEnded(reader, 'share-revoked');
    expect(await codeOf(await openLink(journey.url, ofCoHost.token))).toBe('share-unknown');
    const other = await play.read(ofHost.token);
    await other.watch('es');
    await journey.zoom.deauthorize(scene.meeting.host);
    await vi.waitFor(() => expect(other.ended).toHaveLength(1));
    expect(await codeOf(await openLink(journey.url, ofHost.token))).toBe('share-unknown');
  });
});
