import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Frame, Page } from 'playwright-core';
import type { Journey } from '../support/journey.ts';
import { type OpenPanel, openPanel } from '../zoom-simulator/client/bridges.ts';
import type { Bridge, ZoomClientOptions } from '../zoom-simulator/client/client-state.ts';
import { ZoomClient } from '../zoom-simulator/client/host.ts';
import { meetingContext, sealContext } from '../zoom-simulator/client/sealed-context.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';

/** Zoom's numbers of the languages that are spoken in these tests. */
export const ENGLISH = 9;
export const ARABIC = 0;

export type Person = Partial<
  Pick<ZoomClientOptions, 'role' | 'status' | 'approval' | 'enabledApis' | 'supportedApis' | 'decision'>
> & {
  bridge?: Bridge;
  /** Default: somebody other than the meeting's host. */
  uid?: string;
  /** Sealed with another secret than the app's: a context that Zoom did not make. */
  secret?: string;
  /** `panel`: the app is open in Zoom's main window, outside any meeting. */
  typ?: 'meeting' | 'panel';
};

/** The Zoom client of one person in the meeting; its RTMS buttons move the simulated cloud. */
export function zoomClient(journey: Journey, meeting: SimulatedMeeting, person: Person = {}): ZoomClient {
  const { clientId, clientSecret } = journey.zoom;
  const { uid = 'maria', role = 'host', secret = clientSecret, typ, ...rest } = person;
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
          ...(typ === undefined ? {} : { typ }),
          ...(isGuest ? {} : { uid }),
        }),
        secret,
      ),
    homeUrl: `${journey.url}/panel`,
    authorize: (request) => journey.zoom.authorizeInClient(meeting.host, request),
    rtms: {
      start: async () => (await meeting.startRtms()).id,
      stop: async () => meeting.stream?.stop(2),
      pause: async () => meeting.stream?.pause(),
      resume: async () => meeting.stream?.resume(),
    },
  });
}

export interface TestPage extends AsyncDisposable {
  readonly page: Page;
  /** A blocked script or a refused header shows only in the console. */
  readonly errors: string[];
}

/** A browser of its own for one person: nothing is remembered from another test. */
export async function newPage(
  browser: Browser,
  viewport = { width: 372, height: 700 },
  locale = 'en-US',
): Promise<TestPage> {
  // Dots that breathe would be drawn sixty times a second, without a graphics card: half of a test's time.
  const context = await browser.newContext({ viewport, locale, reducedMotion: 'reduce' });
  // The compiler behind `npm run bench:panel` gives functions their names by this, also those that run in the page.
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors, [Symbol.asyncDispose]: () => context.close() };
}

/** One person's panel in a meeting, through the bridge of a native client. */
export async function openPanelOf(
  browser: Browser,
  journey: Journey,
  meeting: SimulatedMeeting,
  person: Person = {},
  viewport?: { width: number; height: number },
): Promise<TestPage & OpenPanel & { readonly client: ZoomClient }> {
  const opened = await newPage(browser, viewport);
  const client = zoomClient(journey, meeting, person);
  const { panel, ...bridge } = await openPanel(opened.page, { client, url: `${journey.url}/panel` });
  return {
    ...opened,
    panel,
    client,
    [Symbol.asyncDispose]: async () => {
      await bridge[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What depends on colours and places; `enhanced`: contrast of 7:1 (WCAG 1.4.6). */
const visualRules = ['color-contrast', 'link-in-text-block', 'target-size'];
const enhancedRules = [...visualRules, 'color-contrast-enhanced'];

/** What axe finds by all its rules, or by some. */
async function violations(panel: Frame, rules?: readonly string[]): Promise<string[]> {
  if (!(await panel.evaluate(() => 'axe' in window))) await panel.evaluate(axeSource);
  return panel.evaluate(async (only) => {
    const { violations: found } = await Reflect.get(window, 'axe').run(document, {
      resultTypes: ['violations'],
      ...(only === undefined ? {} : { runOnly: { type: 'rule', values: only } }),
    });
    return found.map(
      ({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`,
    );
  }, rules);
}

/** All rules in the light theme; those of sight in the dark one, and in high contrast with everything the other way round. */
export async function violationsInEveryTheme(page: Page, panel: Frame): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await violations(panel);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(panel, visualRules);
  const dir = await panel.evaluate(() => {
    const { dataset, dir: before } = document.documentElement;
    dataset.theme = 'contrast';
    document.documentElement.dir = before === 'rtl' ? 'ltr' : 'rtl';
    return before;
  });
  const contrast = await violations(panel, enhancedRules);
  await panel.evaluate((before) => {
    delete document.documentElement.dataset.theme;
    document.documentElement.dir = before;
  }, dir);
  return [
    ...light,
    ...dark.map((found) => `dark: ${found}`),
    ...contrast.map((found) => `right-to-left, high contrast: ${found}`),
  ];
}

/** Does anything stick out sideways, or need scrolling sideways to be read? */
export function sidewaysOverflow(panel: Frame): Promise<string[]> {
  return panel.evaluate(() => {
    // The text of a time without room is cut off by the time around it.
    const isHeardOnly = (element: Element) =>
      element.closest('.unseen, [data-unseen=true], time > *') !== null;
    return [...document.body.querySelectorAll('*')]
      .filter((element) => !isHeardOnly(element))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (right > innerWidth + 0.5 || left < -0.5);
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
  });
}
