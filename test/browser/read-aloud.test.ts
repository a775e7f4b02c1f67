import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { openPanel } from '../zoom-simulator/client/bridges.ts';
import { ENGLISH, newPage, zoomClient } from './panel-page.ts';

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

async function meetingWith(page: Page) {
  const meeting = journey.zoom.createMeeting();
  await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  const client = zoomClient(journey, meeting, { role: 'attendee', uid: 'listener' });
  const bridge = await openPanel(page, { client, url: `${journey.url}/panel` });
  const list = bridge.panel.getByRole('list');
  const say = async (words: string) => {
    await meeting.say(ana, words);
    await list.getByText(`[es] ${words}`).waitFor();
  };
  await bridge.panel.getByText('Listening').waitFor();
  await say('Before.');
  return { ...bridge, say };
}

describe('reading aloud', () => {
  it('speaks each line that is finished from now on, in its language, and stops when asked', async () => {
    await using opened = await newPage(browser);
    const { page } = opened;
    // A headless browser has no voices.
    await page.addInitScript(() => {
      const spoken: string[] = [];
      const voices = [{ lang: 'es-ES', name: 'es', voiceURI: 'es', localService: true, default: true }];
      const speak = (utterance: EventTarget & { lang: string; text: string }) => {
        spoken.push(`${utterance.lang}: ${utterance.text}`);
        queueMicrotask(() => utterance.dispatchEvent(new Event('end')));
      };
      class Utterance extends EventTarget {
        lang = '';
        voice = null;
        readonly text: string;
        constructor(text: string) {
          super();
          this.text = text;
        }
      }
      const synthesis = { getVoices: () => voices, speak, cancel: () => undefined };
      Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
      Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
      Object.assign(window, { spoken });
    });
    await using meeting = await meetingWith(page);
    const { panel, say } = meeting;
    const spoken = () => panel.evaluate(() => Reflect.get(window, 'spoken'));
    await panel.getByRole('button', { name: /^About this line: Ana/ }).click();
    await panel.getByRole('button', { name: 'Read aloud' }).click();
    await expect.poll(spoken).toEqual(['es-ES: [es] Before.']);
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('switch', { name: /^Read aloud/ }).check();
    await page.keyboard.press('Escape');
    await say('First.');
    await say('Second.');
    await expect.poll(spoken).toEqual(['es-ES: [es] Before.', 'es-ES: [es] First.', 'es-ES: [es] Second.']);
    await panel.getByRole('button', { name: 'Stop reading aloud' }).click();
    await say('Third.');
    expect(await spoken()).toHaveLength(3);
  });

  it('is not offered where the browser cannot speak', async () => {
    await using opened = await newPage(browser);
    const { page } = opened;
    await page.addInitScript(() => {
      Object.defineProperty(window, 'speechSynthesis', { value: undefined });
    });
    await using meeting = await meetingWith(page);
    const { panel } = meeting;
    await panel.getByRole('button', { name: /^About this line: Ana/ }).click();
    await panel.getByRole('button', { name: 'Copy' }).waitFor();
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('dialog').waitFor();
    expect(await panel.getByText('Read aloud').count()).toBe(0);
  });
});
