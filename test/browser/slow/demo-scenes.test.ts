import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { openDemo } from '../demo-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

it('offers a tour that points at what it speaks of, covers nothing, and stays away once it is closed', async () => {
  await using opened = await openDemo(browser);
  const { page, faults } = opened;
  const tour = page.getByRole('region', { name: 'Tour' });
  await tour.getByText('A meeting in four languages').waitFor();
  expect(await tour.getByRole('button', { name: 'Back' }).isDisabled()).toBe(true);
  const [strip, meeting] = await Promise.all([tour.boundingBox(), page.getByRole('main').boundingBox()]);
  expect((strip?.y ?? 0) + (strip?.height ?? 0)).toBeLessThanOrEqual(meeting?.y ?? 0);
  const seen: string[] = [];
  for (;;) {
    seen.push(await page.locator('[data-toured]').evaluate((element) => element.id));
    const next = tour.getByRole('button', { name: 'Next' });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  expect(seen).toEqual(['tiles', 'panel', 'wall', 'say', 'mend', 'cut', 'others']);
  await tour.getByRole('button', { name: 'Done' }).click();
  expect(await tour.count()).toBe(0);

  await page.reload();
  await page.frameLocator('#panel').getByText('Buenos días a todos, ¿me oyen bien?').first().waitFor();
  expect(await tour.count()).toBe(0);
  await page.getByRole('button', { name: 'Show me around' }).click();
  await tour.getByText('1 of 7').waitFor();
  await page.keyboard.press('Escape');
  expect(await tour.count()).toBe(0);
  expect(
    await page.getByRole('button', { name: 'Show me around' }).evaluate((e) => e === document.activeElement),
  ).toBe(true);
  expect(faults).toEqual([]);
});

it('mends a line that stands by the host’s glossary, for the panel and the wall, and can do it again', async () => {
  await using opened = await openDemo(browser);
  const { page, faults } = opened;
  const panel = page.frameLocator('#panel');
  await page.selectOption('#viewer', 'guest');
  await panel.getByText('Buenos días a todos, ¿me oyen bien?').first().waitFor();
  for (let times = 1; times <= 2; times += 1) {
    await page.getByRole('button', { name: 'Mend a word' }).click();
    await panel.getByText('El muelle del mercado viejo está lleno otra vez.').last().waitFor();
    await page.getByText('Machines take “dock” for a harbour').waitFor();
    const mended = panel.getByRole('listitem').filter({ hasText: 'El anclaje del mercado viejo' });
    await mended.last().getByText('corrected').waitFor();
    await expect.poll(() => mended.count()).toBe(times);
    await page.getByText('Mended: the line that stood has changed').waitFor();
  }
  const wall = page.getByRole('tabpanel', { name: 'Language wall' });
  await wall.getByText('Le point d’attache du vieux marché est encore plein.').last().waitFor();
  // It is the host's panel now, and the term is in the host's glossary.
  expect(await page.inputValue('#viewer')).toBe('host');
  await panel.getByRole('button', { name: 'Host', exact: true }).click();
  await panel.getByText('anclaje', { exact: true }).first().waitFor();
  expect(faults).toEqual([]);
});

it('cuts the connection, and says what readers see: the state in their language, and a note when it is back', async () => {
  await using opened = await openDemo(browser, { speed: 1 });
  const { page, faults } = opened;
  const panel = page.frameLocator('#panel');
  const wall = page.getByRole('tabpanel', { name: 'Language wall' });
  await panel.getByText('Buenos días a todos, ¿me oyen bien?').first().waitFor();
  await page.getByRole('button', { name: 'Cut the connection' }).click();
  await page.getByText('Readers keep what they have and see “Reconnecting”').waitFor();
  await wall.getByText('Reconnexion').waitFor();
  await panel.getByText('Reconnecting').first().waitFor();
  await page.getByText('Connected again, without anybody doing anything').waitFor();
  await panel
    .getByText(/\d s not captured/)
    .first()
    .waitFor();
  await wall
    .getByText(/\d s non captées/)
    .first()
    .waitFor();
  await wall.getByText('En direct').waitFor();
  expect(faults).toEqual([]);
});

it('says of a typed sentence that nothing here translates, what would, one command each', async () => {
  await using opened = await openDemo(browser);
  const { page, faults } = opened;
  await page.getByRole('tab', { name: 'Language wall' }).waitFor();
  await page.getByLabel('What you say').fill('Nobody wrote this sentence down before.');
  await page.frameLocator('#panel').getByText('Live').first().waitFor();
  await page.keyboard.press('Enter');
  const advice = page.getByRole('status').filter({ hasText: 'nothing here knows this sentence' });
  await advice.getByText(/^Not translated into .*Arabic/).waitFor();
  const commands = await advice.locator('code').allInnerTexts();
  expect(commands.length).toBeGreaterThanOrEqual(3);
  expect(commands.filter((command) => !/npm run demo|apt-get install/.test(command))).toEqual([]);
  await advice.getByRole('button', { name: 'Close' }).click();
  expect(await advice.isVisible()).toBe(false);
  // A sentence that the phrasebook holds is translated, and nothing is said.
  await page.getByLabel('What you say').fill('Half an hour, I promise.');
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel').getByText('Une demi-heure, promis.').first().waitFor();
  expect(await advice.isVisible()).toBe(false);
  expect(faults).toEqual([]);
});
