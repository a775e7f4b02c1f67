import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { openPanel } from '../zoom-simulator/client/bridges.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';
import {
  ARABIC,
  ENGLISH,
  newPage,
  openPanelOf,
  type Person,
  sidewaysOverflow,
  violationsInEveryTheme,
  zoomClient,
} from './panel-page.ts';

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

/** The label beside the dot, the title, the sentence, and the only buttons beside language and settings. */
interface Words {
  readonly label: string;
  readonly title: string;
  readonly sentence: RegExp;
  readonly buttons: readonly string[];
}

interface Story {
  readonly person?: Person;
  readonly before?: (meeting: SimulatedMeeting) => Promise<unknown>;
  readonly act?: (panel: Frame, meeting: SimulatedMeeting) => Promise<unknown>;
  readonly words: Words;
}

const participant: Person = { role: 'attendee', uid: 'lucia' };

const stories: Readonly<Record<string, Story>> = {
  'waiting, for a host': {
    words: {
      label: 'Not started',
      title: 'Captions have not started',
      sentence: /^Start them, and everyone in this meeting can read along/,
      buttons: ['Start captions'],
    },
  },
  'waiting, for a participant': {
    person: participant,
    words: {
      label: 'Not started',
      title: 'Captions have not started',
      sentence: /^Ask the host to start them/,
      buttons: ['Ask the host to start'],
    },
  },
  'waiting, for a guest': {
    person: { role: 'attendee', status: 'unauthenticated' },
    words: {
      label: 'Not started',
      title: 'Captions have not started',
      sentence: /^They appear here as soon as someone starts them/,
      buttons: [],
    },
  },
  'pending approval': {
    person: { ...participant, approval: 'held' },
    act: (panel) => panel.getByRole('button', { name: 'Ask the host to start' }).click(),
    words: {
      label: 'Asking the host',
      title: 'Waiting for the host',
      sentence: /^Zoom has asked the host/,
      buttons: [],
    },
  },
  connecting: {
    act: async (panel, meeting) => {
      await panel.getByText('Captions have not started').waitFor();
      await startThatHangs(meeting);
    },
    words: {
      label: 'Starting',
      title: 'Captions are starting',
      sentence: /^The first words appear/,
      buttons: [],
    },
  },
  'live, before anybody has spoken': {
    before: (meeting) => meeting.startRtms(),
    words: {
      label: 'Live',
      title: 'Listening',
      sentence: /^Captions are on/,
      buttons: ['Pause for everyone', 'Stop'],
    },
  },
  paused: {
    before: async (meeting) => (await meeting.startRtms()).pause(),
    words: {
      label: 'Paused',
      title: 'Captions are paused',
      sentence: /^Nothing is captured until/,
      buttons: ['Resume', 'Stop'],
    },
  },
  ended: {
    person: participant,
    before: async (meeting) => (await meeting.startRtms()).stop(2),
    words: {
      label: 'Ended',
      title: 'Captions have ended',
      sentence: /You can read the whole transcript in your browser/,
      buttons: ['Get the transcript', 'Ask the host to start'],
    },
  },
  'not in a meeting': {
    person: { typ: 'panel' },
    words: {
      label: 'No meeting',
      title: 'You are not in a meeting',
      sentence: /^Join a meeting and open this panel there/,
      buttons: [],
    },
  },
  'not allowed': {
    person: { secret: 'not the secret of this app' },
    words: {
      label: 'Not allowed',
      title: 'You cannot read these captions',
      sentence: /^Zoom did not confirm that you are in this meeting/,
      buttons: ['Try again'],
    },
  },
};

/** Language, settings, and the offer of the browser's own language with its cross. */
const alwaysThere = /^(Español|Aa|Read in English|)$/;

/** Announced, and never answered. */
async function startThatHangs(meeting: SimulatedMeeting): Promise<void> {
  const starting = meeting.startRtms({ waitReady: false });
  meeting.stream?.faults.hangHandshakes({ signaling: 99 });
  await starting;
}

describe('the words on screen, and nothing for axe to find, in every theme and direction', () => {
  it.each(Object.entries(stories))('%s', async (_, { person, before, act, words }) => {
    const meeting = journey.zoom.createMeeting();
    await before?.(meeting);
    await using opened = await openPanelOf(browser, journey, meeting, person);
    const { panel, page } = opened;
    await act?.(panel, meeting);
    await panel.getByRole('heading', { name: words.title }).waitFor();
    await panel.getByRole('status').getByText(words.label, { exact: true }).waitFor();
    await panel.getByText(words.sentence).waitFor();
    const buttons = async () => {
      // The notice above the captions is no button of a state.
      const texts = await panel
        .getByRole('button')
        .and(panel.locator(':not([role=note] *)'))
        .allTextContents();
      return texts.filter((text) => !alwaysThere.test(text)).sort();
    };
    // Some come with a part of the page that is loaded later.
    await expect.poll(buttons).toEqual([...words.buttons].sort());
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });

  it('an app that Zoom does not know', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await openPanelOf(browser, journey, meeting, { enabledApis: [] });
    const { panel, page } = opened;
    await panel.getByRole('heading', { name: 'Zoom did not let this panel start' }).waitFor();
    expect(await panel.getByRole('link', { name: 'Open in browser' }).getAttribute('href')).toBe('/home');
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });

  it('a Zoom client that does not answer', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await newPage(browser);
    const { page } = opened;
    const client = zoomClient(journey, meeting);
    client.override('config', 'hang');
    await using bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
    const { panel } = bridge;
    await panel.getByText('Asking Zoom which meeting this is.').waitFor();
    await panel.getByRole('heading', { name: 'Zoom does not answer' }).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    client.override('config', undefined);
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel.getByRole('heading', { name: 'Captions have not started' }).waitFor();
  });

  it('outside Zoom', async () => {
    await using opened = await newPage(browser);
    const { page } = opened;
    await page.goto(`${journey.url}/panel`);
    await page.getByRole('heading', { name: 'This page belongs inside Zoom' }).waitFor();
    expect(await page.getByRole('link', { name: 'Open in browser' }).getAttribute('href')).toBe('/home');
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  });
});

