import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dictionaryLoaders, english } from '../../client/i18n/dictionaries.ts';
import type { MessageKey } from '../../client/i18n/messages.ts';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';
import { ENGLISH, openPanelOf, sidewaysOverflow } from './panel-page.ts';

let browser: Browser;
let journey: Journey;
beforeAll(async () => {
  browser = await launchBrowser();
  // The budget is spent by the first sentence: one more thing that wants to be said above the captions.
  journey = await Journey.start({
    env: { TRANSLATE_ENGINES: 'deepl,libre', DEEPL_KEY: 'none', TRANSLATE_BUDGET_CHARACTERS: '5' },
  });
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

/** Six lines of small text, or two of the usual size with their speaker. */
const LEAST_CAPTIONS_PX = 96;

/** 1280 × 1024 at 400 %; and the narrowest panel, rather low. */
const sizes = [
  { width: 320, height: 256 },
  { width: 280, height: 400 },
] as const;

interface Story {
  readonly act?: (panel: Frame, meeting: SimulatedMeeting, page: Page) => Promise<unknown>;
  readonly bar: RegExp;
}

const stories: Readonly<Record<string, Story>> = {
  'the budget, before the suggestion': { bar: /^The budget for translating this meeting is used up/ },
  'that captions are paused, before the budget': {
    act: (_, meeting) => meeting.stream?.pause() ?? Promise.resolve(),
    bar: /^Nothing is captured until/,
  },
  'that the reader is offline': {
    act: (_, __, page) => page.context().setOffline(true),
    bar: /^The connection to the captions is down/,
  },
  'that captions have ended': {
    act: (_, meeting) => meeting.stream?.stop(2) ?? Promise.resolve(),
    bar: /You can read the whole transcript/,
  },
};

describe('in a small space', () => {
  it.each(Object.entries(stories))(
    'one bar above the captions says %s, and enough of them is seen',
    async (_, { act, bar }) => {
      const meeting = journey.zoom.createMeeting();
      await meeting.startRtms();
      await using opened = await openPanelOf(browser, journey, meeting);
      const { panel, page } = opened;
      await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Good morning, everyone.');
      await panel.getByRole('list').getByText('[es] Good morning, everyone.').waitFor();
      await panel.getByText(stories['the budget, before the suggestion']?.bar ?? '').waitFor();
      await panel.getByRole('button', { name: 'Search the captions' }).click();
      await panel.getByRole('searchbox').waitFor();
      await act?.(panel, meeting, page);
      await panel.getByText(bar).waitFor();
      await expect.poll(() => panel.locator('[data-strip]').count()).toBe(1);
      for (const size of sizes) {
        await page.setViewportSize(size);
        const captions = panel.getByRole('region', { name: 'Captions' });
        await expect
          .poll(async () => (await captions.boundingBox())?.height)
          .toBeGreaterThanOrEqual(LEAST_CAPTIONS_PX);
        expect(await sidewaysOverflow(panel)).toEqual([]);
        // Where it does not all fit, the page scrolls, and nothing is cut off.
        // Without a button in it there is no footer.
        const foot = panel.locator('main, footer:not(:empty)').last();
        await foot.scrollIntoViewIfNeeded();
        const bottom = async () => {
          const box = await foot.boundingBox();
          return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN);
        };
        await expect.poll(bottom).toBeLessThanOrEqual(size.height + 1);
        await captions.scrollIntoViewIfNeeded();
      }
    },
  );

  it('does not scroll where everything fits', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using opened = await openPanelOf(browser, journey, meeting);
    const { panel } = opened;
    const scrolls = () =>
      panel.evaluate(() => (document.scrollingElement?.scrollHeight ?? 0) > window.innerHeight);
    await panel.getByText('Listening').waitFor();
    expect(await scrolls()).toBe(false);
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Good morning, everyone.');
    await panel.getByRole('list').getByText('[es] Good morning, everyone.').waitFor();
    expect(await scrolls()).toBe(false);
  });

  it('the bar at the top keeps the whole word for the state, in every language, and some of the language', async () => {
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const narrow = { width: 280, height: 560 };
    await using opened = await openPanelOf(browser, journey, meeting, {}, narrow);
    const { panel } = opened;
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Good morning, everyone.');
    // With captions on screen a host has the most buttons.
    await panel.getByRole('button', { name: 'Search the captions' }).waitFor();
    await panel.getByRole('button', { name: 'Host' }).waitFor();
    const states: readonly MessageKey[] = [
      'labelLive',
      'labelPaused',
      'labelReconnecting',
      'labelEnded',
      'labelOffline',
      'labelStarting',
    ];
    const dictionaries = [
      english,
      ...(await Promise.all(Object.values(dictionaryLoaders).map((load) => load()))),
    ];
    const labels = dictionaries.flatMap((dictionary) => states.map((state) => String(dictionary[state])));
    const cut = await panel.evaluate((words) => {
      const label = document.querySelector('header [role=status] span:last-child');
      const language = document.querySelector('header bdi');
      if (label?.firstChild == null || language === null) throw new Error('no bar');
      const text = label.firstChild;
      const before = text.nodeValue;
      const found = words.filter((word) => {
        text.nodeValue = word;
        return label.scrollWidth > label.clientWidth || language.clientWidth < 36;
      });
      text.nodeValue = before;
      return found;
    }, labels);
    expect(cut).toEqual([]);
  });
});
