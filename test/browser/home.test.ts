/** The page of one's meetings, in the browser of somebody who is signed in. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import { ENGLISH, sidewaysOverflow, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
let journey: Journey;
const SENTENCES = 170;

beforeAll(async () => {
  browser = await launchBrowser();
  journey = await Journey.start({ env: signedInEnvironment });
  await meetingOf('Harbour planning', SENTENCES);
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

const sentence = (number: number) =>
  number === 40 ? 'Now we talk about the lighthouse.' : `This is sentence number ${number} about the quay.`;

/** A meeting that is over, in which a reader read these sentences. */
async function meetingOf(topic: string, sentences: number): Promise<void> {
  const meeting = journey.zoom.createMeeting({ topic });
  await meeting.announceStarted();
  await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  await panel.watch('es');
  for (let number = 1; number <= sentences; number += 1) await meeting.say(ana, sentence(number));
  await panel.until(({ captions }) => captions.length === sentences, 60_000);
  await meeting.stream?.stop(6);
  await panel.until(({ status }) => status?.state === 'ended', 20_000);
}

async function homePage(options: BrowserContextOptions = {}) {
  const { headers } = await HomeBrowser.signIn(journey, 'reader');
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const [name = '', value = ''] = (headers.cookie ?? '').split('=');
  await context.addCookies([{ name, value, url: journey.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${journey.url}/home`);
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

const isOnScreen = (page: Page, text: string) =>
  page
    .getByText(text)
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });

it('a word that was said an hour ago leads to its line, and the meeting itself to its beginning', async () => {
  await using opened = await homePage({ viewport: { width: 900, height: 700 } });
  const { page } = opened;
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  const item = page.getByRole('link', { name: /Harbour planning/ });
  expect(await item.textContent()).toMatch(/You attended.*Spoken: English.*Read: Spanish.*Kept until/);

  await page.getByRole('searchbox', { name: 'Search your meetings' }).fill('LIGHT house');
  await page.getByText('1 meeting').waitFor();
  const line = page.getByRole('link', { name: /Now we talk about the lighthouse/ });
  expect(await line.locator('mark').allTextContents()).toEqual(['lighthouse']);
  expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  await line.click();
  await expect.poll(() => isOnScreen(page, sentence(40))).toBe(true);
  expect(await page.locator('[data-found="true"]').textContent()).toContain('lighthouse');

  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: /Harbour planning/ }).click();
  await expect.poll(() => isOnScreen(page, `[es] ${sentence(1)}`)).toBe(true);
  await page.getByText(/can read it/).waitFor();
  expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  // Another language beside it is of the same part of the meeting, and follows to its end.
  await page.getByRole('button', { name: 'Second column' }).click();
  await page.getByRole('combobox').fill('العربية');
  await page.getByRole('option', { name: /العربية/ }).click();
  await expect.poll(() => page.getByText(`[ar] ${sentence(1)}`, { exact: true }).count()).toBe(1);
  await page.getByRole('button', { name: 'Jump to the end' }).click();
  await expect.poll(() => page.getByText(`[ar] ${sentence(SENTENCES)}`, { exact: true }).count()).toBe(1);
  await expect.poll(() => isOnScreen(page, `[es] ${sentence(SENTENCES)}`)).toBe(true);
});

it('a short meeting that is over stays at its beginning when its facts leave too little room for it', async () => {
  await meetingOf('Tugboats', 4);
  await using opened = await homePage({ viewport: { width: 372, height: 520 } });
  const { page } = opened;
  await page.getByRole('link', { name: /Tugboats/ }).click();
  await page.getByText(/can read it/).waitFor();
  const list = page.getByRole('region', { name: 'Captions' });
  await expect.poll(() => list.evaluate((view) => view.scrollHeight > view.clientHeight)).toBe(true);
  const first = await page.getByText(`[es] ${sentence(1)}`).boundingBox();
  expect(first?.y).toBeGreaterThanOrEqual((await list.boundingBox())?.y ?? Infinity);
});

it('fits a narrow window, from right to left as well', async () => {
  await using opened = await homePage({ viewport: { width: 280, height: 600 }, locale: 'ar' });
  const { page } = opened;
  await page.getByRole('heading', { name: 'اليوم' }).waitFor();
  expect(await sidewaysOverflow(page.mainFrame())).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
});
