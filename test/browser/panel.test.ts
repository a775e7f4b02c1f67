import axe from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { openPanel } from '../zoom-simulator/client/bridges.ts';
import type { Bridge, ZoomClientOptions } from '../zoom-simulator/client/client-state.ts';
import { FramePage } from '../zoom-simulator/client/frame-server.ts';
import { ZoomClient } from '../zoom-simulator/client/host.ts';
import { meetingContext, sealContext } from '../zoom-simulator/client/sealed-context.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';

const ENGLISH = 9;
const ARABIC = 0;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type Person = Partial<Pick<ZoomClientOptions, 'role' | 'status' | 'approval'>> & {
  bridge?: Bridge;
  uid?: string;
};

/** The Zoom client of one person in the meeting; its RTMS buttons move the simulated cloud. */
function zoomClient(journey: Journey, meeting: SimulatedMeeting, person: Person = {}): ZoomClient {
  const { clientId, clientSecret } = journey.zoom;
  const { uid, role = 'host', ...rest } = person;
  const isGuest = person.status !== undefined && person.status !== 'authorized';
  return new ZoomClient({
    ...rest,
    role,
    meetingUUID: meeting.uuid,
    context: () =>
      sealContext(
        meetingContext({
          clientId,
          meetingUuid: meeting.uuid,
          role,
          ...(isGuest ? {} : { uid: uid ?? 'maria' }),
        }),
        clientSecret,
      ),
    rtms: {
      start: async () => (await meeting.startRtms()).id,
      stop: async () => meeting.stream?.stop(2),
      pause: async () => meeting.stream?.pause(),
      resume: async () => meeting.stream?.resume(),
    },
  });
}

/** A page whose errors are failures: a blocked script or a refused header shows only in the console. */
async function newPage(viewport = { width: 372, height: 700 }): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport, locale: 'en-US' });
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors };
}

async function violations(panel: Frame): Promise<string[]> {
  await panel.evaluate(axe.source);
  return panel.evaluate(async () => {
    const { violations: found } = await Reflect.get(window, 'axe').run(document, {
      resultTypes: ['violations'],
    });
    return found.map(
      ({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`,
    );
  });
}

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
      const { page, errors } = await newPage();
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
    const { page } = await newPage();
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

  it('holds still for a reader who scrolled up, and jumps back to live', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const { page } = await newPage();
    await using opened = await openPanel(page, {
      client: zoomClient(journey, meeting),
      url: `${journey.url}/panel`,
    });
    const { panel } = opened;
    const ana = meeting.join('Ana', { language: ENGLISH });
    for (let number = 1; number <= 30; number++) await meeting.say(ana, `This is sentence number ${number}.`);
    const list = panel.getByRole('list');
    await list.getByText('[es] This is sentence number 30.').waitFor();
    const top = list.getByText('[es] This is sentence number 3.', { exact: true });
    await top.scrollIntoViewIfNeeded();
    await panel.getByRole('button', { name: /Jump to live/ }).waitFor();
    const before = await top.boundingBox();
    await meeting.say(ana, 'News.');
    await panel.getByRole('button', { name: 'Jump to live · 1 new' }).waitFor();
    expect(await top.boundingBox()).toEqual(before);
    await panel.getByRole('button', { name: /Jump to live/ }).click();
    await list.getByText('[es] News.').waitFor();
    await expect
      .poll(() =>
        list.getByText('[es] News.').evaluate((node) => node.getBoundingClientRect().bottom <= innerHeight),
      )
      .toBe(true);
    await page.close();
  });

  it('waits in words while Zoom asks the host', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const client = zoomClient(journey, meeting, { approval: 'held' });
    const { page } = await newPage();
    await using opened = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = opened;
    await panel.getByRole('button', { name: 'Start captions' }).click();
    await panel
      .getByText(/Zoom (is asking|has asked) the host/)
      .first()
      .waitFor();
    client.rtms.approve();
    await panel.getByText('Live', { exact: true }).waitFor();
    await page.close();
  });

  it('gives a guest everything but the controls', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const client = zoomClient(journey, meeting, { role: 'attendee', status: 'unauthenticated' });
    const { page, errors } = await newPage();
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
    const { page } = await newPage();
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
    const resumed = meeting.stream?.ready();
    await journey.startServer({ PORT: String(port) });
    await resumed;
    await meeting.say(ana, 'After.');
    await list.getByText('[es] After.').waitFor({ timeout: 20_000 });
    await page.close();
  });

  it('says so at once when it is opened outside Zoom, and offers the browser page', async () => {
    await using journey = await Journey.start();
    const { page } = await newPage();
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
  it.each([
    ['light', 'es'],
    ['dark', 'es'],
    ['dark', 'ar'],
  ] as const)('axe finds nothing in the live panel, %s, %s', async (colorScheme, language) => {
    await using journey = await Journey.start({ env: { TARGET_LANGUAGE: language } });
    const meeting = journey.zoom.createMeeting();
    const client = zoomClient(journey, meeting);
    const { page } = await newPage();
    await page.emulateMedia({ colorScheme });
    await using opened = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = opened;
    await panel.getByRole('button', { name: 'Start captions' }).waitFor();
    expect(await violations(panel)).toEqual([]);
    await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello everyone.');
    await meeting.say(meeting.join('نورة', { language: ARABIC }), 'مرحبا.');
    await panel.getByRole('list').getByText(`[${language}] Hello everyone.`).waitFor();
    expect(await violations(panel)).toEqual([]);
    const line = panel.getByRole('list').getByText(`[${language}] Hello everyone.`);
    expect(await line.evaluate((node) => getComputedStyle(node).direction)).toBe(
      language === 'ar' ? 'rtl' : 'ltr',
    );
    await panel.getByRole('button', { name: /language/i }).click();
    await panel.getByRole('combobox').waitFor();
    expect(await violations(panel)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('dialog').waitFor();
    expect(await violations(panel)).toEqual([]);
    await page.close();
  });
});
