/** Covers client/captions/list/use-line-focus.ts, client/captions/list/use-line-selection.ts. */
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';
import { ENGLISH, openPanelOf } from './panel-page.ts';

let browser: Browser;
let journey: Journey;
let meeting: SimulatedMeeting;
let ana: ReturnType<SimulatedMeeting['join']>;

/** More than one page of history, and far more than a window shows. */
const SENTENCES = 330;

describe('a long meeting', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    journey = await Journey.start();
    meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    ana = meeting.join('Ana', { language: ENGLISH });
    const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await reader.watch('es');
    for (let number = 1; number <= SENTENCES; number += 1) await meeting.say(ana, sentence(number));
    await reader.until(({ captions }) => captions.length === SENTENCES, 60_000);
  });
  afterAll(async () => {
    await journey[Symbol.asyncDispose]();
    await browser.close();
  });

  let said = SENTENCES;
  const sayMore = async (): Promise<string> => {
    said += 1;
    await meeting.say(ana, sentence(said));
    return `[es] ${sentence(said)}`;
  };

  it('is drawn in part, held still for a reader who scrolled up, and followed again after a jump', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel } = opened;
    const list = panel.getByRole('list');
    await list.getByText(`[es] ${sentence(said)}`).waitFor();
    expect(await isOnScreen(list.getByText(`[es] ${sentence(said)}`))).toBe(true);
    expect(await panel.getByRole('listitem').count()).toBeLessThan(60);

    const third = await nthVisible(panel, 2);
    await opened.page.mouse.move(100, 300);
    await opened.page.mouse.wheel(0, -900);
    const jump = panel.getByRole('button', { name: /Jump to live/ });
    await jump.waitFor();
    // It has a place of its own, and covers nothing.
    const captions = await panel.getByRole('region', { name: 'Captions' }).boundingBox();
    expect((await jump.boundingBox())?.y).toBeGreaterThanOrEqual(
      (captions?.y ?? 0) + (captions?.height ?? 0),
    );
    expect(await isOnScreen(third)).toBe(false);
    const held = await nthVisible(panel, 2);
    const before = await stillBox(held);
    await sayMore();
    const newest = await sayMore();
    await panel.getByRole('button', { name: 'Jump to live · 2 new' }).waitFor();
    expect(await held.boundingBox()).toEqual(before);

    await panel.getByRole('button', { name: /Jump to live/ }).click();
    await expect.poll(() => isOnScreen(list.getByText(newest))).toBe(true);
    const next = await sayMore();
    await expect.poll(() => isOnScreen(list.getByText(next))).toBe(true);
    expect(await panel.getByRole('button', { name: /Jump to live/ }).count()).toBe(0);
  });

  it('keeps the place when what was said before is loaded above', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel, page } = opened;
    const scroller = panel.getByRole('region', { name: 'Captions' });
    await panel
      .getByRole('list')
      .getByText(`[es] ${sentence(said)}`)
      .waitFor();
    const height = () => scroller.evaluate((element) => element.scrollHeight);
    const atFirst = await height();
    // Near the top the next page comes by itself; the reader goes on from where they are.
    await leaveLive(page, panel);
    await scroller.evaluate((element) => element.scrollTo({ top: 100 }));
    const held = await nthVisible(panel, 1);
    await expect.poll(height).toBeGreaterThan(atFirst + 1_000);
    await expect.poll(() => isOnScreen(held)).toBe(true);
    // To the very beginning, page by page; each page that comes holds the place, so the reader scrolls on.
    const first = panel.getByText(`[es] ${sentence(1)}`, { exact: true });
    await expect
      .poll(async () => {
        await scroller.evaluate((element) => element.scrollTo({ top: 0 }));
        return isOnScreen(first);
      })
      .toBe(true);
    expect(await panel.getByText('This is where the captions begin.').count()).toBe(1);
  });

  it('is read on from the same place in another language, with what was open there still open', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee', uid: 'lea' });
    const { panel, page } = opened;
    const scroller = panel.getByRole('region', { name: 'Captions' });
    await panel
      .getByRole('list')
      .getByText(`[es] ${sentence(said)}`)
      .waitFor();
    const heightOf = () => scroller.evaluate((element) => element.scrollHeight);
    const atFirst = await heightOf();
    // Into what a reader who comes now would not be given at first.
    await leaveLive(page, panel);
    await scroller.evaluate((element) => element.scrollTo({ top: 50 }));
    await expect.poll(heightOf).toBeGreaterThan(atFirst + 1_000);
    await scroller.evaluate((element) => element.scrollBy({ top: -600 }));
    await panel.getByRole('button', { name: /Jump to live/ }).waitFor();
    const held = await nthVisible(panel, 1);
    const line = held.locator('xpath=ancestor::li');
    await line.getByRole('button').click();
    await line.getByText('Machine translation by libre').waitFor();
    const before = await stillBox(held);
    await panel.evaluate(() => {
      const blanks = { count: 0 };
      Object.assign(window, { blanks });
      const look = () => {
        if (document.querySelectorAll('[data-line]').length < 5) blanks.count += 1;
        requestAnimationFrame(look);
      };
      look();
    });
    await panel.getByRole('button', { name: /^Language of the captions/ }).click();
    await panel.getByRole('combobox').fill('deut');
    await panel.getByRole('option', { name: /Deutsch/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => held.textContent(), { timeout: 30_000 }).toContain('[de] ');
    const after = await stillBox(held);
    // Every text is another one, and may take a row more or less.
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(100);
    expect(await line.getByText('Machine translation by libre').count()).toBe(1);
    expect(await panel.evaluate(() => Reflect.get(window, 'blanks').count)).toBe(0);
    // A screen reader is told what is spoken, not what is translated anew.
    expect(await panel.getByRole('log').textContent()).toBe('');
  });

  it('is searched as a whole, from the newest words back', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel, page } = opened;
    await panel
      .getByRole('list')
      .getByText(`[es] ${sentence(said)}`)
      .waitFor();
    await panel.getByRole('button', { name: 'Search the captions' }).click();
    const words = panel.getByRole('searchbox', { name: 'Search the captions' });
    await expect.poll(() => words.evaluate((input) => input === document.activeElement)).toBe(true);
    await words.fill('SÉNTENCE numbers 7');
    await panel.getByText('Nothing found').waitFor();
    await words.fill('SÉNTENCE number 7');
    // 7 and 70 to 79: all of them before what was loaded at first.
    await panel.getByText('11 of 11').waitFor();
    const found = (number: number) => panel.getByText(`[es] ${sentence(number)}`, { exact: true });
    await expect.poll(() => isOnScreen(found(79))).toBe(true);
    expect(await found(79).locator('mark').textContent()).toBe('sentence number 7');
    await words.press('Enter');
    await panel.getByText('10 of 11').waitFor();
    await expect.poll(() => isOnScreen(found(78))).toBe(true);
    await panel.getByRole('button', { name: 'Later match' }).click();
    await panel.getByRole('button', { name: 'Later match' }).click();
    await panel.getByText('1 of 11').waitFor();
    await expect.poll(() => isOnScreen(found(7))).toBe(true);
    // The reader stays with what was found while the meeting goes on.
    await sayMore();
    await panel.getByRole('button', { name: 'Jump to live · 1 new' }).waitFor();
    expect(await isOnScreen(found(7))).toBe(true);
    await words.fill('ana');
    await panel.getByText(` of ${said}`).waitFor();
    await expect.poll(() => panel.locator('bdi mark').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.locator('mark').count()).toBe(0);
  });

  it('goes from caption to caption by arrow keys, also to those that were not drawn', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel, page } = opened;
    const list = panel.getByRole('list');
    await list.getByText(`[es] ${sentence(said)}`).waitFor();
    await list.getByRole('button').last().focus();
    for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowUp');
    const reached = await panel.evaluate(() => document.activeElement?.closest('li')?.textContent ?? '');
    expect(reached).toContain(`[es] ${sentence(said - 40)}`);
    expect(await isOnScreen(list.getByText(`[es] ${sentence(said - 40)}`))).toBe(true);
  });

  it('copies a selection of lines with their speakers, also where it is longer than what is drawn', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel, page } = opened;
    const list = panel.getByRole('list');
    await list.getByText(`[es] ${sentence(said)}`).waitFor();
    const from = await nthVisible(panel, 1);
    const first = (await from.textContent()) ?? '';
    await from.evaluate((element) => getSelection()?.setPosition(element, 0));
    const scroller = panel.getByRole('region', { name: 'Captions' });
    await leaveLive(page, panel);
    await scroller.evaluate((element) => element.scrollTo({ top: element.scrollTop - 4_000 }));
    const to = await nthVisible(panel, 1);
    await to.evaluate(async (element) => {
      getSelection()?.extend(element, 0);
      // Nobody scrolls on in the frame in which they select.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    const last = (await to.textContent()) ?? '';
    await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    const copied = await panel.evaluate(() => {
      let text = '';
      const note = (event: ClipboardEvent) => {
        text = event.clipboardData?.getData('text/plain') ?? '';
      };
      document.addEventListener('copy', note);
      document.execCommand('copy');
      return text;
    });
    const lines = copied.split('\n');
    expect(lines[0]).toBe(`Ana: ${last.trim()}`);
    expect(lines.at(-1)).toBe(`Ana: ${first.trim()}`);
    expect(lines.length).toBeGreaterThan(40);
  });
});

