import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type RunningDemo, runDemo } from '../../tools/demo/run-demo.ts';

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
  await page.getByLabel('You, in').selectOption({ label: 'Arabic' });
  await page.fill('#words', 'فكرة ممتازة! كم العدد؟');
  await page.keyboard.press('Enter');
  await panel.getByText('¡Excelente idea! ¿Cuántas son?').first().waitFor();

  await page.selectOption('#viewer', 'guest');
  await panel.getByText('¡Excelente idea! ¿Cuántas son?').first().waitFor();
  expect(await panel.getByRole('button', { name: 'Stop' }).count()).toBe(0);
  expect(faults).toEqual([]);
});

/** The page of a demo that plays, with a panel in it. */
async function opened(
  demo: RunningDemo,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark' = 'dark',
): Promise<{ page: Page; panel: FrameLocator } & AsyncDisposable> {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(demo.url);
  const panel = page.frameLocator('#panel');
  await panel.locator('[data-line]').first().waitFor();
  return { page, panel, [Symbol.asyncDispose]: () => context.close() };
}

const fail = (fault: unknown) => {
  throw fault;
};

it.each(['light', 'dark'] as const)(
  'gives people the colours of the panel, whoever speaks first: %s',
  async (scheme) => {
    await using demo = await runDemo({ port: 0, speed: 1, onFault: fail });
    await using one = await opened(demo, { width: 1360, height: 820 }, scheme);
    const { page, panel } = one;
    await page.fill('#words', 'I was quicker.');
    await page.keyboard.press('Enter');
    await panel.locator('li[data-tone] > div bdi').getByText('You', { exact: true }).first().waitFor();
    await panel.getByText('Buenos días, Maya. Perfectamente.').first().waitFor();
    const inPanel = await panel
      .locator('li[data-tone] > div bdi')
      .evaluateAll((names) => names.map((name) => [name.textContent, getComputedStyle(name).color]));
    const onStage = await page
      .locator('[data-person]')
      .evaluateAll((tiles) =>
        tiles.map((tile) => [
          tile.querySelector('[data-name]')?.textContent,
          getComputedStyle(tile.querySelector('[data-avatar]') ?? tile).backgroundColor,
        ]),
      );
    expect(new Set(inPanel.map(([name]) => name))).toContain('You');
    for (const pair of inPanel) expect(onStage).toContainEqual(pair);
  },
);

it('takes back the sentence that is cut when the dialogue begins anew; You never finish somebody else’s', async () => {
  await using demo = await runDemo({ port: 0, speed: 0.5, onFault: fail });
  await using one = await opened(demo, { width: 1360, height: 820 });
  const { page, panel } = one;
  await page.getByRole('tab', { name: 'As Zoom transcribes it' }).click();
  const said = page.locator('#said');
  await said.getByText('Good morning, everyone,').waitFor();
  await page.getByRole('button', { name: 'From the beginning' }).click();
  await page.getByRole('button', { name: 'Pause the dialogue' }).click();
  await expect.poll(() => said.getByRole('listitem').count()).toBe(0);
  await expect.poll(() => panel.locator('li[data-line]', { hasText: 'Maya' }).count()).toBe(0);

  await page.getByRole('button', { name: 'Play the dialogue' }).click();
  await said.getByText('Good morning, everyone,').waitFor();
  await page.fill('#words', 'Nobody asked me.');
  await page.keyboard.press('Enter');
  await said.getByRole('listitem').filter({ hasText: 'Nobody asked me.' }).waitFor();
  expect(await said.getByRole('listitem').first().textContent()).not.toContain('Nobody');
});

it('is scrolled by keyboard where it is longer than its place', async () => {
  await using demo = await runDemo({ port: 0, speed: 8, onFault: fail });
  await using one = await opened(demo, { width: 1360, height: 600 });
  const { page } = one;
  await page.getByRole('tab', { name: 'As Zoom transcribes it' }).click();
  const said = page.locator('#said');
  await expect.poll(() => said.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(150);
  await said.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => said.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
});

it.each([
  ['a phone', { width: 390, height: 844 }],
  ['a small laptop', { width: 1024, height: 640 }],
  ['a desktop', { width: 1360, height: 820 }],
])('fits %s: whole names, round avatars, the panel in sight', async (_, viewport) => {
  await using demo = await runDemo({ port: 0, speed: 8, onFault: fail });
  await using one = await opened(demo, viewport);
  const { page, panel } = one;
  const frame = await page.locator('#panel').boundingBox();
  expect(frame?.y).toBeLessThan(viewport.height / 2);
  expect(await panel.locator('body').evaluate(() => innerHeight)).toBeGreaterThan(350);
  const tiles = await page.locator('[data-person]').evaluateAll((all) =>
    all.map((tile) => {
      const [avatar, name] = ['[data-avatar]', '[data-name]'].map((part) => tile.querySelector(part));
      if (!avatar || !name) throw new Error('A tile lacks a part.');
      const [circle, words, whole] = [avatar, name, tile].map((part) => part.getBoundingClientRect());
      if (!circle || !words || !whole) throw new Error('A tile is not drawn.');
      return {
        isRound: Math.abs(circle.width - circle.height) < 0.5,
        isCovered: words.top < circle.bottom - 1 && words.left < circle.right - 1,
        isCut: name.scrollWidth > name.clientWidth + 1 || words.bottom > whole.bottom,
      };
    }),
  );
  expect(new Set(tiles.map((tile) => JSON.stringify(tile)))).toEqual(
    new Set([JSON.stringify({ isRound: true, isCovered: false, isCut: false })]),
  );
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
