/**
 * Covers client/host/glossary-file.tsx, client/host/host-sheet.tsx,
 * client/host/new-term.tsx.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { ENGLISH, openPanelOf, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('what only the host has', () => {
  it('a glossary that decides words while the meeting goes on, and what it costs', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
    const { panel, page } = opened;
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'The backlog is long.');
    await panel.getByRole('list').getByText('[es] The backlog is long.').waitFor();

    await panel.getByRole('button', { name: 'Host' }).click();
    const sheet = panel.getByRole('dialog', { name: 'Host' });
    await sheet.getByText('No terms yet.').waitFor();
    await sheet.getByLabel('Term, as it is spoken').fill('backlog');
    await sheet.getByLabel('In Spanish').fill('lista de tareas');
    await sheet.getByRole('button', { name: 'Add' }).click();
    await sheet.getByRole('listitem').getByText('lista de tareas').waitFor();
    await sheet.getByRole('row', { name: /Spanish LibreTranslate/ }).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await sheet.getByLabel('Cap for this meeting, in characters').fill('5000');
    await sheet.getByRole('button', { name: 'Save', exact: true }).click();
    await sheet.getByText('Saved.').last().waitFor();
    // It goes on counting while it is looked at.
    const characters = () => sheet.getByRole('row', { name: /Spanish LibreTranslate/ }).textContent();
    const before = await characters();
    await meeting.say(ana, 'Who takes notes today?');
    await expect.poll(characters).not.toBe(before);
    // With the system's colours every button has a frame, and each its own.
    await page.emulateMedia({ forcedColors: 'active' });
    const boxOf = (name: string) => sheet.getByText(name).boundingBox();
    const [file, copy] = [await boxOf('Replace by a CSV file'), await boxOf('Copy as CSV')];
    const isApart = (copy?.x ?? 0) >= (file?.x ?? 0) + (file?.width ?? 0) + 4;
    expect(isApart || (copy?.y ?? 0) >= (file?.y ?? 0) + (file?.height ?? 0) + 4).toBe(true);
    await page.emulateMedia({ forcedColors: 'none' });
    await page.keyboard.press('Escape');

    await panel.getByRole('list').getByText('[es] The lista de tareas is long.').waitFor();
    await panel.getByRole('button', { name: 'Host' }).click();
    // As Excel saves "CSV" in Spain.
    await sheet.getByLabel('Replace by a CSV file').setInputFiles({
      name: 'glosario.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('término;Español;Alemán\r\nbacklog;colección;Sammlung\r\n', 'latin1'),
    });
    const preview = sheet.getByRole('region', { name: /^1 term in this file/ });
    await preview.getByText('colección').waitFor();
    await preview.getByRole('row', { name: 'Alemán German' }).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await preview.getByRole('button', { name: 'Save these terms' }).click();
    await panel.getByRole('list').getByText('[es] The colección is long.').waitFor();
    await sheet.getByRole('button', { name: 'Remove backlog' }).click();
    await sheet.getByText('No terms yet.').waitFor();
  });

  it('corrects a line where it stands', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
    const { panel, page } = opened;
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'We meet at Lake House.');
    const list = panel.getByRole('list');
    await list.getByText('[es] We meet at Lake House.').waitFor();
    await list.getByRole('button', { name: /Ana/ }).click();
    await list.getByRole('button', { name: 'Correct' }).click();
    const focused = () => panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await expect.poll(() => panel.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.keyboard.press('Escape');
    expect(await focused()).toMatch(/^About this line: Ana/);
    await list.getByRole('button', { name: 'Correct' }).click();
    await list.getByLabel('What was said (English)').fill('We meet at the lake house.');
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await list.getByRole('button', { name: 'Save', exact: true }).click();
    await list.getByText('[es] We meet at the lake house.').waitFor();
    await list.getByText('corrected', { exact: true }).waitFor();
    expect(await focused()).toMatch(/^About this line: Ana/);
    await list.getByRole('button', { name: 'Correct' }).click();
    await list.getByLabel('Translation (Spanish)').fill('Nos vemos en la casa del lago.');
    await list.getByRole('button', { name: 'Save', exact: true }).click();
    await list.locator('[data-line] > p').getByText('Nos vemos en la casa del lago.').waitFor();
    await list.getByText('Worded by the host').waitFor();
  });

  it('is shown to the host only', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel } = opened;
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello everyone.');
    const list = panel.getByRole('list');
    await list.getByText('[es] Hello everyone.').waitFor();
    await list.getByRole('button', { name: /Ana/ }).click();
    await list.getByRole('button', { name: 'Copy' }).waitFor();
    expect(await list.getByRole('button', { name: 'Correct' }).count()).toBe(0);
    expect(await panel.getByRole('button', { name: 'Host' }).count()).toBe(0);
  });

  it('tells every reader when the budget is spent', async () => {
    await using journey = await Journey.start({
      env: {
        TRANSLATE_ENGINES: 'deepl,libre',
        DEEPL_KEY: 'none',
        TRANSLATE_BUDGET_CHARACTERS: '5',
      },
    });
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
    const { panel, page } = opened;
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello everyone.');
    await panel.getByText(/The budget for translating this meeting is used up/).waitFor();
    await panel.getByRole('button', { name: 'Host' }).click();
    // The first sentence was longer than that, and was not sent.
    await panel.getByText('0 of 5 characters of the cap').waitFor();
    expect(await panel.getByRole('progressbar').getAttribute('max')).toBe('5');
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await panel.getByRole('button', { name: 'Dismiss' }).last().click();
    await panel
      .getByText(/The budget for translating this meeting is used up/)
      .waitFor({ state: 'detached' });
    expect(await panel.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  });
});
