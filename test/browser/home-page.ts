import type { Browser } from 'playwright-core';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';
import { newPage, type TestPage } from './panel-page.ts';

/** A live meeting that somebody attends through the panel, and later reads at `/home`. */
export interface HomeStage {
  readonly journey: Journey;
  readonly meeting: SimulatedMeeting;
  /** `#meeting=<id>` */
  readonly fragment: string;
  readonly home: HomeBrowser;
}

export async function homeStage(uid = 'maria'): Promise<HomeStage> {
  const journey = await Journey.start({ env: signedInEnvironment });
  const meeting = journey.zoom.createMeeting();
  await meeting.startRtms();
  const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid });
  const home = await HomeBrowser.signIn(journey, uid);
  const id = panel.session.meeting?.id ?? '';
  return { journey, meeting, fragment: `#${new URLSearchParams({ meeting: id })}`, home };
}

/** A window of that person's browser, signed in. */
export async function openHome(
  browser: Browser,
  { journey, fragment, home }: HomeStage,
  query: string,
  viewport: { width: number; height: number },
): Promise<TestPage> {
  const opened = await newPage(browser, viewport);
  const [name = '', value = ''] = (home.headers.cookie ?? '').split('=');
  await opened.page.context().addCookies([{ name, value, url: journey.url }]);
  await opened.page.goto(`${journey.url}/home${query}${fragment}`);
  return opened;
}
