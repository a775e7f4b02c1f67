// @vitest-environment happy-dom
/**
 * Covers client/app/home/meetings/first-steps.tsx, client/app/home/home-place.ts, client/app/home/home-words.ts,
 * client/app/home/meetings/meeting-facts.tsx, client/app/home/meetings/meeting-list.tsx, client/app/home/meetings/meetings-page.tsx,
 * client/app/home/search/search-results.tsx, client/app/home/search/use-record-search.ts, client/app/page-facts.ts,
 * client/app/reader/part/use-list-part.ts, client/share/closed-link.tsx.
 */
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HomeApp } from '../../../../client/app/home/home-app.tsx';
import { homePlace, meetingFragment } from '../../../../client/app/home/home-place.ts';
import { dictionaryLoaders } from '../../../../client/i18n/dictionaries.ts';
import { InterfaceLanguage } from '../../../../client/i18n/interface-language.ts';
import { InterfaceMessages } from '../../../../client/i18n/interface-messages.tsx';
import { hideToken } from '../../../../client/share/kept-links.ts';
import { MEETINGS_PER_PAGE, type MeetingSummary } from '../../../../shared/panel-protocol.ts';
import { aCaption, aSession, aWatchAnswer, liveStatus } from '../../../support/caption-lines.ts';
import { PanelStage } from '../../../support/panel-stage.ts';

let stage: PanelStage;

beforeEach(async () => {
  localStorage.clear();
  stage = await PanelStage.open();
});

afterEach(() => {
  cleanup();
  location.hash = '';
});

function aMeeting(over: Partial<MeetingSummary> = {}): MeetingSummary {
  return {
    id: 'm1',
    startedAt: 1_000,
    status: liveStatus,
    languages: { spoken: ['en'], read: ['es', 'ja'] },
    expiresAt: Date.UTC(2026, 10, 29, 8, 27),
    hosted: false,
    ...over,
  };
}

const facts = { target: 'es', browserLanguages: ['es'] };

