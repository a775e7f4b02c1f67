import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { ENGLISH, openPanelOf, sidewaysOverflow } from './panel-page.ts';

let browser: Browser;
let journey: Journey;

beforeAll(async () => {
  browser = await launchBrowser();
  journey = await Journey.start();
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

describe('text of 300 % in the narrowest panel', () => {
  it('gives names their room: they wrap at blanks, and the time yields', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const narrow = { width: 280, height: 700 };
    await using opened = await openPanelOf(browser, journey, meeting, {}, narrow);
    const { panel, page } = opened;
    await panel.getByText('Listening').waitFor();
    await meeting.say(
      meeting.join('Maximiliana Fernández Rodríguez', { language: ENGLISH }),
      'Internationalisation.',
    );
    await panel.getByRole('list').getByText('[es] Internationalisation.').waitFor();
    const head = () =>
      panel.evaluate(() => {
        const line = document.querySelector('[data-line]');
        const [name, time] = ['bdi', 'time'].map((tag) => line?.querySelector(tag));
        const words = document.createRange();
        const node = name?.firstChild;
        if (!name || !time || !node) throw new Error('The line has no head.');
        const rows = (name.textContent ?? '').split(' ').map((word, index, all) => {
          const start = all.slice(0, index).join(' ').length + (index === 0 ? 0 : 1);
          words.setStart(node, start);
          words.setEnd(node, start + word.length);
          return words.getClientRects().length;
        });
        const shown = time.getBoundingClientRect();
        const text = time.firstElementChild?.getBoundingClientRect();
        return {
          rowsOfEachWord: rows,
          nameIsCut: name.scrollWidth > name.clientWidth,
          seesTime: text !== undefined && text.right <= shown.right + 1 && text.bottom <= shown.bottom + 1,
        };
      });
    expect(await head()).toMatchObject({ rowsOfEachWord: [1, 1, 1], nameIsCut: false });
    await page.setViewportSize({ width: 640, height: 700 });
    expect(await head()).toMatchObject({ rowsOfEachWord: [1, 1, 1], seesTime: true });

    await page.setViewportSize(narrow);
    await panel.getByRole('button', { name: 'Display settings' }).click();
    const larger = panel.getByRole('button', { name: 'Larger' });
    while ((await larger.getAttribute('aria-disabled')) !== 'true') await larger.click();
    await page.keyboard.press('Escape');
    expect(await head()).toMatchObject({ nameIsCut: false, seesTime: false });
    expect(await sidewaysOverflow(panel)).toEqual([]);
    const text = panel.getByRole('list').getByText('[es] Internationalisation.');
    expect(await text.evaluate((element) => getComputedStyle(element).hyphens)).toBe('auto');
  });

  it('leaves the ring around the focused button at the edge whole', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await openPanelOf(browser, journey, meeting, {}, { width: 280, height: 700 });
    const { panel, page } = opened;
    const button = panel.getByRole('button', { name: 'Display settings' });
    await button.waitFor();
    await page.keyboard.press('Tab');
    await button.focus();
    const ring = await button.evaluate((element) => {
      const { outlineOffset, outlineWidth, outlineStyle } = getComputedStyle(element);
      const reach = Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth);
      return { outlineStyle, right: element.getBoundingClientRect().right + reach, width: innerWidth };
    });
    expect(ring.outlineStyle).toBe('solid');
    expect(ring.right).toBeLessThanOrEqual(ring.width);
  });
});
