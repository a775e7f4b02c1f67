/** Covers client/captions/list/use-reader-scroll.ts. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { Journey } from '../../support/journey.ts';
import type { SimulatedMeeting } from '../../zoom-simulator/zoom-simulator.ts';
import { ENGLISH, openPanelOf } from '../panel-page.ts';

let browser: Browser;
let journey: Journey;
let meeting: SimulatedMeeting;
let ana: ReturnType<SimulatedMeeting['join']>;

/** More than the first answer holds, so that earlier ones can be loaded. */
const SENTENCES = 70;

describe('the newest line', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    journey = await Journey.start();
    meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    ana = meeting.join('Ana', { language: ENGLISH });
    const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await reader.watch('es');
    for (let number = 1; number <= SENTENCES; number += 1) await meeting.say(ana, sentence(number));
    await reader.until(({ captions }) => captions.length === SENTENCES);
  });
  afterAll(async () => {
    await journey[Symbol.asyncDispose]();
    await browser.close();
  });

  let said = SENTENCES;
  const sayMore = async (): Promise<void> => {
    said += 1;
    await meeting.say(ana, sentence(said));
  };

  it('is followed through a thousand sizes of the panel, in each of which it moves by itself', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel } = opened;
    const list = panel.getByRole('list');
    await list.getByText(`[es] ${sentence(said)}`).waitFor();
    const resized = panel.evaluate(async () => {
      const { style } = document.body;
      const lost: string[] = [];
      let random = 7;
      const between = (least: number, most: number) => {
        random = (random * 48_271) % 2_147_483_647;
        return Math.round(least + (random / 2_147_483_647) * (most - least));
      };
      for (let time = 0; time < 1_000; time += 1) {
        style.width = `${between(280, 900)}px`;
        style.height = `${between(300, 900)}px`;
        await new Promise(requestAnimationFrame);
        if (document.body.innerText.includes('Jump to live'))
          lost.push(`${time}: ${style.width} × ${style.height}`);
      }
      style.width = '';
      style.height = '';
      return lost;
    });
    for (let more = 0; more < 5; more += 1) await sayMore();
    expect(await resized).toEqual([]);
    const newest = list.getByText(`[es] ${sentence(said)}`);
    await expect.poll(() => isOnScreen(newest)).toBe(true);
    await list
      .getByRole('button', { name: /^About this line/ })
      .last()
      .click();
    await expect.poll(() => isOnScreen(list.getByText(/after Zoom sent the words/))).toBe(true);
  });

  it('is where Tab goes from the captions; earlier ones are loaded on demand, and the button keeps the focus', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee', uid: 'lea' });
    const { panel, page } = opened;
    const newest = panel.getByRole('list').getByText(`[es] ${sentence(said)}`);
    await newest.waitFor();
    await panel.getByRole('region', { name: 'Captions' }).focus();
    await page.keyboard.press('Tab');
    const focused = () => panel.evaluate(() => document.activeElement?.closest('li')?.textContent ?? '');
    expect(await focused()).toContain(`[es] ${sentence(said)}`);
    expect(await panel.getByRole('button', { name: /Jump to live/ }).count()).toBe(0);
    expect(await isOnScreen(newest)).toBe(true);

    await page.keyboard.press('Tab');
    const earlier = panel.getByRole('button', { name: 'Show earlier captions' });
    await expect.poll(() => earlier.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    // All of them are there: nothing is left that the button could load.
    await panel.getByText('This is where the captions begin.').waitFor();
    expect(await panel.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  });
});

function sentence(number: number): string {
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
