import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openDemo } from './demo-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

const wallOf = (page: Page) => page.getByRole('tabpanel', { name: 'Language wall' });

/** The cells of the row that holds this text, in the order of the columns. */
async function rowWith(wall: Locator, text: string): Promise<Locator> {
  const row = wall.getByRole('row').filter({ hasText: text });
  await row.first().waitFor();
  return row.first();
}

it('shows the same meeting in four languages at once, two of them not in Latin letters', async () => {
  await using opened = await openDemo(browser);
  const { page, faults } = opened;
  const wall = wallOf(page);
  const row = await rowWith(wall, 'Good morning, everyone, can you all hear me well?');
  await row.getByRole('cell').nth(3).getByText(/\S{2}/).waitFor();
  const texts = await row.getByRole('cell').allInnerTexts();
  expect(texts).toHaveLength(4);
  expect(new Set(texts).size).toBe(4);
  expect(texts.filter((text) => !/\p{Script=Latin}/u.test(text))).toHaveLength(2);
  expect(await row.getByRole('rowheader').innerText()).toBe('Maya Chen');
  expect(await row.locator('[lang=ar]').getAttribute('dir')).toBe('rtl');
  const heads = wall.getByRole('columnheader');
  expect(await heads.filter({ hasText: 'Français' }).innerText()).toMatch(/En direct/);
  expect(faults).toEqual([]);
});

it('follows the newest line until somebody scrolls up, and shows beside it what Zoom transcribes', async () => {
  await using opened = await openDemo(browser, { speed: 8 });
  const { page, faults } = opened;
  const wall = wallOf(page);
  await rowWith(wall, 'Half an hour, I promise.');
  const distance = () => wall.evaluate((frame) => frame.scrollHeight - frame.scrollTop - frame.clientHeight);
  await expect.poll(() => wall.evaluate((frame) => frame.scrollHeight > frame.clientHeight + 200)).toBe(true);
  await expect.poll(distance).toBeLessThan(2);
  await wall.focus();
  await page.keyboard.press('Home');
  await expect.poll(distance).toBeGreaterThan(100);
  await rowWith(wall, 'Noura, how are the permits going?');
  expect(await distance()).toBeGreaterThan(100);

  await page.getByRole('tab', { name: 'Language wall' }).press('ArrowRight');
  const heard = page.getByRole('tabpanel', { name: 'As Zoom transcribes it' });
  await heard.getByText('¿Cuánto dura la reunión').waitFor();
  expect(await wall.isVisible()).toBe(false);
  expect(faults).toEqual([]);
});