describe('with captions on screen', () => {
  it('shows every state of a line, in both writing directions, within the panel', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting, {}, { width: 280, height: 700 });
    const { panel, page } = opened;
    await panel.getByText('Listening').waitFor();
    const list = panel.getByRole('list');
    const long = meeting.join('Hubert Blaine Wolfeschlegelsteinhausenbergerdorff-von-und-zu-Guttenberg', {
      language: ENGLISH,
    });
    const noura = meeting.join('نورة الفارس', { language: ARABIC });
    await meeting.say(long, `Donaudampfschifffahrts${'elektrizitäten'.repeat(5)}gesellschaft.`);
    await meeting.say(noura, 'مرحبا بالجميع.');
    await meeting.say(long, 'See you at ten.', { sentenceId: 7 });
    await list.getByText('[es] See you at ten.').waitFor();
    await meeting.say(long, 'See you at eleven.', { sentenceId: 7, attribute: 2 });
    await list.getByText('[es] See you at eleven.').waitFor();
    await list.getByText('corrected', { exact: true }).waitFor();
    meeting.leave(noura);
    await list.getByText('نورة الفارس left').waitFor();
    journey.engine.service.hold();
    onTestFinished(() => journey.engine.service.release());
    await meeting.say(long, 'Not yet translated.');
    await list
      .getByText(/is speaking$/)
      .first()
      .waitFor();
    expect(await sidewaysOverflow(panel)).toEqual([]);
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    journey.engine.service.release();
    await list.getByText('[es] Not yet translated.').waitFor();

    await panel
      .getByRole('button', { name: /^About this line: Hubert/ })
      .last()
      .click();
    await panel.getByText('Machine translation by LibreTranslate').waitFor();
    expect(await sidewaysOverflow(panel)).toEqual([]);
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });

  it('says when no engine can translate, and shows what was said', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page } = opened;
    await panel.getByText('Listening').waitFor();
    const ana = meeting.join('Ana', { language: ENGLISH });
    journey.engine.service.fault = { kind: 'reply', status: 400, body: { error: 'no' } };
    onTestFinished(() => {
      journey.engine.service.fault = undefined;
    });
    await meeting.say(ana, 'Nobody knows how to say this.');
    const list = panel.getByRole('list');
    await list.getByText('not translated', { exact: true }).waitFor();
    expect(await list.getByText('Nobody knows how to say this.').isVisible()).toBe(true);
    await list.getByRole('button', { name: /^About this line/ }).click();
    await panel.getByText(/^No translation engine could translate this line/).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });

  it('says that the meeting was lost, goes on by itself, and marks what is missing', async () => {
    // Slower than the others: what is shorter than two real seconds is not worth a note.
    await using slow = await Journey.start({ zoom: { timeScale: 8 } });
    const meeting = slow.zoom.createMeeting();
    const stream = await meeting.startRtms();
    await using opened = await openPanelOf(browser, slow, meeting);
    const { panel, page } = opened;
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'Before.');
    await panel.getByRole('list').getByText('[es] Before.').waitFor();
    stream.faults.refuseConnections(5);
    await stream.faults.dropMedia();
    await panel.getByRole('status').getByText('Reconnecting', { exact: true }).waitFor();
    await panel.getByText(/^The connection to the meeting was lost/).waitFor();
    expect(await panel.getByRole('list').getByText('[es] Before.').isVisible()).toBe(true);
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await panel.getByRole('status').getByText('Live', { exact: true }).waitFor();
    await meeting.say(ana, 'After.');
    await panel.getByRole('list').getByText('[es] After.').waitFor();
    await panel
      .getByRole('list')
      .getByText(/not captured/)
      .waitFor();
  });

  it('keeps its lines while it is offline, and is back as soon as the network is', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page } = opened;
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'Before.');
    const list = panel.getByRole('list');
    await list.getByText('[es] Before.').waitFor();
    await page.context().setOffline(true);
    await panel.getByRole('status').getByText('Offline', { exact: true }).waitFor();
    await panel.getByText(/^The connection to the captions is down/).waitFor();
    expect(await list.getByText('[es] Before.').isVisible()).toBe(true);
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    await meeting.say(ana, 'Meanwhile.');
    await page.context().setOffline(false);
    await list.getByText('[es] Meanwhile.').waitFor();
    await panel.getByRole('status').getByText('Live', { exact: true }).waitFor();
    expect(await list.getByText(/not captured/).count()).toBe(0);
  });
});
