/** Covers client/app/mount.tsx, client/ui/error-boundary.tsx, client/ui/lazy-part.tsx. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { openPanel } from '../zoom-simulator/client/bridges.ts';
import {
  ENGLISH,
  newPage,
  openPanelOf,
  sidewaysOverflow,
  violationsInEveryTheme,
  zoomClient,
} from './panel-page.ts';

let browser: Browser;
let journey: Journey;
beforeAll(async () => {
  browser = await launchBrowser();
  journey = await Journey.start();
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

async function liveMeeting() {
  const meeting = journey.zoom.createMeeting();
  await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  return { meeting, say: (words: string) => meeting.say(ana, words) };
}

describe('captions go on', () => {
  it('without storage, with settings for this visit', async () => {
    const { meeting, say } = await liveMeeting();
    await using opened = await newPage(browser);
    const { page, errors } = opened;
    await page.addInitScript(() => {
      const denied = {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      };
      Object.defineProperty(window, 'localStorage', denied);
      Object.defineProperty(window, 'sessionStorage', denied);
    });
    const client = zoomClient(journey, meeting, { role: 'attendee', status: 'unauthenticated' });
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Listening').waitFor();
    await say('Hello.');
    await panel.getByRole('list').getByText('[es] Hello.').waitFor();
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('button', { name: 'Larger' }).click();
    await panel.getByText('115 %').waitFor();
    // The server keeps nothing for guests either.
    expect(errors.filter((error) => !error.includes('403 (Forbidden)'))).toEqual([]);
  });

  it('when the Zoom client leaves every question but the first two unanswered', async () => {
    const { meeting, say } = await liveMeeting();
    await using opened = await newPage(browser);
    const { page, errors } = opened;
    const client = zoomClient(journey, meeting);
    for (const api of ['getSupportedJsApis', 'getRTMSStatus', 'getUserContext', 'openUrl'])
      client.override(api, 'hang');
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Listening').waitFor();
    await say('Hello.');
    await panel.getByRole('list').getByText('[es] Hello.').waitFor();
    expect(errors).toEqual([]);
  });

  it('on a computer with a clock that is hours off', async () => {
    const { meeting, say } = await liveMeeting();
    await using opened = await newPage(browser);
    const { page } = opened;
    let sessions = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/session')) sessions += 1;
    });
    await page.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + 5 * 3_600_000;
    });
    const client = zoomClient(journey, meeting);
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Listening').waitFor();
    for (let number = 1; number <= 3; number += 1) await say(`Number ${number} ends.`);
    await panel.getByRole('list').getByText('[es] Number 3 ends.').waitFor();
    await panel
      .getByRole('button', { name: /^About this line/ })
      .last()
      .click();
    const delay = panel.getByText(/after Zoom sent the words$/);
    expect(await delay.textContent()).toMatch(/^Ready (under 1|\d(\.\d)?) s/);
    expect(sessions).toBe(1);
  });

  it('while the panel is hidden, without drawing anything, and all at once when it is seen again', async () => {
    const { meeting, say } = await liveMeeting();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, client } = opened;
    await panel.getByText('Listening').waitFor();
    await say('Seen.');
    const list = panel.getByRole('list');
    await list.getByText('[es] Seen.').waitFor();
    client.setVisible(false);
    // A reader elsewhere tells when the words have been sent to everybody.
    const other = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'other' });
    await other.watch('es');
    await list.evaluate((element) => {
      const changes = { count: 0 };
      Object.assign(window, { changes });
      new MutationObserver((records) => {
        changes.count += records.length;
      }).observe(element, { childList: true, subtree: true });
    });
    for (let number = 1; number <= 5; number += 1) await say(`Unseen ${number} ends.`);
    await other.until(({ captions }) => captions.length === 6);
    expect(await panel.evaluate(() => Reflect.get(window, 'changes').count)).toBe(0);
    client.setVisible(true);
    await list.getByText('[es] Unseen 5 ends.').waitFor();
    expect(await panel.getByRole('listitem').count()).toBe(6);
  });

  it('when a part of the page cannot be loaded, which is said', async () => {
    const { meeting, say } = await liveMeeting();
    await using opened = await newPage(browser);
    const { page } = opened;
    await page.route('**/language-picker*.js', (route) => route.abort());
    const client = zoomClient(journey, meeting);
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Listening').waitFor();
    await panel.getByRole('button', { name: /^Language of the captions/ }).click();
    await panel.getByRole('dialog', { name: 'This part could not be loaded' }).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('dialog', { name: 'Display settings' }).waitFor();
    await page.keyboard.press('Escape');
    await say('Hello.');
    await panel.getByRole('list').getByText('[es] Hello.').waitFor();
  });

  it.each([
    ['search-bar', 'Search the captions'],
    ['correct-line', 'Correct'],
  ])('when %s cannot be loaded, which is said in its place', async (part, button) => {
    const { meeting, say } = await liveMeeting();
    await using opened = await newPage(browser);
    const { page } = opened;
    await page.route(`**/${part}*.js`, (route) => route.abort());
    const client = zoomClient(journey, meeting, { uid: meeting.host.id });
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Listening').waitFor();
    await say('Hello.');
    await panel.getByRole('list').getByText('[es] Hello.').waitFor();
    await panel.getByRole('button', { name: /^About this line: Ana/ }).click();
    await panel.getByRole('button', { name: button }).click();
    await panel
      .getByRole('alert')
      .getByText(/This part could not be loaded/)
      .waitFor();
    await panel.getByRole('button', { name: 'Load again' }).waitFor();
    expect(await sidewaysOverflow(panel)).toEqual([]);
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await say('Once more.');
    await panel.getByRole('list').getByText('[es] Once more.').waitFor();
  });

  it('when the buttons to start them cannot be loaded, which is said in their place', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await newPage(browser);
    const { page } = opened;
    await page.route('**/stream-controls*.js', (route) => route.abort());
    const client = zoomClient(journey, meeting);
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Captions have not started').waitFor();
    await panel
      .getByRole('alert')
      .getByText(/This part could not be loaded/)
      .waitFor();
    expect(await sidewaysOverflow(panel)).toEqual([]);
    await page.unroute('**/stream-controls*.js');
    await panel.getByRole('button', { name: 'Load again' }).click();
    await panel.getByRole('button', { name: 'Start captions' }).waitFor();
  });

  it('in English while the dictionary of its language is not loaded', async () => {
    const { meeting, say } = await liveMeeting();
    await using opened = await newPage(browser, undefined, 'de-DE');
    const { page } = opened;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/de-*.js', async (route) => {
      await released;
      await route.continue();
    });
    const client = zoomClient(journey, meeting, { uid: 'greta' });
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Listening').waitFor();
    await say('Hello.');
    await panel.getByRole('list').getByText('[es] Hello.').waitFor();
    release();
    await panel.getByRole('button', { name: 'Darstellung' }).waitFor();
  });
});
