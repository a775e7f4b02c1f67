/**
 * Covers client/app/home/wide-reader.tsx, client/app/home/screen-tool.tsx, client/app/columns/column-parts.tsx,
 * client/app/columns/second-column.ts, client/app/catch-up/catch-up.tsx, client/app/catch-up/use-late.ts,
 * client/captions/line/beside-text.tsx, client/captions/line/line-marks.tsx, client/lib/media-query.ts.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type HomeStage, homeStage, openHome } from './home-page.ts';
import { ENGLISH, sidewaysOverflow, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
let stage: HomeStage;

/** More than one page of history beyond the first answer. */
const SENTENCES = 180;
const MINUTES = 20;

beforeAll(async () => {
  browser = await launchBrowser();
  stage = await homeStage();
  const { meeting, journey } = stage;
  const ana = meeting.join('Ana', { language: ENGLISH });
  const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  await reader.watch('es');
  const begin = Date.now() - MINUTES * 60_000;
  for (let number = 1; number <= SENTENCES; number += 1) {
    const startTime = begin + (number * MINUTES * 60_000) / SENTENCES;
    await meeting.say(ana, `This is sentence number ${number}.`, { startTime });
  }
  await reader.until(({ captions }) => captions.length === SENTENCES, 60_000);
});
afterAll(async () => {
  await stage.journey[Symbol.asyncDispose]();
  await browser.close();
});

const LAPTOP = { width: 1_366, height: 768 };
const last = `This is sentence number ${SENTENCES}.`;

async function openColumns(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: 'Second column' }).click();
  await page.getByRole('combobox').fill(language);
  await page.getByRole('option', { name: new RegExp(language, 'i') }).click();
}

describe('the reader of a wide page', () => {
  it('brings who comes late to the last minutes, to read on from there', async () => {
    await using opened = await openHome(browser, stage, '', LAPTOP);
    const { page } = opened;
    const list = page.getByRole('list');
    await list.getByText(`[es] ${last}`).waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    const offer = page.getByRole('button', { name: 'Last 15 minutes' });
    await offer.waitFor();
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
    await offer.click();
    // Fifteen of twenty minutes: a quarter of the sentences were said before.
    const first = `[es] This is sentence number ${SENTENCES / 4}.`;
    await expect.poll(() => topLineOf(page)).toContain(first);
    await page.getByRole('button', { name: /Jump to live/ }).waitFor();
    expect(await offer.count()).toBe(0);
  });

  it('has original and translation, or two languages, side by side, read across as far back as one scrolls', async () => {
    await using opened = await openHome(browser, stage, '', LAPTOP);
    const { page } = opened;
    const list = page.getByRole('list');
    await list.getByText(`[es] ${last}`).waitFor();
    await openColumns(page, 'original');
    await list.getByText(last, { exact: true }).waitFor();
    const [left, right] = [
      await list.getByText(`[es] ${last}`).boundingBox(),
      await list.getByText(last, { exact: true }).boundingBox(),
    ];
    expect(left?.y).toBe(right?.y);
    expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));

    await page.getByRole('button', { name: /^Language of the second column/ }).click();
    await page.getByRole('combobox').fill('العربية');
    await page.getByRole('option', { name: /العربية/ }).click();
    const arabic = list.getByText(`[ar] ${last}`);
    await arabic.waitFor();
    expect(
      await arabic.evaluate((element) => [element.getAttribute('lang'), element.closest('p')?.dir]),
    ).toEqual(['ar', 'rtl']);
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
    expect(await sidewaysOverflow(page.mainFrame())).toEqual([]);

    // The second column goes back as far as the first.
    const captions = page.getByRole('region', { name: 'Captions' });
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, -400);
    await expect
      .poll(async () => {
        await captions.evaluate((element) => element.scrollTo({ top: 0 }));
        return list.getByText('[ar] This is sentence number 1.', { exact: true }).count();
      })
      .toBe(1);

    await page.getByRole('button', { name: 'Search the captions' }).click();
    await page.getByRole('searchbox').fill('[ar] this is sentence number 77');
    await page.getByText('1 of 1').waitFor();
    await expect.poll(() => list.locator('mark').textContent()).toBe('[ar] This is sentence number 77');
    await page.keyboard.press('Escape');
    expect(opened.errors).toEqual([]);
  });

  it('remembers its columns, and has one where there is no room for two', async () => {
    await using opened = await openHome(browser, stage, '', LAPTOP);
    const { page } = opened;
    const list = page.getByRole('list');
    await list.getByText(`[es] ${last}`).waitFor();
    // Chosen in the story before, by the same person in another browser.
    const arabic = list.getByText(`[ar] ${last}`);
    await arabic.waitFor();
    await page.setViewportSize({ width: 372, height: 700 });
    await expect.poll(() => arabic.count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Room and stream' }).count()).toBe(0);
    expect(await sidewaysOverflow(page.mainFrame())).toEqual([]);
    await page.setViewportSize({ width: 1_000, height: 700 });
    await arabic.waitFor();
    // Who chooses the second language for the first column has them the other way round.
    await page.getByRole('button', { name: /^Language of the captions/ }).click();
    await page.getByRole('combobox').fill('العربية');
    await page.getByRole('option', { name: /العربية/ }).click();
    await page.getByRole('button', { name: /^Language of the second column: Español/ }).waitFor();
    const [one, other] = [await arabic.boundingBox(), await list.getByText(`[es] ${last}`).boundingBox()];
    // From right to left, as the first language is read.
    expect(one?.x).toBeGreaterThan((other?.x ?? 0) + (other?.width ?? 0));
    await page.getByRole('button', { name: 'Close the second column' }).last().click();
    await expect.poll(() => list.getByText(`[es] ${last}`).count()).toBe(0);
  });

  it('leads to the views for a room and a stream', async () => {
    await using opened = await openHome(browser, stage, '', LAPTOP);
    const { page } = opened;
    await page.getByRole('list').getByText(last).first().waitFor();
    await page.getByRole('button', { name: 'Room and stream' }).click();
    const link = page.getByRole('link', { name: 'Open projector view' });
    await link.waitFor();
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
    const [view] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await view.getByText(last).first().waitFor();
    expect(new URL(view.url()).searchParams.get('view')).toBe('projector');
  });
});

/** What stands at the top of the captions. */
function topLineOf(page: Page): Promise<string> {
  return page.getByRole('region', { name: 'Captions' }).evaluate((scroller) => {
    const { top } = scroller.getBoundingClientRect();
    const lines = [...scroller.querySelectorAll('li')];
    return lines.find((line) => line.getBoundingClientRect().bottom > top + 8)?.textContent ?? '';
  });
}
