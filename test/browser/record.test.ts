/**
 * What becomes of a record, on the screens of the host and of a signed-in person.
 * Covers client/record/record-section.tsx, client/record/deletion.tsx, client/record/receipt.tsx, client/record/delete-mine.tsx,
 * client/record/retention-choices.ts, client/record/receipt-page.tsx, client/record/record-words.ts, client/record/record-api.ts.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import { askAs } from '../support/share-link.ts';
import { homeStage, openHome } from './home-page.ts';
import { ENGLISH, newPage, openPanelOf, violationsInEveryTheme } from './panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('the host keeps a record shorter, for hosts only, and deletes it with a receipt', async () => {
  await using journey = await Journey.start();
  const meeting = journey.zoom.createMeeting();
  await meeting.startRtms();
  await using opened = await openPanelOf(browser, journey, meeting, { uid: meeting.host.id });
  const { panel, page } = opened;
  await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'The backlog is long.');
  await panel.getByRole('list').getByText('[es] The backlog is long.').waitFor();
  await panel.getByRole('button', { name: 'Host' }).click();
  const sheet = panel.getByRole('dialog', { name: 'Host' });
  const record = sheet.getByRole('region', { name: 'Record' });
  await record.getByText(/^Kept until .*, if nothing more is said\.$/).waitFor();

  await record.getByLabel('How long it is kept').selectOption({ label: 'Only until the meeting ends' });
  await record.getByText(/^The record is deleted when the meeting ends/).waitFor();
  await record.getByLabel('Only the host').check();
  await record.getByRole('button', { name: 'Save these choices' }).click();
  await record.getByText('Saved.').waitFor();
  await record.getByRole('button', { name: 'Delete this record…' }).click();
  const question = record.getByRole('group', { name: 'Delete this record…' });
  await question.getByText(/^Captions are running: they stop/).waitFor();
  expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  await question.getByRole('button', { name: 'Keep it' }).click();
  const focused = () => panel.evaluate(() => document.activeElement?.textContent ?? '');
  expect(await focused()).toBe('Delete this record…');
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Delete for good' }).click();

  await sheet.getByText(/^The record of this meeting was deleted: /).waitFor();
  const rows = await sheet.getByRole('listitem').allTextContents();
  expect(rows).toEqual(expect.arrayContaining(['1 meeting', '1 line', '1 translation']));
  expect(await violationsInEveryTheme(page, panel)).toEqual([]);
  await page.keyboard.press('Escape');
  await panel.getByText('These captions were deleted').first().waitFor();
});

it('a reader whose host keeps the record for hosts is told so, and reads on when it is opened again', async () => {
  const stage = await homeStage();
  await using journey = stage.journey;
  const { meeting } = stage;
  await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'The backlog is long.');
  await using opened = await openHome(browser, stage, '', { width: 900, height: 600 });
  const { page } = opened;
  await page.getByText('[es] The backlog is long.').waitFor();
  const host = await journey.openPanel({ meetingUuid: meeting.uuid, uid: meeting.host.id, role: 'host' });
  const restrict = (restrictedTo: string) =>
    askAs(journey.url, host, '', { method: 'PATCH', body: JSON.stringify({ restrictedTo }) });
  expect((await restrict('hosts')).status).toBe(200);
  await page.getByRole('heading', { name: 'For hosts only' }).waitFor();
  await page.getByText('Ask the host if you need it.', { exact: false }).waitFor();
  expect(await violationsInEveryTheme(page, page.mainFrame())).toEqual([]);
  expect((await restrict('members')).status).toBe(200);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('[es] The backlog is long.').waitFor();
});

it('a signed-in person deletes everything of theirs, and is shown what that was', async () => {
  await using journey = await Journey.start({ env: signedInEnvironment });
  const meeting = journey.zoom.createMeeting();
  await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  const { headers } = await HomeBrowser.signIn(journey, 'reader');
  await using opened = await newPage(browser, { width: 900, height: 700 });
  const { page } = opened;
  const value = headers.cookie?.replace('session=', '') ?? '';
  await page.context().addCookies([{ name: 'session', value, url: journey.url }]);
  await page.goto(`${journey.url}/home`);
  await page.getByRole('button', { name: 'Delete everything of mine…' }).click();
  const question = page.getByRole('group', { name: 'Delete everything of mine…' });
  await question.getByText(/^What you said in meetings of others stays/).waitFor();
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText(/^Everything of yours was deleted: /).waitFor();
  await page.getByText('1 note of who was in a meeting').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: /Sign in/ }).waitFor();
});
