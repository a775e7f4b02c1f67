/** Covers client/app/views/load-again.tsx, client/app/views/screen/use-roll-up.ts. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type HomeStage, homeStage, openHome } from './home-page.ts';
import { ENGLISH, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
let stage: HomeStage;
let ana: ReturnType<HomeStage['meeting']['join']>;
beforeAll(async () => {
  browser = await launchBrowser();
  stage = await homeStage();
  ana = stage.meeting.join('Ana', { language: ENGLISH });
});
afterAll(async () => {
  await stage.journey[Symbol.asyncDispose]();
  await browser.close();
});

const HD = { width: 1_280, height: 720 };
const LONG =
  'This is a sentence that is a good deal longer than one row of a screen, whatever its size may be today';

describe('a projector', () => {
  it('shows the last lines large, on black, keeps awake, and fills the screen at a key', async () => {
    await using opened = await openHome(browser, stage, '?view=projector', HD);
    const { page } = opened;
    await page.getByText('Captions appear here.').waitFor();
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
    for (let count = 1; count <= 12; count += 1) await stage.meeting.say(ana, `${LONG} ${count}.`);
    const last = page.getByText(`${LONG} 12.`, { exact: false });
    await last.waitFor();
    expect(await page.getByText('Captions appear here.').count()).toBe(0);
    // Legible at 10 m: 7 % of the height.
    expect(await fontSizeOf(last)).toBeGreaterThanOrEqual(50);
    await expect.poll(() => isInside(page, last)).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      'rgb(0, 0, 0)',
    );
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).toBe('none');
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);

    await page.mouse.move(200, 200);
    await page.mouse.move(260, 220);
    await page.getByText('F or double-click: full screen').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).not.toBe('none');
    await page.keyboard.press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement?.tagName)).toBe('HTML');
    await page.keyboard.press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
    await page.keyboard.press('+');
    await expect.poll(() => fontSizeOf(last)).toBeGreaterThanOrEqual(55);
    // A page that is loaded again has the size that was found right.
    await page.reload();
    await last.waitFor();
    expect(await fontSizeOf(last)).toBeGreaterThanOrEqual(55);
    expect(opened.errors).toEqual([]);
  });

  it('shows two languages side by side, each with its own direction', async () => {
    await using opened = await openHome(browser, stage, '?view=projector&languages=es,ar', HD);
    const { page } = opened;
    await stage.meeting.say(ana, 'Two languages.');
    const spanish = page.getByText('[es] Two languages.');
    const arabic = page.getByText('[ar] Two languages.');
    await Promise.all([spanish.waitFor(), arabic.waitFor()]);
    const [left, right] = [await spanish.boundingBox(), await arabic.boundingBox()];
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0);
    expect(await arabic.evaluate((element) => element.closest('p')?.dir)).toBe('rtl');
    expect(await arabic.getAttribute('lang')).toBe('ar');
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  });
});

describe('an overlay', () => {
  it('lets through what moves behind it, everywhere but under the letters', async () => {
    await using opened = await openHome(browser, stage, '?view=overlay&clear=0&box=000000', HD);
    const { page } = opened;
    await stage.meeting.say(ana, 'Over the picture.');
    const words = page.getByText('[es] Over the picture.');
    await words.waitFor();
    const box = await words.boundingBox();
    const letters = { x: (box?.x ?? 0) + 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    // As OBS draws it: nothing behind the page.
    const alone = await pixels(page, [{ x: 5, y: 5 }, { x: 640, y: 300 }, letters]);
    expect(alone[0]).toEqual([0, 0, 0, 0]);
    expect(alone[1]).toEqual([0, 0, 0, 0]);
    expect(alone[2]?.[3]).toBe(255);
    // With a picture behind it that moves.
    await page.evaluate(() => {
      const picture = document.createElement('div');
      Object.assign(picture.style, { position: 'fixed', inset: '0', zIndex: '-1', background: '#00ff00' });
      document.body.append(picture);
      picture.animate([{ background: '#00ff00' }, { background: '#0000ff' }], {
        duration: 1_000,
        direction: 'alternate',
        iterations: Number.POSITIVE_INFINITY,
      });
    });
    const [first] = await pixels(page, [{ x: 5, y: 5 }]);
    expect(first?.[0]).toBe(0);
    expect(first?.[3]).toBe(255);
    await expect.poll(async () => (await pixels(page, [{ x: 5, y: 5 }]))[0]).not.toEqual(first);
    expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).toBe('none');
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  });

  it('shows no more than its rows, which go on where they stood after the server was replaced', async () => {
    await using opened = await openHome(browser, stage, '?view=overlay&clear=0&lines=2', HD);
    const { page } = opened;
    await stage.meeting.say(ana, LONG);
    const block = page.getByRole('region', { name: 'Captions: Spanish' });
    await block.getByText(LONG, { exact: false }).last().waitFor();
    const before = await block.boundingBox();
    expect(before?.height).toBeLessThan(110);
    const { port } = new URL(stage.journey.url);
    await stage.journey.stopServer();
    expect(await block.getByText(LONG, { exact: false }).count()).toBeGreaterThan(0);
    await stage.journey.startServer({ PORT: port });
    await expect
      .poll(
        async () => {
          await stage.meeting.say(ana, 'After the restart.');
          return block.getByText('[es] After the restart.').count();
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBeGreaterThan(0);
    expect(await block.boundingBox()).toEqual(before);
    await expect.poll(() => isInside(page, block.getByText('[es] After the restart.').last())).toBe(true);
  });

  it('fades when nobody speaks', async () => {
    await using opened = await openHome(browser, stage, '?view=overlay&clear=1', HD);
    const { page } = opened;
    await stage.meeting.say(ana, 'Soon gone.');
    await page.getByText('[es] Soon gone.').waitFor();
    await expect.poll(() => page.locator('[data-line]').count()).toBe(0);
    await stage.meeting.say(ana, 'Here again.');
    await page.getByText('[es] Here again.').waitFor();
    expect(await page.getByText('[es] Soon gone.').count()).toBe(0);
  });
});

function fontSizeOf(element: Locator): Promise<number> {
  return element.last().evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize));
}

async function isInside(page: Page, element: Locator): Promise<boolean> {
  const box = await element.last().boundingBox();
  const { height = 0 } = page.viewportSize() ?? {};
  return box !== null && box.y >= 0 && box.y + box.height <= height + 1;
}

/** Red, green, blue and alpha of a few places of the page, drawn over nothing. */
async function pixels(page: Page, places: readonly { x: number; y: number }[]): Promise<number[][]> {
  const picture = await page.screenshot({ omitBackground: true, scale: 'css' });
  return page.evaluate(
    async ({ bytes, at }) => {
      const blob = new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]);
      const bitmap = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      return at.map(({ x, y }) => [
        ...(context?.getImageData(Math.round(x), Math.round(y), 1, 1).data ?? []),
      ]);
    },
    { bytes: picture.toString('base64'), at: places },
  );
}
