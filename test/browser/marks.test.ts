/**
 * Covers client/marks/own-mark.tsx, client/marks/mark-badge.tsx, client/marks/mark-line.tsx, client/marks/mark-words.ts,
 * client/marks/marked-section.tsx, client/marks/awaiting-marks.tsx, client/notice/notice-line.tsx,
 * client/notice/chat-notice-section.tsx.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Journey } from '../support/journey.ts';
import { ENGLISH, openPanelOf, sidewaysOverflow, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a reader and the host', () => {
  it('one marks a line as wrong, the other mends it in place', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    await using hosts = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
    await using readers = await openPanelOf(browser, journey, meeting, {
      role: 'attendee',
      status: 'unauthenticated',
    });
    const { panel } = readers;
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'We meet at Lake House.');
    const list = panel.getByRole('list');
    await list.getByText('[es] We meet at Lake House.').waitFor();
    await list.getByRole('button', { name: /Ana/ }).click();
    await list.getByRole('button', { name: 'Mark as wrong' }).click();
    await list.getByText('marked as wrong', { exact: true }).waitFor();
    await list.getByText('The host sees it, without your name.').waitFor();
    expect(await violationsInEveryTheme(readers.page, panel)).toEqual([]);
    await list.getByRole('button', { name: 'Withdraw the mark' }).click();
    await list.getByText('marked as wrong', { exact: true }).waitFor({ state: 'detached' });
    await list.getByRole('button', { name: 'Mark as wrong' }).click();

    const host = hosts.panel;
    await host.getByRole('status').getByText('1 line marked as wrong').waitFor();
    await host.getByRole('button', { name: 'Host' }).click();
    const section = host.getByRole('region', { name: 'Marked as wrong' });
    await section.getByText('1 reader, in Spanish').waitFor();
    await section.getByText('We meet at Lake House.', { exact: true }).waitFor();
    expect(await violationsInEveryTheme(hosts.page, host)).toEqual([]);
    expect(await sidewaysOverflow(host)).toEqual([]);
    await section.getByRole('button', { name: 'Correct' }).click();
    await section.getByLabel('Translation (Spanish)').fill('Nos vemos en la casa del lago.');
    expect(await violationsInEveryTheme(hosts.page, host)).toEqual([]);
    await section.getByRole('button', { name: 'Save' }).click();
    await section.getByText('No line is marked.').waitFor();
    expect(await host.evaluate(() => document.activeElement?.textContent)).toBe('Marked as wrong');

    await list.locator('[data-line] > p').getByText('Nos vemos en la casa del lago.').waitFor();
    await list.getByText('corrected', { exact: true }).waitFor();
    await list.getByText('Corrected since you marked it.').waitFor();
    expect(await list.getByText('marked as wrong', { exact: true }).count()).toBe(0);
    // What is right after all.
    await list.getByRole('button', { name: 'Mark as wrong' }).click();
    await section.getByRole('button', { name: 'It is right' }).click();
    await section.getByText('No line is marked.').waitFor();
  });
});

describe('the head of the captions', () => {
  it('tells every reader who makes them, where the text goes, and how long it stays', async () => {
    await using journey = await Journey.start({
      env: { TRANSLATE_ENGINES: 'libre,google', GOOGLE_URL: 'https://translate.googleapis.com' },
    });
    const meeting = journey.zoom.createMeeting();
    await using opened = await openPanelOf(
      browser,
      journey,
      meeting,
      { uid: meeting.host.id },
      { width: 280, height: 600 },
    );
    const { panel, page, client } = opened;
    const head = panel.getByRole('note', { name: 'About these captions' });
    // Before anything is said.
    const summary = head.getByRole('button', {
      name: 'Machine-made on this server by LibreTranslate; if that fails, text is sent to Google. Kept for 24 hours.',
    });
    await summary.waitFor();
    await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello everyone.');
    await panel.getByRole('list').getByText('[es] Hello everyone.').waitFor();
    const isBefore = await head.evaluate((region) => {
      const captions = document.querySelector('[data-line]');
      return captions !== null && (region.compareDocumentPosition(captions) & 4) > 0;
    });
    expect(isBefore).toBe(true);
    await summary.click();
    await head.getByText('Google: the text is sent to translate.googleapis.com').waitFor();
    await head.getByText(/are deleted 24 hours after the last sentence/).waitFor();
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    expect(await sidewaysOverflow(panel)).toEqual([]);
    await summary.click();

    // For those who never open the panel.
    await panel.getByRole('button', { name: 'Host' }).click();
    const chat = panel.getByRole('region', { name: 'Tell the meeting' });
    await chat.getByRole('button', { name: 'Send to the chat' }).click();
    await chat.getByText('Sent to the chat.').waitFor();
    expect(client.chatMessages).toEqual([
      'An app writes captions for this meeting. Machine-made on this server by LibreTranslate; if that fails, text is sent to Google. Kept for 24 hours.',
    ]);
    expect(await violationsInEveryTheme(page, panel)).toEqual([]);
    client.runningContext = 'inWebinar';
    await chat.getByRole('button', { name: 'Send to the chat' }).click();
    await chat.getByText(/Zoom did not send it/).waitFor();
  });

  it('offers the text for copying where Zoom lets no app write, and an older Marketplace page keeps every other button', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const { capabilities } = await import('../../client/zoom/capabilities.ts');
    await using opened = await openPanelOf(browser, journey, meeting, {
      uid: meeting.host.id,
      enabledApis: capabilities.filter((name) => name !== 'sendMessageToChat'),
    });
    const { panel } = opened;
    await panel.getByRole('button', { name: 'Start captions' }).waitFor();
    await panel.getByRole('button', { name: 'Host' }).click();
    const chat = panel.getByRole('region', { name: 'Tell the meeting' });
    await chat.getByText(/lets no app write into the chat/).waitFor();
    await chat.getByRole('button', { name: 'Copy' }).waitFor();
    expect(await panel.getByRole('button', { name: 'Invite everyone' }).isEnabled()).toBe(true);
  });
});
