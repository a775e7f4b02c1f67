/**
 * A member who has left keeps the record of what was said while they were in the meeting, and reads nothing of later.
 * Covers server/relay/caption-broadcast.ts.
 */
import { describe, expect, it, vi } from 'vitest';
import { setPresence } from '../support/database-file.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import type { TestPanel } from '../support/test-panel.ts';
import { openScene, type Scene, say, shows } from '../support/zoom-case.ts';

const BEFORE = 'Spoken while everybody was in.';
const AFTER = 'Spoken after somebody had left.';

/** `uid` has said goodbye between the two sentences. */
async function leaveBetween(journey: Journey, uid: string): Promise<Scene & { readonly meetingId: string }> {
  const scene = await openScene(journey, 'meeting');
  await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid });
  await say(scene, BEFORE);
  await shows(scene.panel, BEFORE);
  setPresence(journey.directory, uid, scene.panel.captions[0]?.spokenAt ?? 0);
  await say(scene, AFTER);
  await shows(scene.panel, BEFORE, AFTER);
  return { ...scene, meetingId: scene.panel.session.meeting?.id ?? '' };
}

function wordsOf(panel: TestPanel): string {
  return JSON.stringify([panel.lines, panel.batches]);
}

describe('on /home, a member who left a meeting that goes on', () => {
  it('reads the record until then in every language, by snapshot, history and text, and nothing live', async () => {
    await using journey = await Journey.start({ env: signedInEnvironment });
    const scene = await leaveBetween(journey, 'leaver');
    const browser = await HomeBrowser.signIn(journey, 'leaver');
    const page = await browser.open(scene.meetingId);
    expect(await page.watch('es')).toMatchObject({ more: false, left: true });
    await shows(page, BEFORE);
    expect((await page.history(1_000_000)).captions).toMatchObject([{ original: { text: BEFORE } }]);

    await say(scene, 'Among those who stayed.');
    await shows(scene.panel, BEFORE, AFTER, 'Among those who stayed.');
    // A version that the page has not missed comes without the line.
    await vi.waitFor(() => expect(page.version).toBeGreaterThanOrEqual(scene.panel.version));
    await shows(page, BEFORE);

    // Nobody has read French: what is translated for this page now reaches it as a batch.
    await page.watch('fr');
    await page.until(({ settled }) => settled.length === 1);
    expect(page.captions).toMatchObject([{ text: `[fr] ${BEFORE}` }]);
    expect(wordsOf(page)).not.toMatch(/after somebody|who stayed/);
    expect(await browser.text(`/sample-text?meeting=${scene.meetingId}`)).toContain(BEFORE);
    expect(await browser.text('/sample-text')).not.toMatch(/after somebody|who stayed/);
  });

  it('reads on where they were once they are back, with what they missed', async () => {
    await using journey = await Journey.start({ env: signedInEnvironment });
    const scene = await leaveBetween(journey, 'leaver');
    const browser = await HomeBrowser.signIn(journey, 'leaver');
    const page = await browser.open(scene.meetingId);
    const { epoch, version } = await page.watch('es');
    await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'leaver' });
    expect(await page.watch('es', { epoch, version })).not.toHaveProperty('left');
    await shows(page, BEFORE, AFTER);
    await say(scene, 'Welcome back.');
    await shows(page, BEFORE, AFTER, 'Welcome back.');
  });

  it('is asked to begin anew when a renewed session shows that they are back', async () => {
    await using journey = await Journey.start({ env: signedInEnvironment });
    const scene = await leaveBetween(journey, 'leaver');
    const browser = await HomeBrowser.signIn(journey, 'leaver');
    const page = await browser.open(scene.meetingId);
    await page.watch('es');
    await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'leaver' });
    const { token } = (await browser.open(scene.meetingId)).session;
    const lost = new Promise((resolve) => page.socket.once('disconnect', resolve));
    expect(await page.socket.emitWithAck('renew', { token })).toMatchObject({ ok: true });
    expect(await lost).toBe('transport close');
    await new Promise<void>((resolve) => page.socket.once('connect', resolve));
    await page.watch('es', { epoch: page.epoch, version: page.version });
    await shows(page, BEFORE, AFTER);
  });

  it('reads on without a bound when they host it', async () => {
    await using journey = await Journey.start({ env: signedInEnvironment });
    const host = journey.zoom.addUser();
    const scene = await leaveBetween(journey, host.id);
    await scene.meeting.startRtms({ operator: host, isOriginalHost: true });
    const page = await (await HomeBrowser.signIn(journey, host.id)).open(scene.meetingId);
    await page.watch('es');
    await shows(page, BEFORE, AFTER);
    await say(scene, 'For the host as well.');
    await shows(page, BEFORE, AFTER, 'For the host as well.');
  });
});
