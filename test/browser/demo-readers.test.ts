import type { Browser } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openDemo } from './demo-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

it('opens the panel as a second reader in another language, and leaves the first one alone', async () => {
  await using opened = await openDemo(browser);
  const { page, context, faults } = opened;
  const first = page.frameLocator('#panel');
  await first.getByText('Buenos días a todos, ¿me oyen bien?').first().waitFor();
  await page.getByLabel('Second reader').selectOption('ar');
  const [second] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open', exact: true }).click(),
  ]);
  const panel = second.frameLocator('#panel');
  await panel.getByText('صباح الخير جميعًا، هل تسمعونني جيدًا؟').first().waitFor();
  expect(await second.title()).toContain('Arabic');
  // Somebody who takes part: the stream is the host's.
  expect(await panel.getByRole('button', { name: 'Stop' }).count()).toBe(0);

  // The first panel, opened anew, still reads Spanish.
  await page.selectOption('#viewer', 'guest');
  await first.getByText('Buenos días a todos, ¿me oyen bien?').first().waitFor();
  expect(faults).toEqual([]);
});

it('says how a phone could read, while the demo answers on this computer only', async () => {
  await using opened = await openDemo(browser);
  const { page, demo, faults } = opened;
  expect(demo.phoneUrl).toBeUndefined();
  await page.getByRole('button', { name: 'Read on a phone' }).click();
  const dialog = page.getByRole('dialog', { name: 'Read on a phone' });
  await dialog.getByText('npm run demo -- --network').waitFor();
  expect(await dialog.getByRole('img').count()).toBe(0);
  expect(faults).toEqual([]);
});

it('shows a code for a phone, whose page is a panel in the phone’s language and no control of the demo', async () => {
  await using opened = await openDemo(browser, { networkAddress: '127.0.0.1' });
  const { page, demo, faults } = opened;
  const address = demo.phoneUrl ?? '';
  await page.getByRole('button', { name: 'Read on a phone' }).click();
  const code = page.getByRole('img', { name: `QR code of ${address}` });
  await code.waitFor();
  // One square of the drawing for each dark module of the code of this address.
  const dark = encode(address).data.flat().filter(Boolean).length;
  const drawn = await code.evaluate((svg) => svg.innerHTML.match(/M\d+[ ,]\d+/g)?.length ?? 0);
  expect(drawn).toBe(dark);
  expect(await code.evaluate((svg) => svg.outerHTML.includes('data:'))).toBe(false);

  await using context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    hasTouch: true,
    isMobile: true,
  });
  const phone = await context.newPage();
  await phone.goto(address);
  const panel = phone.frameLocator('#panel');
  await panel.getByText('Bonjour tout le monde, vous m’entendez bien ?').first().waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  const origin = new URL(address).origin;
  const post = (path: string) =>
    fetch(`${origin}${path}`, { method: 'POST', body: '{}', headers: { origin } });
  const refused = await Promise.all([
    post('/action'),
    post('/clients/host/call'),
    post('/webhook'),
    fetch(`${origin}/events`),
    fetch(`${origin}/metrics`),
    fetch(`${origin}/demo/page/page.ts`),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
  expect(faults).toEqual([]);
});
