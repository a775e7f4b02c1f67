import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import { ENGLISH, newPage, openPanelOf } from './panel-page.ts';

let browser: Browser;
let journey: Journey;
beforeAll(async () => {
  browser = await launchBrowser();
  journey = await Journey.start({ env: signedInEnvironment });
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

/** A meeting that has ended, in which nobody read French. */
async function pastMeeting() {
  const meeting = journey.zoom.createMeeting();
  await meeting.startRtms();
  const opened = await openPanelOf(browser, journey, meeting, { uid: 'reader', role: 'attendee' });
  const { panel } = opened;
  await panel.getByText('Listening').waitFor();
  const ana = meeting.join('Ana', { language: ENGLISH });
  for (const words of ['Good morning, everyone.', 'We begin with the first point.'])
    await meeting.say(ana, words);
  await panel.getByRole('list').getByText('[es] We begin with the first point.').waitFor();
  await meeting.stream?.stop(6);
  await panel
    .getByText(/have ended|has ended|ended/i)
    .first()
    .waitFor();
  return { ...opened, meeting };
}

describe('the transcript of a past meeting', () => {
  it('comes from the panel by an address for the browser, which saves a file in a language nobody read', async () => {
    await using opened = await pastMeeting();
    const { panel, client } = opened;
    await panel.getByRole('button', { name: 'Get the transcript' }).click();
    await panel.getByRole('combobox').selectOption('fr');
    await panel.getByRole('radio', { name: 'Subtitles (VTT)' }).check();
    await panel.getByRole('button', { name: 'Get the file' }).click();
    const address = panel.getByLabel(/copy this address/);
    await address.waitFor();
    const { pathname, search } = new URL(await address.inputValue());
    expect(client.openedUrls).toEqual([await address.inputValue()]);
    const file = await fetch(`${journey.url}${pathname}${search}`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=.* fr\.vtt/);
    const text = await file.text();
    expect(text).toContain('<v Ana>[fr] Good morning, everyone.</v>');
    expect((await fetch(`${journey.url}${pathname}${search}`)).status).toBe(410);
  });

  it('is saved by the browser on /home, which stays at the meeting', async () => {
    await using opened = await pastMeeting();
    const { cookie = '' } = (await HomeBrowser.signIn(journey, 'reader')).headers;
    await using home = await newPage(browser);
    const { page } = home;
    const [name = '', value = ''] = cookie.split('=');
    await page.context().addCookies([{ name, value, url: journey.url }]);
    const meetings = await (await fetch(`${journey.url}/api/meetings`, { headers: { cookie } })).json();
    expect(opened.meeting.uuid).toBeTruthy();
    await page.goto(`${journey.url}/home#meeting=${meetings[0].id}`);
    await page.getByRole('button', { name: 'Get the transcript' }).click();
    // Each person's last choice is remembered, and the panel of the story before chose subtitles.
    await page.getByRole('radio', { name: 'Text', exact: true }).check();
    await page.getByRole('switch', { name: 'Original beside the translation' }).click();
    // The stage's public address is not where it listens.
    await page.route('http://127.0.0.1:3000/**', (route) =>
      route.continue({ url: route.request().url().replace('http://127.0.0.1:3000', journey.url) }),
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Get the file' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/ es\+original\.txt$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/Ana: \[es\] Good morning, everyone\.\n {4}Good morning, everyone\.\n/);
    await page.getByText('Your browser is saving the file.').waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#meeting=/);
  });
});
