/** Covers client/share/share-words.ts, client/share/qr-code.tsx. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { ENGLISH, newPage, openPanelOf, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const SPOKEN = 'The backlog is long.';

describe('a share link', () => {
  it('is made by the host, read in any browser without its token in sight, and closed', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
    const { panel, page, client } = opened;
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), SPOKEN);
    await panel.getByRole('list').getByText(`[es] ${SPOKEN}`).waitFor();

    await panel.getByRole('button', { name: 'Host' }).click();
    const sheet = panel.getByRole('dialog', { name: 'Host' });
    await sheet.getByLabel('Language').selectOption({ label: 'German' });
    await sheet.getByLabel('Name (only you see it)').fill('Room 4');
    await sheet.getByRole('button', { name: 'Make a link' }).click();
    const code = panel.getByRole('dialog', { name: 'Read along' });
    await code.getByRole('img', { name: 'QR code of the link' }).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    const link = (await code.getByText('#share=').textContent()) ?? '';
    const { hash, pathname } = new URL(link);
    const token = new URLSearchParams(hash.slice(1)).get('share') ?? 'none';
    await page.keyboard.press('Escape');
    await sheet.getByText('0 readers now').waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);

    // The same link for the screen of a room: Zoom's client opens it in the browser, which nobody has signed in.
    await sheet.getByText('Room and stream').click();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await sheet.getByRole('button', { name: 'Open projector view' }).click();
    await expect.poll(() => client.openedUrls).toHaveLength(1);
    await using room = await newPage(browser, { width: 1_280, height: 720 });
    const [projector = ''] = client.openedUrls;
    await room.page.goto(projector);
    await room.page.getByText(`[de] ${SPOKEN}`).waitFor();
    await room.page.reload();
    await room.page.getByText(`[de] ${SPOKEN}`).waitFor();
    expect(room.page.url()).toContain('view=projector');
    expect(room.page.url()).not.toContain(token);

    await using visitor = await newPage(browser, { width: 900, height: 600 });
    const asked: string[] = [];
    visitor.page.on('request', (request) => {
      // A browser sends no fragment, and tells the test of it.
      const [sent] = request.url().split('#');
      asked.push(`${sent} ${JSON.stringify(request.headers())}`);
    });
    await visitor.page.goto(`${journey.url}${pathname}${hash}`);
    const captions = visitor.page.getByRole('list');
    await captions.getByText(`[de] ${SPOKEN}`).waitFor();
    expect(visitor.page.url()).not.toContain(token);
    await sheet.getByText('2 readers now').waitFor();
    // As OBS refreshes a page: the address that it has now.
    await visitor.page.reload();
    await captions.getByText(`[de] ${SPOKEN}`).waitFor();
    // The language that its reader chooses stays, too.
    await visitor.page.getByRole('button', { name: /Deutsch/ }).click();
    await visitor.page.getByRole('option', { name: /French/ }).click();
    await captions.getByText(`[fr] ${SPOKEN}`).waitFor();
    await visitor.page.reload();
    await captions.getByText(`[fr] ${SPOKEN}`).waitFor();
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((request) => request.includes(token))).toEqual([]);
    expect(journey.log.filter((line) => line.includes(token))).toEqual([]);

    await sheet.getByRole('button', { name: 'Close link: Room 4' }).click();
    await sheet.getByRole('button', { name: 'Close it' }).click();
    await visitor.page.getByRole('heading', { name: 'This link was closed' }).waitFor();
    await room.page.getByText('For the operator: this link no longer works.', { exact: false }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByRole('heading', { name: 'This link was closed' }).waitFor();
    expect(visitor.page.url()).not.toContain(token);
    // 401 is the closed link, 403 that the server keeps no settings of guests: the page expects both.
    expect(visitor.errors.filter((error) => !/status of 40[13]/.test(error))).toEqual([]);
  });
});
