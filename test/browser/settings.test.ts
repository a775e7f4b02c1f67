/**
 * Covers client/display/color-fields.tsx, client/display/guest-note.tsx, client/display/settings-fields.tsx,
 * client/display/settings-sheet.tsx, client/display/use-theme.ts, client/host/invite-section.tsx,
 * client/i18n/interface-messages.tsx, client/i18n/messages-context.tsx.
 */
import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import type { SimulatedMeeting } from '../zoom-simulator/zoom-simulator.ts';
import { ENGLISH, openPanelOf, sidewaysOverflow, violationsInEveryTheme } from './panel-page.ts';

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
  const ana = meeting.join('Ana', { language: ENGLISH });
  await meeting.say(ana, 'Good morning, everyone.');
  await meeting.say(ana, 'Let me share my screen.');
  await reader.until(({ captions }) => captions.length === 2);
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await browser.close();
});

const words = '[es] Let me share my screen.';

function look(panel: Frame) {
  return panel
    .getByRole('list')
    .getByText(words)
    .evaluate((element) => {
      const { color, fontFamily, fontSize, lineHeight } = getComputedStyle(element);
      const ground = getComputedStyle(element.closest('[data-caption-colors]') ?? element).backgroundColor;
      return {
        color,
        fontFamily,
        lineHeight: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
        ground,
      };
    });
}

describe('display settings', () => {
  it('apply at once to captions and preview, with their contrast, and persist', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { uid: 'picky', role: 'attendee' });
    const { panel, page, errors } = opened;
    await panel.getByRole('list').getByText(words).waitFor();
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('radio', { name: 'Lexend, for dyslexia' }).check();
    await panel.getByRole('radio', { name: 'Wide' }).check();
    await panel.getByRole('radio', { name: 'Yellow on black' }).check();
    await panel.getByText('Contrast 16.5 : 1. Very good to read.').waitFor();
    const yellow = { color: 'rgb(255, 228, 92)', ground: 'rgb(0, 0, 0)', lineHeight: 1.8 };
    expect(await look(panel)).toMatchObject(yellow);
    expect((await look(panel)).fontFamily).toMatch(/^Lexend/);
    await expect.poll(() => panel.evaluate(() => document.fonts.check('16px Lexend'))).toBe(true);
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);

    const isKept = (body: string | null) => body?.includes('#777777') === true && body.includes('#000000');
    const kept = page.waitForResponse((answer) => isKept(answer.request().postData()));
    await panel.getByRole('radio', { name: 'My own' }).check();
    await panel.getByLabel('Background').fill('#777777');
    await panel.getByText('Contrast 3.5 : 1. That is hard to read; 4.5 is the least.').waitFor();
    await panel.getByLabel('Text', { exact: true }).fill('#000000');
    await panel.getByText('Contrast 4.6 : 1. Good to read.').waitFor();
    await page.keyboard.press('Escape');
    const own = { color: 'rgb(0, 0, 0)', ground: 'rgb(119, 119, 119)', lineHeight: 1.8 };
    expect(await look(panel)).toMatchObject(own);
    expect(errors).toEqual([]);

    // In another browser, the same person, once the server has it.
    await kept;
    await using again = await openPanelOf(browser, journey, meeting, { uid: 'picky', role: 'attendee' });
    await again.panel.getByRole('list').getByText(words).waitFor();
    await expect.poll(() => look(again.panel)).toMatchObject(own);
    await again.panel.getByRole('button', { name: 'Display settings' }).click();
    await again.panel.getByRole('button', { name: 'Reset' }).click();
    expect((await look(again.panel)).lineHeight).toBeCloseTo(1.42, 1);
    expect((await look(again.panel)).color).not.toBe('rgb(0, 0, 0)');
  });
});

describe('the fonts we serve', () => {
  it.each(['Atkinson Hyperlegible', 'Lexend'])(
    '%s writes every letter as wide as its base, and blanks narrower',
    async (font) => {
      await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
      const { panel } = opened;
      // A letter that is missing would come from the fallback, and be as wide as all of its letters are.
      const width = await panel.evaluate(async (family) => {
        const fallback = `100px "${family}", monospace`;
        await document.fonts.load(fallback, 'óošsłlñnãačcüu ');
        const context = document.createElement('canvas').getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.font = fallback;
        return Object.fromEntries(
          [...'óošsłlñnãačcüu '].map((letter) => [letter, context.measureText(letter).width]),
        );
      }, font);
      const misfits = ['óo', 'šs', 'łl', 'ñn', 'ãa', 'čc', 'üu'].filter(([marked = '', base = '']) => {
        const ratio = (width[marked] ?? 0) / (width[base] ?? 1);
        return ratio < 0.9 || ratio > 1.3;
      });
      expect(misfits).toEqual([]);
      expect(width[' ']).toBeLessThan(40);
    },
  );
});

