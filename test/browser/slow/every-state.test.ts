import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { Journey } from '../../support/journey.ts';
import type { SimulatedMeeting } from '../../zoom-simulator/zoom-simulator.ts';
import { ENGLISH, newPage, openPanelOf, sidewaysOverflow, violationsInEveryTheme } from '../panel-page.ts';

let browser: Browser;
let journey: Journey;
beforeAll(async () => {
  browser = await launchBrowser();
  journey = await Journey.start({ env: { MAX_LANGUAGES_PER_MEETING: '1', MAX_SOCKETS_PER_MEETING: '2' } });
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

/** A live meeting in which somebody has said good morning, and the reader has read it. */
async function openLive(viewport?: { width: number; height: number }) {
  const meeting = journey.zoom.createMeeting();
  await meeting.startRtms();
  // Somebody else each time: a language is remembered for a person.
  const opened = await openPanelOf(browser, journey, meeting, { uid: `of ${meeting.uuid}` }, viewport);
  await opened.panel.getByText('Listening').waitFor();
  await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Good morning, everyone.');
  await opened.panel.getByRole('list').getByText('[es] Good morning, everyone.').waitFor();
  return { ...opened, meeting };
}

interface Story {
  readonly act: (panel: Frame, page: Page, meeting: SimulatedMeeting) => Promise<unknown>;
  readonly words: string | RegExp;
}

const stories: Readonly<Record<string, Story>> = {
  'the captions are searched': {
    act: async (panel) => {
      await panel.getByRole('button', { name: 'Search the captions' }).click();
      await panel.getByRole('searchbox').fill('morning');
    },
    words: '1 of 1',
  },
  'nothing is found': {
    act: async (panel) => {
      await panel.getByRole('button', { name: 'Search the captions' }).click();
      await panel.getByRole('searchbox').fill('evening');
    },
    words: 'Nothing found',
  },
  'no language is found': {
    act: async (panel) => {
      await panel.getByRole('button', { name: /^Language of the captions/ }).click();
      await panel.getByRole('combobox').fill('klingon');
    },
    words: 'No language matches “klingon”.',
  },
  'another language is not to be had': {
    act: async (panel) => {
      await panel.getByRole('button', { name: /^Language of the captions/ }).click();
      await panel.getByRole('combobox').fill('deu');
      await panel.getByRole('option', { name: /Deutsch/ }).click();
    },
    words: /^This meeting is already translated into as many languages as allowed/,
  },
  'the transcript is fetched as a file': {
    act: async (panel) => {
      await panel.getByRole('button', { name: 'Get the transcript' }).click();
      await panel.getByRole('button', { name: 'Get the file' }).click();
    },
    words: /^Your browser opens and saves the file/,
  },
  'stopping is asked about': {
    act: (panel) => panel.getByRole('button', { name: 'Stop' }).click(),
    words: 'The captions then end for everyone in this meeting.',
  },
  'the record is deleted': {
    act: (_, __, meeting) => journey.zoom.deauthorize(meeting.host),
    words: 'These captions were deleted',
  },
  'everything was revoked': {
    act: (_, __, meeting) => meeting.stream?.stop(8) ?? Promise.resolve(),
    words: /^The captions were revoked, and everything collected was deleted/,
  },
};

describe('nothing for axe to find, in every theme and direction, when', () => {
  it.each(Object.entries(stories))('%s', async (_, { act, words }) => {
    await using opened = await openLive();
    const { panel, page, meeting } = opened;
    await act(panel, page, meeting);
    await panel.getByText(words).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });

  it('too many people read already', async () => {
    const meeting = journey.zoom.createMeeting();
    for (const uid of ['one', 'two']) {
      const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid });
      await reader.watch('es');
    }
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel, page } = opened;
    await panel.getByText(/^Too many people are reading this meeting/).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });

  it('Zoom refuses to start captions', async () => {
    const meeting = journey.zoom.createMeeting();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page, client } = opened;
    client.override('startRTMS', { fail: '40316' });
    await panel.getByRole('button', { name: 'Start captions' }).click();
    await panel.getByText(/may not use live captions through this app yet/).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });

  it.each([
    ['somebody is not signed in', '#meeting=m1', 'Please sign in'],
    ['a link was cut on its way', '#share=unknown', 'This link is not complete'],
    ['there is nobody to list meetings for', '', 'Sign in with Zoom'],
  ])('%s', async (_, fragment, words) => {
    await using opened = await newPage(browser);
    const { page } = opened;
    await page.goto(`${journey.url}/home${fragment}`);
    await page.getByText(words).waitFor();
    expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  });

  it('our own code breaks', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel, page } = opened;
    await panel.getByText('Listening').waitFor();
    await panel.evaluate(() => {
      const { toISOString } = Date.prototype;
      Reflect.set(window, 'repair', () => {
        Date.prototype.toISOString = toISOString;
      });
      Date.prototype.toISOString = () => {
        throw new Error('as if drawing a line failed');
      };
    });
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Good morning, everyone.');
    await panel.getByRole('button', { name: 'Load again' }).waitFor();
    // axe writes down when it looked.
    await panel.evaluate(() => Reflect.get(window, 'repair')());
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  });
});

describe('text spacing of one’s own (WCAG 1.4.12)', () => {
  it('cuts nothing off and lets nothing stick out, at 280 px', async () => {
    await using opened = await openLive({ width: 280, height: 640 });
    const { panel, page } = opened;
    await panel.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
      );
      document.adoptedStyleSheets = [sheet];
    });
    const check = async (place: string) => {
      expect([place, await sidewaysOverflow(panel)]).toEqual([place, []]);
      expect([place, await cutOff(panel)]).toEqual([place, []]);
    };
    await check('captions');
    await panel.getByRole('button', { name: /^About this line/ }).click();
    await panel.getByText('Machine translation by LibreTranslate').waitFor();
    await check('details');
    for (const name of ['Display settings', 'Host', 'Get the transcript', /^Language of the captions/]) {
      await panel.getByRole('button', { name }).click();
      await panel.getByRole('dialog').waitFor();
      await check(String(name));
      await page.keyboard.press('Escape');
    }
  });
});

/** Words that are there and cannot be seen; names that end in an ellipsis by design have a longer form elsewhere. */
function cutOff(panel: Frame): Promise<string[]> {
  return panel.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.closest('.unseen, [data-unseen=true], svg') === null)
      .filter((element) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        if (textOverflow === 'ellipsis') return false;
        const hides = overflowX === 'hidden' || overflowY === 'hidden';
        return (
          hides &&
          (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
        );
      })
      .filter((element) => getComputedStyle(element).overflowY !== 'auto')
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
  );
}
