import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { runDemo } from '../tools/demo/run-demo.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

it('shows a meeting and its captions beside it, and translates what is typed', async () => {
  const faults: unknown[] = [];
  await using demo = await runDemo({ port: 0, speed: 4, onFault: (fault) => faults.push(fault) });
  const page = await browser.newPage({ viewport: { width: 1360, height: 820 } });
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error));
  page.setDefaultTimeout(15_000);
  await page.goto(demo.url);
  const panel = page.frameLocator('#panel');

  // Cut in three by the transcription, joined again by the captions.
  await panel.getByText('Buenos días a todos, ¿me oyen bien?').first().waitFor();
  await page.selectOption('#speaker', 'noura');
  await page.fill('#words', 'فكرة ممتازة! كم العدد؟');
  await page.keyboard.press('Enter');
  await panel.getByText('¡Excelente idea! ¿Cuántas son?').first().waitFor();

  await page.selectOption('#viewer', 'guest');
  await panel.getByText('¡Excelente idea! ¿Cuántas son?').first().waitFor();
  expect(await panel.getByRole('button', { name: 'Stop' }).count()).toBe(0);
  expect(faults).toEqual([]);
});