function sentence(number: number): string {
  // Of different lengths, so that no height is as it was guessed.
  return `This is sentence number ${number} of many${number % 3 === 0 ? ', which is a good deal longer than the ones around it' : ''}.`;
}

async function isOnScreen(element: Locator): Promise<boolean> {
  if ((await element.count()) === 0) return false;
  return element.first().evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    const view = node.closest('section')?.getBoundingClientRect();
    return view !== undefined && top >= view.top - 1 && bottom <= view.bottom + 1;
  });
}

/** As a reader does it: a list that follows the newest line takes only their scroll for one. */
async function leaveLive(page: Page, panel: Frame): Promise<void> {
  await page.mouse.move(100, 300);
  await page.mouse.wheel(0, -300);
  await panel.getByRole('button', { name: /Jump to live/ }).waitFor();
}

/** The text of the n-th caption that is wholly seen, once it is drawn; stays the same caption whatever is drawn later. */
async function nthVisible(panel: Frame, nth: number): Promise<Locator> {
  const lineId = () =>
    panel.getByRole('region', { name: 'Captions' }).evaluate((scroller, wanted) => {
      const view = scroller.getBoundingClientRect();
      const seen = [...scroller.querySelectorAll<HTMLElement>('[data-line]')].filter((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        return top >= view.top && bottom <= view.bottom;
      });
      return seen[wanted]?.dataset.line ?? '';
    }, nth);
  // After a jump the lines there are drawn a frame later.
  let id = '';
  await expect
    .poll(async () => {
      id = await lineId();
      return id;
    })
    .not.toBe('');
  return panel.locator(`[data-line="${id}"] > p`).first();
}

/** Where it is once the scrolling has come to rest. */
async function stillBox(element: Locator) {
  let before = await element.boundingBox();
  await expect
    .poll(async () => {
      const now = await element.boundingBox();
      const same = now?.y === before?.y;
      before = now;
      return same;
    })
    .toBe(true);
  return before;
}
