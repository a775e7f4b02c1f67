import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { openPanel } from '../zoom-simulator/client/bridges.ts';
import { FramePage } from '../zoom-simulator/client/frame-server.ts';
import type { ZoomClient } from '../zoom-simulator/client/host.ts';
import { ARABIC, ENGLISH, newPage, openPanelOf, violationsInEveryTheme, zoomClient } from './panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the panel, with the real Apps SDK', () => {
  it.each(['webview2', 'webkit', 'android', 'iframe'] as const)(
    'starts captions and shows them through the %s bridge',
    async (bridge) => {
      // The framing page must be allowed by the panel's headers, so its address is fixed before the server's.
      let panelUrl = '';
      let client: ZoomClient | undefined;
      await using frame = await FramePage.start({
        client: {
          receive: async (json: string) => client?.receive(json),
          onEvent: (listener) => client?.onEvent(listener) ?? (() => undefined),
        },
        panelUrl: () => panelUrl,
      });
      await using journey = await Journey.start({
        env: { PANEL_FRAME_ANCESTORS: new URL(frame.url).origin },
      });
      panelUrl = `${journey.url}/panel`;
      const meeting = journey.zoom.createMeeting();
      client = zoomClient(journey, meeting, { bridge });
      const { page, errors } = await newPage(browser);
      await using opened = await openPanel(page, { client, url: panelUrl, framePage: frame });
      const { panel } = opened;

      await panel.getByRole('button', { name: 'Start captions' }).click();
      await panel.getByText('Live', { exact: true }).waitFor();
      const ana = meeting.join('Ana', { language: ENGLISH });
      await meeting.say(ana, 'I will send you the link.');
      await panel.getByRole('list').getByText('[es] I will send you the link.').waitFor();

      await panel.getByRole('button', { name: 'Pause' }).click();
      await panel.getByText('Paused', { exact: true }).waitFor();
      await panel.getByRole('button', { name: 'Resume' }).click();
      await panel.getByText('Live', { exact: true }).waitFor();
      await panel.getByRole('button', { name: 'Stop' }).click();
      await panel.getByRole('button', { name: 'Stop for everyone' }).click();
      await panel.getByText('Ended', { exact: true }).waitFor();
      expect(await panel.getByRole('list').getByText('[es] I will send you the link.').isVisible()).toBe(
        true,
      );

      expect(errors).toEqual([]);
      expect(client.calls('then')).toEqual([]);
      expect(journey.zoom.violations).toEqual([]);
      await page.close();
    },
  );

  it('lets a reader find a language by any of its names, and remembers it', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const { page } = await newPage(browser);
    const client = zoomClient(journey, meeting);
    await using opened = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = opened;
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello everyone.');
    await panel.getByRole('list').getByText('[es] Hello everyone.').waitFor();

    await panel.getByRole('button', { name: /language/i }).click();
    await panel.getByRole('combobox').fill('germ');
    await panel.getByRole('option', { name: /Deutsch/ }).click();
    await panel.getByRole('list').getByText('[de] Hello everyone.').waitFor();

    await page.reload();
    await panel.getByRole('list').getByText('[de] Hello everyone.').waitFor();
    await page.close();
  });

  it('gives a guest everything but the controls', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const client = zoomClient(journey, meeting, { role: 'attendee', status: 'unauthenticated' });
    const { page, errors } = await newPage(browser);
    await using opened = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = opened;
    await panel.getByText('Captions have not started').waitFor();
    expect(await panel.getByRole('button', { name: 'Start captions' }).count()).toBe(0);
    await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello.');
    await panel.getByRole('list').getByText('[es] Hello.').waitFor();
    expect(await panel.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('goes on by itself after the server was restarted', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const { page } = await newPage(browser);
    const client = zoomClient(journey, meeting);
    const port = Number(new URL(journey.url).port);
    await using opened = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = opened;
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'Before.');
    const list = panel.getByRole('list');
    await list.getByText('[es] Before.').waitFor();
    await journey.stopServer();
    await panel.getByText('Offline', { exact: true }).waitFor();
    expect(await list.getByText('[es] Before.').isVisible()).toBe(true);
    const resumed = meeting.stream?.readyAgain();
    await journey.startServer({ PORT: String(port) });
    await resumed;
    await meeting.say(ana, 'After.');
    await list.getByText('[es] After.').waitFor({ timeout: 20_000 });
    await page.close();
  });

  it('reports at once that it is outside Zoom, and links to the browser page', async () => {
    await using journey = await Journey.start();
    const { page } = await newPage(browser);
    await page.goto(`${journey.url}/panel`);
    await page.getByText('This page belongs inside Zoom').waitFor();
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Open in browser' }).click();
    const home = await opened;
    expect(home.url()).toBe(`${journey.url}/home`);
    await home.getByRole('link', { name: 'Sign in with Zoom' }).waitFor();
    await page.close();
  });
});

describe('accessibility', () => {
  it('axe finds nothing in captions written from right to left, in the picker and in the settings', async () => {
    await using journey = await Journey.start({ env: { TARGET_LANGUAGE: 'ar' } });
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page } = opened;
    await panel.getByText('Listening').waitFor();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello everyone.');
    await meeting.say(meeting.join('نورة', { language: ARABIC }), 'مرحبا.');
    const line = panel.getByRole('list').getByText('[ar] Hello everyone.');
    await line.waitFor();
    expect(await line.evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await panel.getByRole('button', { name: /language/i }).click();
    await panel.getByRole('combobox').waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('dialog').waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });
});