describe('the language of the panel', () => {
  it('changes without a reload, fits a narrow panel in every language, and passes axe', async () => {
    await using opened = await openPanelOf(
      browser,
      journey,
      meeting,
      { uid: 'polyglot' },
      { width: 280, height: 640 },
    );
    const { panel, page } = opened;
    await panel.getByRole('list').getByText(words).waitFor();
    await panel.getByText('Aa', { exact: true }).first().click();
    const choice = panel.getByRole('dialog').getByRole('combobox');
    const titles = new Map<string, string>();
    const names = new Set<string>();
    for (const tag of ['es', 'pt', 'fr', 'de', 'ja', 'zh-Hans', 'ar', 'en']) {
      await choice.selectOption(tag);
      await expect.poll(() => panel.evaluate(() => document.documentElement.lang)).toBe(tag);
      titles.set(tag, (await panel.getByRole('dialog').getByRole('heading').first().textContent()) ?? '');
      names.add(await panel.evaluate(() => document.title));
      expect([tag, await sidewaysOverflow(panel)]).toEqual([tag, []]);
      await page.keyboard.press('Escape');
      expect([tag, await sidewaysOverflow(panel)]).toEqual([tag, []]);
      if (tag === 'ar' || tag === 'ja') {
        expect([tag, await violationsInEveryTheme(page, panel)]).toEqual([tag, []]);
      }
      await panel.getByText('Aa', { exact: true }).first().click();
    }
    expect(new Set(titles.values()).size).toBe(8);
    expect(names.size).toBe(8);
    expect(titles.get('ja')).toBe('表示設定');
  });

  it('follows the language of the captions when so set, in both writing directions', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { uid: 'follower' });
    const { panel, page } = opened;
    await panel.getByRole('list').getByText(words).waitFor();
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByLabel('Language of this panel').selectOption('As the captions');
    // Spanish captions.
    await panel.getByRole('dialog', { name: 'Ajustes de lectura' }).waitFor();
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: /^Idioma/ }).click();
    // The picker speaks the language of the panel.
    await panel.getByRole('option', { name: 'Deutsch Alemán' }).waitFor();
    await panel.getByRole('combobox').fill('árabe');
    await panel.getByRole('option', { name: /العربية/ }).click();
    await expect.poll(() => panel.evaluate(() => document.documentElement.dir)).toBe('rtl');
    await panel.getByText('مباشر', { exact: true }).waitFor();
    // The choice is there before the first word is shown.
    await page.reload();
    await panel.getByText('مباشر', { exact: true }).waitFor();
  });
});

describe('calls to the Zoom client', () => {
  it('asks everyone to open the panel, when a host wants that, and says when it does not', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, { uid: 'inviter' });
    const { panel, client } = opened;
    await panel.getByRole('button', { name: 'Host' }).click();
    await panel.getByRole('button', { name: 'Invite everyone' }).click();
    await panel.getByText('Everyone has been invited.').waitFor();
    client.override('sendAppInvitationToAllParticipants', { fail: '10049' });
    await panel.getByRole('button', { name: 'Invite everyone' }).click();
    await panel.getByText('The chat settings of the meeting may forbid it.').waitFor();
    expect(client.calls('sendAppInvitationToAllParticipants')).toHaveLength(2);
  });

  it('explains why a client without the call cannot invite', async () => {
    const supportedApis = ['getAppContext', 'getSupportedJsApis', 'openUrl'];
    await using opened = await openPanelOf(browser, journey, meeting, { uid: 'phone', supportedApis });
    const { panel } = opened;
    await panel.getByRole('button', { name: 'Host' }).click();
    await panel.getByText('This Zoom client cannot invite people to an app.').waitFor();
    expect(await panel.getByRole('button', { name: 'Invite everyone' }).isDisabled()).toBe(true);
  });

  it('offers the app to guests only, in the settings', async () => {
    await using opened = await openPanelOf(browser, journey, meeting, {
      role: 'attendee',
      status: 'authenticated',
    });
    const { panel, client } = opened;
    await panel.getByRole('list').getByText(words).waitFor();
    await panel.getByRole('button', { name: 'Display settings' }).click();
    await panel.getByRole('button', { name: 'Add the app' }).click();
    await expect.poll(() => client.calls('promptAuthorize').length).toBe(1);
    client.changePerson({ status: 'authorized' });
    await expect.poll(() => panel.getByRole('button', { name: 'Add the app' }).count()).toBe(0);
  });
});