describe('the page in a browser', () => {
  it('offers to sign in', async () => {
    stage.meetings = undefined;
    render(<HomeApp facts={facts} />);
    const link = await screen.findByRole('link', { name: 'Sign in with Zoom' });
    expect(link.getAttribute('href')).toBe('/auth');
  });

  it('says that there are no meetings yet', async () => {
    render(<HomeApp facts={facts} />);
    expect(await screen.findByText(/No meetings yet/)).toBeTruthy();
  });

  it('lists my meetings, live ones first', async () => {
    stage.meetings = [
      aMeeting({ id: 'm1', topic: 'Older', startedAt: 1_000, status: { ...liveStatus, state: 'ended' } }),
      aMeeting({ id: 'm2', startedAt: 500 }),
    ];
    render(<HomeApp facts={facts} />);
    const items = await screen.findAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Zoom meetingLive.*You take part/),
      expect.stringMatching(/^Older.*You attended/),
    ]);
  });

  it('shows older meetings when they are asked for', async () => {
    stage.meetings = Array.from({ length: MEETINGS_PER_PAGE + 2 }, (_, index) =>
      aMeeting({ id: `m${index}`, startedAt: 1_000_000 - index }),
    );
    render(<HomeApp facts={facts} />);
    expect(await screen.findAllByRole('listitem')).toHaveLength(MEETINGS_PER_PAGE);
    await userEvent.click(screen.getByRole('button', { name: 'Older meetings' }));
    await expect.poll(() => screen.getAllByRole('listitem').length).toBe(MEETINGS_PER_PAGE + 2);
    expect(screen.queryByRole('button', { name: 'Older meetings' })).toBeNull();
  });

  it('uses the language of the stored preferences, also in dates', async () => {
    stage.meetings = [
      aMeeting({
        id: 'm1',
        topic: 'Semanal',
        startedAt: Date.UTC(2026, 4, 3, 12),
        status: { ...liveStatus, state: 'ended' },
      }),
    ];
    stage.preferences = { display: { interfaceLanguage: 'es' } };
    const language = new InterfaceLanguage({ loaders: dictionaryLoaders, browser: ['en-US'] });
    render(
      <InterfaceMessages language={language}>
        <HomeApp facts={facts} />
      </InterfaceMessages>,
    );
    expect(await screen.findByText('Tus reuniones')).toBeTruthy();
    expect(screen.getByText(/3 de mayo de 2026/)).toBeTruthy();
  });

  it('reads a meeting with the cookie, and goes back to the list', async () => {
    stage.meetings = [aMeeting({ id: 'm/1', topic: 'Weekly' })];
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    location.hash = meetingFragment('m/1');
    render(<HomeApp facts={facts} />);
    expect(await screen.findByText('frase 1')).toBeTruthy();
    const proof = stage.requests.find((request) => request.line === 'POST /api/session');
    expect(JSON.parse(proof?.body ?? '')).toEqual({ meeting: 'm/1' });
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByText('Your meetings')).toBeTruthy();
  });

  it('opens the sheet of the transcript of an ended meeting', async () => {
    stage.session = aSession({ viewer: { id: 'v1', role: 'browser', can: ['read', 'export'] } });
    stage.watch = () =>
      aWatchAnswer({ version: 1, captions: [aCaption(1)], status: { ...liveStatus, state: 'ended' } });
    location.hash = meetingFragment('m1');
    render(<HomeApp facts={facts} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Get the transcript' }));
    expect(await screen.findByRole('dialog', { name: 'Transcript' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open in browser' })).toBeNull();
  });

  it('says why nothing new comes of a meeting that its reader has left', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)], left: true });
    location.hash = meetingFragment('m1');
    render(<HomeApp facts={facts} />);
    expect(await screen.findByText(/You have left this meeting/)).toBeTruthy();
    await stage.tell({ ...liveStatus, state: 'ended' });
    await expect.poll(() => screen.queryByText(/You have left this meeting/)).toBeNull();
  });

  it('asks to sign in where the session has run out', async () => {
    stage.session = { status: 401, code: 'signed-out' };
    location.hash = meetingFragment('m1');
    render(<HomeApp facts={facts} />);
    expect(await screen.findByRole('link', { name: 'Sign in with Zoom' })).toBeTruthy();
  });

  it('signs out', async () => {
    render(<HomeApp facts={facts} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(stage.requests.map((request) => request.line)).toContain('POST /auth/logout');
  });

  it('reads by a share link in the language of the link', async () => {
    stage.watch = ({ language }) =>
      aWatchAnswer({ language, version: 1, captions: [aCaption(1, { text: `in ${language}` })] });
    location.hash = '#share=secret&language=pt-BR';
    hideToken();
    render(<HomeApp facts={facts} />);
    const captions = await screen.findByRole('region', { name: 'Captions' });
    expect(within(captions).getByText('in pt-BR')).toBeTruthy();
    const proof = stage.requests.find((request) => request.line === 'POST /api/session');
    expect(JSON.parse(proof?.body ?? '')).toEqual({ share: 'secret' });
    expect(location.href).not.toContain('secret');
  });

  it('takes a link that is pasted into its address, and forgets none on the way back', async () => {
    render(<HomeApp facts={facts} />);
    await screen.findByText(/No meetings yet/);
    const shares = () =>
      stage.requests
        .filter(({ line }) => line === 'POST /api/session')
        .map(({ body }) => JSON.parse(body).share);
    location.hash = '#share=one';
    await expect.poll(shares).toEqual(['one']);
    const { hash } = location;
    location.hash = '#share=two';
    await expect.poll(shares).toEqual(['one', 'two']);
    expect(location.href).not.toMatch(/one|two/);
    location.hash = hash;
    await expect.poll(shares).toEqual(['one', 'two', 'one']);
  });

  it.each([
    ['share-revoked', 'This link was closed'],
    ['share-expired', 'This link has expired'],
    ['share-unknown', 'This link leads nowhere'],
    ['share-incomplete', 'This link is not complete'],
  ])('says of a link that is %s what can be done', async (code, title) => {
    stage.session = { status: 401, code };
    location.hash = '#share=secret';
    hideToken();
    render(<HomeApp facts={facts} />);
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
  });

  it('says so when the host closes the link', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    location.hash = '#share=secret';
    hideToken();
    render(<HomeApp facts={facts} />);
    await screen.findByText('frase 1');
    stage.end('share-revoked');
    expect(await screen.findByRole('heading', { name: 'This link was closed' })).toBeTruthy();
    expect(screen.queryByText('frase 1')).toBeNull();
  });

  it('asks for the link itself where the address came without its key', async () => {
    location.hash = '#link=of-another-tab';
    render(<HomeApp facts={facts} />);
    expect(await screen.findByRole('heading', { name: 'Open the link again' })).toBeTruthy();
    expect(stage.requests).toEqual([]);
  });
});

describe('the address of the page', () => {
  it.each([
    ['', { kind: 'meetings' }],
    ['#share=', { kind: 'meetings' }],
    ['#meeting=a%2Fb', { kind: 'meeting', id: 'a/b' }],
    ['#link=n&language=de', { kind: 'link', name: 'n', token: 'token of n', language: 'de' }],
    ['#share=t', { kind: 'meetings' }],
  ])('%s is understood', (fragment, place) => {
    expect(homePlace(fragment, (name) => `token of ${name}`)).toEqual(place);
  });
});
