/** Covers client/ui/sheet/sheet.tsx, client/ui/sheet/use-kept-focus.ts, client/ui/sheet/use-sheet-focus.ts. */
import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';
import { ENGLISH, openPanelOf } from './panel-page.ts';

let browser: Browser;
let journey: Journey;
let meeting: SimulatedMeeting;
beforeAll(async () => {
  browser = await launchBrowser();
  journey = await Journey.start();
  meeting = journey.zoom.createMeeting();
  await meeting.startRtms();
  const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  await reader.watch('es');
  await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Good morning, everyone.');
  await reader.until(({ captions }) => captions.length === 1);
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

/** What has the focus, by its name; empty: nothing has. */
function focused(panel: Frame): Promise<string> {
  return panel.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return '';
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
  });
}

describe('the focus of a sheet', () => {
  it('stays on a button that has come to its end, and Escape closes', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { uid: 'large', role: 'attendee' });
    const { panel, page } = opened;
    await panel.getByRole('button', { name: 'Display settings' }).click();
    const larger = panel.getByRole('button', { name: 'Larger' });
    for (let step = 0; step < 7; step += 1) await larger.click();
    await panel.getByText('300 %').waitFor();
    expect(await focused(panel)).toBe('Larger');
    expect(await larger.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.getByRole('dialog').count()).toBe(0);
    expect(await focused(panel)).toBe('Display settings');
  });

  it('goes from a term that is removed to the next one, and from the last one to the field', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
    const { panel, page } = opened;
    await panel.getByRole('button', { name: 'Host' }).click();
    const sheet = panel.getByRole('dialog', { name: 'Host' });
    for (const term of ['sprint', 'backlog']) {
      await sheet.getByLabel('Term, as it is spoken').fill(term);
      await sheet.getByRole('button', { name: 'Add', exact: true }).click();
      await sheet.getByRole('listitem').getByText(term).waitFor();
    }
    await sheet.getByRole('button', { name: 'Remove backlog' }).click();
    await expect.poll(() => focused(panel)).toBe('Remove sprint');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(panel)).toBe('Term, as it is spoken');
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.getByRole('dialog').count()).toBe(0);
  });

  it('is not lost behind it: a tap beside the sheet closes it, and keys lead back', async () => {
    const wide = { width: 900, height: 600 };
    await using opened = await openPanelOf(
      browser,
      journey,
      meeting,
      { uid: 'wide', role: 'attendee' },
      wide,
    );
    const { panel, page } = opened;
    await panel.getByRole('list').getByText('[es] Good morning, everyone.').waitFor();
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('dialog').waitFor();
    await panel.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.keyboard.press('Tab');
    expect(await focused(panel)).toBe('Close');
    await panel.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.getByRole('dialog').count()).toBe(0);

    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('dialog').waitFor();
    await page.mouse.click(200, 300);
    await expect.poll(() => panel.getByRole('dialog').count()).toBe(0);
    expect(await focused(panel)).toBe('Display settings');
  });

  it('stays inside when the focused element is removed', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
    const { panel, page } = opened;
    await page.route('**/meter', (route) => route.abort());
    await panel.getByRole('button', { name: 'Host' }).click();
    const again = panel.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page.unroute('**/meter');
    await again.click();
    await panel.getByText('Nothing has been translated yet.').or(panel.getByRole('table')).waitFor();
    expect(await focused(panel)).not.toBe('');
  });
});
