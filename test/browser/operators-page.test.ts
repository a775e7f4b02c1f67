/**
 * Covers client/admin.tsx, client/admin/operator-page.tsx, client/admin/token-form.tsx, client/admin/report-view.tsx,
 * client/admin/engine-list.tsx, client/admin/facts.tsx.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';
import { newPage, sidewaysOverflow, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('the operator’s page asks for the token, and shows what needed Prometheus until now', async () => {
  await using journey = await Journey.start({ env: { METRICS_TOKEN: 'the-right-token' } });
  const scene = await openScene(journey, 'meeting');
  await say(scene, 'Nobody reads this here.');
  await shows(scene.panel, 'Nobody reads this here.');
  await using opened = await newPage(browser, { width: 280, height: 700 });
  const { page, errors } = opened;
  await page.goto(`${journey.url}/admin`);
  const token = page.getByLabel('METRICS_TOKEN of this server');
  await token.fill('a-wrong-token');
  await page.keyboard.press('Enter');
  await page.getByText('This is not the METRICS_TOKEN of this server.').waitFor();
  expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  await token.fill('the-right-token');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('heading', { name: 'libre' }).waitFor();
  for (const title of ['Engines, since the start', 'Viewers', 'Storage and retention', 'Process'])
    await page.getByRole('region', { name: title }).waitFor();
  await page.getByRole('region', { name: 'Open streams: 1' }).getByRole('cell', { name: 'live' }).waitFor();
  await page.getByText('Reading Spanish').waitFor();
  expect(await page.getByText('Nobody reads this').count()).toBe(0);
  expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  expect(await sidewaysOverflow(page.mainFrame())).toEqual([]);
  await page.setViewportSize({ width: 1_280, height: 800 });
  expect(await sidewaysOverflow(page.mainFrame())).toEqual([]);

  // The tab keeps the token, and nothing else does.
  await page.reload();
  await page.getByRole('heading', { name: 'libre' }).waitFor();
  expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);
  await journey.stopServer();
  await page.getByText('The server does not answer now').waitFor();
  await page.getByRole('button', { name: 'Forget the token' }).click();
  await token.waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  // Refused tokens and a stopped server are what the console may hold.
  expect(errors.filter((error) => !/401|ERR_CONNECTION_REFUSED/.test(error))).toEqual([]);
}, 60_000);
