import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capabilities } from '../../client/zoom/capabilities.ts';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { openPanelOf, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A host on a client that has no RTMS calls of its own, such as a phone. */
const withoutRtms = (hostId: string) => ({
  uid: hostId,
  supportedApis: capabilities.filter((name) => !name.includes('RTMS')),
});

describe('a host whose client cannot start captions itself', () => {
  it.each(['allow', 'allow-without-state'] as const)(
    'lets our server do it without leaving Zoom (%s)',
    async (decision) => {
      await using journey = await Journey.start();
      const meeting = journey.zoom.createMeeting();
      await meeting.announceStarted();
      const person = { ...withoutRtms(meeting.host.id), decision };
      await using opened = await openPanelOf(browser, journey, meeting, person);
      const { panel, page, client, errors } = opened;
      await panel.getByRole('button', { name: 'Start captions' }).click();
      await panel.getByText(/Our server can, if you allow it/).waitFor();
      expect(await violationsInEveryTheme(page, panel)).toEqual([]);
      await panel.getByRole('button', { name: 'Allow in Zoom' }).click();
      await panel.getByText('Live', { exact: true }).waitFor();
      expect(client.calls('authorize')).toHaveLength(1);
      expect(await panel.getByRole('button', { name: 'Allow in Zoom' }).count()).toBe(0);
      expect(errors.filter((error) => !error.includes('409'))).toEqual([]);
      expect(journey.zoom.violations).toEqual([]);
    },
  );

  it('is told when they declined, and may change their mind', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const person = { ...withoutRtms(meeting.host.id), decision: 'decline' as const };
    await using opened = await openPanelOf(browser, journey, meeting, person);
    const { panel, client } = opened;
    await panel.getByRole('button', { name: 'Start captions' }).click();
    await panel.getByRole('button', { name: 'Allow in Zoom' }).click();
    await panel.getByText(/Zoom did not get your permission/).waitFor();
    await panel.getByRole('button', { name: 'Allow in Zoom' }).click();
    await expect.poll(() => client.calls('authorize').length).toBe(2);
    expect(meeting.stream).toBeUndefined();
  });
});
