import type { Browser, Frame } from 'playwright-core';
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

/** What has the focus, by its name and words, and whether one can see it. */
function focused(panel: Frame): Promise<{ name: string; isVisible: boolean }> {
  return panel.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { name: '', isVisible: false };
    // A radio or a switch is drawn by the element after it.
    const drawn = element.matches('input[type=radio], input[type=checkbox]')
      ? (element.nextElementSibling ?? element)
      : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
    return {
      name: element.getAttribute('aria-label') ?? element.textContent ?? '',
      isVisible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });
}

describe('by keyboard alone', () => {
  it('a reader starts captions, finds a language, sets the text, goes back and jumps to live', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page } = opened;
    const press = (key: string) => page.keyboard.press(key);
    /** Tab by Tab, as a person would, until it is there; the focus can be seen at every step. */
    const tabTo = async (name: RegExp, key = 'Tab') => {
      for (let steps = 0; steps < 12; steps += 1) {
        await press(key);
        const at = await focused(panel);
        if (at.name !== '') expect(at).toMatchObject({ isVisible: true });
        if (name.test(at.name)) return;
      }
      throw new Error(`${name} cannot be reached by ${key}`);
    };

    await panel.getByRole('button', { name: 'Start captions' }).waitFor();
    await tabTo(/^Start captions$/);
    await press('Enter');
    await panel.getByText('Listening').waitFor();
    const ana = meeting.join('Ana', { language: ENGLISH });
    for (let number = 1; number <= 20; number += 1) await meeting.say(ana, `Sentence number ${number} ends.`);
    const list = panel.getByRole('list');
    await list.getByText('[es] Sentence number 20 ends.').waitFor();

    await tabTo(/^Language of the captions: Español/, 'Shift+Tab');
    await press('Enter');
    await panel.getByRole('combobox').waitFor();
    await page.keyboard.type('deu');
    await panel.getByRole('option', { name: /Deutsch/ }).waitFor();
    await press('Enter');
    await list.getByText('[de] Sentence number 20 ends.').waitFor();
    expect(await focused(panel)).toMatchObject({ name: expect.stringContaining('Deutsch'), isVisible: true });

    await tabTo(/^Display settings$/);
    await press('Enter');
    await panel.getByRole('dialog').waitFor();
    await tabTo(/^Larger$/);
    await press('Enter');
    await panel.getByText('115 %').waitFor();
    // The dialog keeps the focus inside until it is closed, and then gives it back.
    await tabTo(/^Reset$/);
    await tabTo(/^Close$/);
    await press('Escape');
    expect(await focused(panel)).toEqual({ name: 'Display settings', isVisible: true });

    await tabTo(/^Captions$/);
    await press('Home');
    await panel.getByRole('button', { name: /^Jump to live/ }).waitFor();
    await tabTo(/^Jump to live/, 'Shift+Tab');
    await press('Enter');
    expect(await focused(panel)).toEqual({ name: 'Captions', isVisible: true });
    await expect.poll(() => panel.getByRole('button', { name: /^Jump to live/ }).count()).toBe(0);

    await tabTo(/^About this line: Ana/);
    await press('Enter');
    await panel.getByText('Machine translation by LibreTranslate').waitFor();
    // One stop for all lines; from there on by arrows.
    const lineOf = () =>
      panel.evaluate(() => document.activeElement?.closest('[data-line]')?.textContent ?? '');
    expect(await lineOf()).toContain('Sentence number 20 ends.');
    await press('ArrowUp');
    expect(await lineOf()).toContain('Sentence number 19 ends.');
    expect(await focused(panel)).toMatchObject({ isVisible: true });
    await tabTo(/^Pause for everyone$/);
    await press('Enter');
    await panel.getByRole('status').getByText('Paused', { exact: true }).waitFor();
    expect(await focused(panel)).toEqual({ name: 'Resume', isVisible: true });
    await press('Enter');
    await panel.getByRole('status').getByText('Live', { exact: true }).waitFor();
  });
});

describe('low vision', () => {
  it('reflows at 280 px, and at 400 % with large text, without anything to scroll sideways', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(
      browser,
      journey,
      meeting,
      { uid: 'zoe' },
      { width: 280, height: 560 },
    );
    const { panel, page } = opened;
    const ana = meeting.join('Wolfeschlegelsteinhausenbergerdorff', { language: ENGLISH });
    await meeting.say(ana, `${'Unbreakable'.repeat(12)} is a long word.`);
    const line = panel.getByRole('list').getByText('is a long word');
    await line.waitFor();
    const check = async () => {
      expect(await sidewaysOverflow(panel)).toEqual([]);
      expect(await panel.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    };
    await check();
    for (const name of [/language/i, 'Display settings']) {
      await panel.getByRole('button', { name }).first().click();
      await panel.getByRole('dialog').waitFor();
      await check();
      if (name === 'Display settings') {
        for (let step = 0; step < 7; step += 1) await panel.getByRole('button', { name: 'Larger' }).click();
        await panel.getByText('300 %').waitFor();
        await check();
      }
      await page.keyboard.press('Escape');
    }
    // 1280 × 1024 at 400 %.
    await page.setViewportSize({ width: 320, height: 256 });
    await check();
    const box = await panel.getByRole('region', { name: 'Captions' }).boundingBox();
    expect(box?.height).toBeGreaterThan(100);
  });

  it('has no animation with reduced motion', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page } = opened;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await panel.getByText('Captions have not started').waitFor();
    const starting = meeting.startRtms({ waitReady: false });
    meeting.stream?.faults.hangHandshakes({ signaling: 99 });
    await starting;
    await panel.getByText('Captions are starting').waitFor();
    const moving = () =>
      panel.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
      );
    expect(await moving()).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving()).toBe(0);
  });

  it('says in the colours of the system what is chosen, highlighted and going on', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page } = opened;
    await page.emulateMedia({ forcedColors: 'active' });
    await panel.getByRole('button', { name: 'Display settings' }).click();
    const background = (name: string) =>
      panel.getByText(name, { exact: true }).evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await background('Like my system')).not.toBe(await background('High contrast'));
    const track = (name: string) =>
      panel
        .getByRole('switch', { name })
        .locator('xpath=following-sibling::*')
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await track('Speaker names')).not.toBe(await track('Reading mode'));
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: /language/i }).click();
    const outline = (index: number) =>
      panel
        .getByRole('option')
        .nth(index)
        .evaluate((element) => getComputedStyle(element).outlineStyle);
    expect([await outline(0), await outline(1)]).toEqual(['solid', 'none']);
  });
});
