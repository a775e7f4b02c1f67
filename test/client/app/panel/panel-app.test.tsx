// @vitest-environment happy-dom
/**
 * Covers client/app/lazy-parts.tsx, client/app/panel/panel-entry.ts, client/app/reader/bottom-bar.tsx,
 * client/app/reader/reader-context.ts, client/app/reader/reader-messages.tsx, client/app/reader/reader-model.ts,
 * client/app/reader/strips/reader-notices.tsx, client/app/reader/strips/strip-notice.tsx, client/app/reader/reader-state.ts, client/app/reader/reader.tsx,
 * client/app/reader/reason-words.tsx, client/app/reader/top-bar.tsx, client/app/reader/transcript.tsx,
 * client/app/session/meeting-session.ts, client/captions/feed/known-words.ts,
 * client/captions/search/use-find-key.ts, client/captions/search/use-search.ts,
 * client/controls/stream-controls.tsx, client/i18n/engine-name.ts, client/i18n/time-text.ts,
 * client/languages/language-name.ts, client/languages/language-picker.tsx, client/lib/use-loaded.ts,
 * client/ui/message-screen.tsx, client/ui/refusal-words.tsx.
 */
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { PanelApp } from '../../../../client/app/panel/panel-app.tsx';
import { PanelEntry } from '../../../../client/app/panel/panel-entry.ts';
import type { StreamOutcome, ZoomClient, ZoomConnection } from '../../../../client/zoom/zoom-client.ts';
import { ZoomCallError } from '../../../../client/zoom/zoom-errors.ts';
import type { MeetingStatus } from '../../../../shared/meeting-status.ts';
import type { ViewerAction } from '../../../../shared/panel-protocol.ts';
import {
  aBatch,
  aCaption,
  aGap,
  aSession,
  aWatchAnswer,
  liveStatus,
} from '../../../support/caption-lines.ts';
import { PanelStage } from '../../../support/panel-stage.ts';

let stage: PanelStage;

beforeEach(async () => {
  localStorage.clear();
  stage = await PanelStage.open();
});

afterEach(cleanup);

describe('the panel without a meeting', () => {
  it('explains outside Zoom that it belongs inside, and links to the browser page', async () => {
    openPanel({ kind: 'outside' });
    expect(await screen.findByText('This page belongs inside Zoom')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open in browser' }).getAttribute('href')).toBe('/home');
  });

  it('shows a sentence before Zoom has answered', () => {
    openPanel(new Promise<ZoomConnection>(() => undefined));
    expect(screen.getByText('Asking Zoom which meeting this is.')).toBeTruthy();
  });

  it('says when the Zoom client does not answer, and offers to try again', async () => {
    openPanel({ kind: 'silent' });
    expect(await screen.findByText('Zoom does not answer')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('explains a refusal by Zoom without its code', async () => {
    openPanel({ kind: 'refused', code: '80004' });
    expect(await screen.findByText('Zoom did not let this panel start')).toBeTruthy();
    expect(document.body.textContent).not.toContain('80004');
  });

  it('says that its person is in no meeting', async () => {
    stage.session = aSession({ meeting: null });
    openPanel();
    expect(await screen.findByText('You are not in a meeting')).toBeTruthy();
  });

  it('says that its person may not read', async () => {
    stage.session = { status: 401, code: 'context-invalid' };
    openPanel();
    expect(await screen.findByText('You cannot read these captions')).toBeTruthy();
  });

  it('says that it cannot reach the server, and goes on when it can', async () => {
    stage.session = { status: 503, code: 'draining' };
    openPanel();
    expect(await screen.findByText('You are offline')).toBeTruthy();
    stage.session = aSession();
    expect(await screen.findByText('Listening')).toBeTruthy();
  });
});

describe('a Zoom client that does not say which meeting this is', () => {
  it('is reported as such and not as a lost network, and can be asked again', async () => {
    const answers = [new ZoomCallError('getAppContext', { code: '10001' })];
    openPanel(undefined, undefined, {
      appContext: async () => {
        const refusal = answers.pop();
        if (refusal !== undefined) throw refusal;
        return 'sealed';
      },
    });
    expect(await screen.findByText('Zoom does not answer')).toBeTruthy();
    expect(document.body.textContent).not.toContain('ffline');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Listening')).toBeTruthy();
  });
});

describe('the panel before captions have started', () => {
  it('lets a host start them', async () => {
    const zoom = meetingIs({ state: 'waiting', since: 0, start: 'yes' });
    await userEvent.click(await screen.findByRole('button', { name: 'Start captions' }));
    expect(zoom.asked).toEqual(['start']);
    expect(await screen.findByText(/^Zoom has been asked to start them/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Start captions' })).toBeNull();
    await waitFor(() => expect(stage.panels).toBe(1));
    await stage.tell(liveStatus);
    expect(await screen.findByText('Listening')).toBeTruthy();
  });

  it('lets a participant ask the host, and says that Zoom is asking', async () => {
    meetingIs({ state: 'waiting', since: 0, start: 'ask-host' }, { kind: 'pending' });
    await userEvent.click(await screen.findByRole('button', { name: 'Ask the host to start' }));
    expect(await screen.findByText('Waiting for the host')).toBeTruthy();
    expect(screen.getByText(/Zoom has asked the host.* You do not need to do anything/)).toBeTruthy();
    expect(screen.getByText('Asking the host')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Ask the host to start' })).toBeNull();
  });

  it('tells a guest what to expect, without a button', async () => {
    meetingIs({ state: 'waiting', since: 0, start: 'no' });
    expect(await screen.findByText('They appear here as soon as someone starts them.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /start/i })).toBeNull();
  });

  it('explains why Zoom refused', async () => {
    meetingIs(
      { state: 'waiting', since: 0, start: 'yes' },
      { kind: 'refused', code: '40316', sentence: 'controlNotEntitled' },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Start captions' }));
    expect(await screen.findByText(/may not use live captions through this app yet/)).toBeTruthy();
    expect(document.body.textContent).not.toContain('40316');
  });

  it.each([
    ['pending-approval', 'Waiting for the host'],
    ['connecting', 'Captions are starting'],
    ['paused', 'Captions are paused'],
    ['reconnecting', 'Getting back to Zoom'],
    ['ended', 'Captions have ended'],
  ] as const)('has words for %s', async (state, title) => {
    meetingIs({ state, since: 0, start: 'no' });
    expect(await screen.findByText(title)).toBeTruthy();
  });
});

describe('a live meeting', () => {
  it('shows who said what, in its language and direction', async () => {
    stage.watch = () =>
      aWatchAnswer({
        language: 'ar',
        version: 3,
        captions: [aCaption(1, { language: 'ar', text: 'صباح الخير' }), aGap(2, 6_000)],
      });
    openPanel();
    const text = await caption('صباح الخير');
    expect([text.lang, text.dir]).toEqual(['ar', 'rtl']);
    expect(within(await captions()).getByText('Ana Ruiz').tagName).toBe('BDI');
    expect(screen.getByText('6 s not captured')).toBeTruthy();
  });

  it('shows the original, the engine and the delay on demand', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    const more = await screen.findByRole('button', { name: /^About this line: Ana Ruiz, / });
    expect(screen.queryByText('sentence 1')).toBeNull();
    await userEvent.click(more);
    expect(screen.getByText('sentence 1').lang).toBe('en');
    expect(screen.getByText('Machine translation by Google')).toBeTruthy();
    expect(screen.getByText('Ready under 1 s after Zoom sent the words')).toBeTruthy();
  });

  it('marks what is not final, corrected, or could not be translated', async () => {
    const original = { language: 'en', text: 'Hello' };
    stage.watch = () =>
      aWatchAnswer({
        version: 4,
        captions: [
          aCaption(1, { state: 'draft' }),
          aCaption(2, { corrected: true, late: true }),
          aCaption(3, { origin: 'untranslated', language: 'en', text: 'Hello', original }),
          aCaption(4, { origin: 'pending', state: 'draft', language: 'en', text: 'Bye', original }),
        ],
      });
    openPanel();
    for (const mark of ['draft', 'corrected', 'said earlier', 'not translated', 'translating…']) {
      expect(await screen.findByText(mark)).toBeTruthy();
    }
  });

  it('distinguishes two people of one name who speak in turns', async () => {
    const said = (position: number, id: string) => aCaption(position, { speaker: { id, name: 'Alex' } });
    stage.watch = () => aWatchAnswer({ version: 3, captions: [said(1, 'a'), said(2, 'b'), said(3, 'a')] });
    openPanel();
    const names = within(await captions()).getAllByText(/^Alex/);
    expect(names.map(({ textContent }) => textContent)).toEqual(['Alex', 'Alex (2)', 'Alex']);
    const [first, second, third] = names.map((name) => name.closest('li')?.dataset.tone);
    expect(first).toBe(third);
    expect(first).not.toBe(second);
  });

  it('announces each settled line once to screen readers, and no earlier line', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await caption('frase 1');
    stage.send(aBatch(1, 2, { upserts: [aCaption(2, { version: 2, state: 'draft', text: 'fra' })] }));
    await caption('fra');
    stage.send(aBatch(2, 3, { upserts: [aCaption(2, { version: 3 })] }));
    await caption('frase 2');
    stage.send(aBatch(3, 4, { upserts: [aCaption(2, { version: 4, corrected: true, text: 'otra frase' })] }));
    await caption('otra frase');
    expect(screen.getByRole('log').textContent).toBe('Ana Ruiz: frase 2');
  });

  it('keeps its lines readable while the connection is down', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await caption('frase 1');
    stage.end('server-draining');
    expect(await screen.findByText(/What you have stays readable/)).toBeTruthy();
    expect(within(await captions()).getByText('frase 1')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/What you have stays readable/)).toBeNull());
  });

  it('moves to the meeting of a new session when the old one belongs to another', async () => {
    meetingIs({ state: 'waiting', since: 0, start: 'ask-host' });
    await screen.findByRole('button', { name: 'Ask the host to start' });
    await waitFor(() => expect(stage.panels).toBe(1));
    stage.session = aSession({ token: 'token-2', meeting: { id: 'm2', status: liveStatus } });
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    stage.end('token-expired');
    await caption('frase 1');
    expect(stage.panels).toBe(1);
  });

  it('shows nothing any more of a meeting that was deleted', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await caption('frase 1');
    stage.end('meeting-deleted');
    expect(await screen.findByText('These captions were deleted')).toBeTruthy();
    expect(screen.queryByText('frase 1')).toBeNull();
  });

  it('maps codes of a newer server to the nearest known one', async () => {
    const status: MeetingStatus = JSON.parse('{"state":"warming-up","since":1,"start":"perhaps"}');
    stage.session = aSession({ meeting: { id: 'm1', status } });
    stage.watch = () => aWatchAnswer({ status });
    openPanel();
    expect(await screen.findByText('Captions are starting')).toBeTruthy();
    await waitFor(() => expect(stage.watched).toHaveLength(1));
    await stage.tell({ ...status, since: 2 });
    stage.end(JSON.parse('"moved-to-the-moon"'));
    await waitFor(() => expect(stage.watched).toHaveLength(2));
    expect(screen.getByText('Captions are starting')).toBeTruthy();
  });

  it('offers pause and stop to viewers with that permission', async () => {
    stage.session = aSession({ viewer: { id: 'v1', role: 'host', can: ['read', 'start', 'stop'] } });
    const zoom = openPanel();
    await userEvent.click(await screen.findByRole('button', { name: 'Pause for everyone' }));
    expect(zoom.asked).toEqual(['pause']);
    await stage.tell({ state: 'paused', since: 1, start: 'no' });
    expect(await screen.findByRole('button', { name: 'Resume' })).toBeTruthy();
  });

  it('explains every button that is an icon alone by a tooltip', async () => {
    const can = ['read', 'start', 'stop', 'configure'] as const;
    stage.session = aSession({ viewer: { id: 'v1', role: 'host', can } });
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await caption('frase 1');
    await userEvent.click(screen.getByRole('button', { name: 'Search the captions' }));
    await screen.findByRole('searchbox');
    await userEvent.click(screen.getByRole('button', { name: 'Display settings' }));
    await screen.findByRole('button', { name: 'Larger' });
    const icons = screen
      .getAllByRole('button', { hidden: true })
      .filter((button) => button.querySelector('svg, [aria-hidden]') !== null)
      .filter((button) => (button.textContent ?? '').replace('Aa', '') === '');
    expect(icons.length).toBeGreaterThan(6);
    expect(icons.filter(({ title }) => title === '').map((button) => button.ariaLabel)).toEqual([]);
  });

  it('confirms a stop, and ignores a double press of Stop', async () => {
    stage.session = aSession({ viewer: { id: 'v1', role: 'host', can: ['read', 'start', 'stop'] } });
    const zoom = openPanel();
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    const warning = screen.getByText('The captions then end for everyone in this meeting.');
    const button = screen.getByRole('button', { name: 'Stop for everyone' });
    expect(warning.compareDocumentPosition(button)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stop' }));
    expect(zoom.asked).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Stop for everyone' }));
    expect(zoom.asked).toEqual(['stop']);
  });

  it('keeps the focus on a button whose label changes', async () => {
    stage.session = aSession({ viewer: { id: 'v1', role: 'host', can: ['read', 'start', 'stop'] } });
    openPanel();
    await userEvent.click(await screen.findByRole('button', { name: 'Pause for everyone' }));
    await stage.tell({ state: 'paused', since: 1, start: 'no' });
    expect(await screen.findByRole('button', { name: 'Resume' })).toBe(document.activeElement);
  });

  it('moves the focus to the captions when a focused button is removed', async () => {
    meetingIs({ state: 'waiting', since: 0, start: 'yes' });
    await userEvent.click(await screen.findByRole('button', { name: 'Start captions' }));
    await stage.tell(liveStatus);
    await screen.findByText('Listening');
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it('shows the state while the only lines are notes', async () => {
    stage.watch = () =>
      aWatchAnswer({
        version: 1,
        captions: [{ kind: 'paused', id: 'n1', position: 1, version: 1, at: 1 }],
        status: { state: 'paused', since: 1, start: 'no' },
      });
    openPanel();
    expect(await screen.findByText('Captions are paused')).toBeTruthy();
  });

  it('shows the reason before the sentence of the state', async () => {
    stage.session = aSession({ viewer: { id: 'v1', role: 'attendee', can: ['read', 'export'] } });
    stage.watch = () =>
      aWatchAnswer({
        status: { state: 'ended', since: 1, start: 'no', reason: 'It is over.', reasonCode: 'meeting-ended' },
      });
    openPanel();
    expect(await screen.findByText(/^The meeting has ended. You can read the whole transcript/)).toBeTruthy();
  });

  it('gives a guest the button to add the app, beside the sentence that recommends it', async () => {
    stage.watch = () => aWatchAnswer({ status: { state: 'ended', since: 1, start: 'no' } });
    const zoom = openPanel();
    expect(await screen.findByText(/Add the app to find the transcript/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Add the app' }));
    expect(zoom.asked).toEqual(['offer-app']);
  });

  it('shows an unknown reason in English, marked as English', async () => {
    stage.watch = () =>
      aWatchAnswer({ status: { state: 'ended', since: 1, start: 'no', reason: 'Something new happened.' } });
    openPanel();
    const reason = await screen.findByText('Something new happened.');
    expect([reason.lang, reason.dir]).toEqual(['en', 'ltr']);
    expect(reason.parentElement?.textContent).toMatch(
      /^Something new happened. What was said stays readable/,
    );
  });

  it('asks Zoom for a fresh context and goes on, before its token runs out', async () => {
    stage.session = aSession({ expiresInMs: 1_300 });
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await screen.findByText('frase 1');
    const sessions = () => stage.requests.filter(({ line }) => line === 'POST /api/session');
    await waitFor(() => expect(sessions().length).toBeGreaterThan(1));
    expect(sessions()[1]?.body).toBe('{"context":"sealed"}');
    expect(screen.getByText('frase 1')).toBeTruthy();
    expect(stage.panels).toBe(1);
  });

  it('reconnects to a replaced server, and not to a deleted meeting', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await screen.findByText('frase 1');
    stage.end('server-draining');
    expect(await screen.findByText('Offline')).toBeTruthy();
    expect(screen.getByText('frase 1')).toBeTruthy();
    expect(await screen.findByText('Live')).toBeTruthy();
    stage.end('meeting-deleted');
    expect(await screen.findByText('These captions were deleted')).toBeTruthy();
    await expect.poll(() => stage.panels).toBe(0);
  });

  it('opens the sheet of the transcript when captions have ended, and from there this meeting in the browser', async () => {
    const zoom = endedFor(['read', 'export']);
    await userEvent.click(await screen.findByRole('button', { name: 'Get the transcript' }));
    await screen.findByRole('dialog', { name: 'Transcript' });
    await userEvent.click(screen.getByRole('button', { name: 'Open in browser' }));
    expect(zoom.opened).toEqual([`${location.origin}/home#meeting=m1`]);
  });

  it('offers no transcript to guests, who have no meetings behind the sign-in', async () => {
    endedFor(['read']);
    expect(
      await screen.findByText(/^What was said stays readable here while this panel is open/),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Get the transcript' })).toBeNull();
  });
});

describe('finding words', () => {
  it('opens by Ctrl+F and ⌘F, because the browser finds only drawn lines', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await caption('frase 1');
    await userEvent.keyboard('{Control>}f{/Control}');
    const words = await screen.findByRole('searchbox');
    await waitFor(() => expect(document.activeElement).toBe(words));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('searchbox')).toBeNull());
    await userEvent.keyboard('{Meta>}f{/Meta}');
    expect(await screen.findByRole('searchbox')).toBeTruthy();
  });
});

describe('languages', () => {
  it("offers the browser's language in one tap, and remembers the choice", async () => {
    stage.watch = ({ language }) =>
      aWatchAnswer({ language, version: 1, captions: [aCaption(1, { text: language })] });
    openPanel();
    expect(await caption('es')).toBeTruthy();
    const reason = await screen.findByText(/^Your browser or Zoom is set to/);
    expect(reason.textContent).toBe('Your browser or Zoom is set to Deutsch.');
    await userEvent.click(await screen.findByRole('button', { name: 'Read in Deutsch' }));
    expect(await caption('de')).toBeTruthy();
    const saved = () => stage.requests.filter((request) => request.line === 'PUT /api/preferences');
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(JSON.parse(saved()[0]?.body ?? '').language).toBe('de');
  });

  it('that were offered and declined are not offered again', async () => {
    stage.watch = ({ language }) => aWatchAnswer({ language, version: 1, captions: [aCaption(1)] });
    openPanel();
    await screen.findByRole('button', { name: 'Read in Deutsch' });
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('button', { name: 'Read in Deutsch' })).toBeNull();
    cleanup();
    openPanel();
    await caption('frase 1');
    expect(screen.queryByRole('button', { name: 'Read in Deutsch' })).toBeNull();
  });

  it('are found by typing and chosen by keyboard', async () => {
    stage.watch = ({ language }) =>
      aWatchAnswer({ language, version: 1, captions: [aCaption(1, { text: language })] });
    openPanel();
    await userEvent.click(await screen.findByRole('button', { name: /Language of the captions/ }));
    const search = await screen.findByRole('combobox');
    await waitFor(() => expect(document.activeElement).toBe(search));
    await userEvent.keyboard('arab');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await userEvent.keyboard('{Enter}');
    expect(await caption('ar')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('change in reading mode without a blank: each line stays until its translation has settled', async () => {
    localStorage.setItem('translated-captions', '{"display":{"readingMode":true}}');
    const pending = (position: number) =>
      aCaption(position, { state: 'draft', origin: 'pending', version: 1, text: `sentence ${position}` });
    stage.watch = ({ language }) =>
      language === 'es'
        ? aWatchAnswer({ version: 9, captions: [aCaption(1), aCaption(2)] })
        : aWatchAnswer({ language, version: 1, captions: [pending(1), pending(2)] });
    openPanel();
    const line = await caption('frase 2');
    await userEvent.click(await screen.findByRole('button', { name: 'Read in Deutsch' }));
    await waitFor(() => expect(stage.watched).toEqual(['es', 'de']));
    const german = aCaption(2, { version: 2, language: 'de', text: 'Satz 2' });
    stage.send(aBatch(1, 2, { language: 'de', upserts: [german] }));
    const after = await caption('Satz 2');
    expect(after.closest('li')).toBe(line.closest('li'));
    expect(within(await captions()).getByText('frase 1')).toBeTruthy();
    expect(screen.queryByText('Listening')).toBeNull();
  });

  it('stay unchanged after Escape', async () => {
    openPanel();
    await userEvent.click(await screen.findByRole('button', { name: /Language of the captions/ }));
    await screen.findByRole('combobox');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('display settings', () => {
  it('change the page at once and are remembered', async () => {
    stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)] });
    openPanel();
    await userEvent.click(await screen.findByRole('button', { name: 'Display settings' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Larger' }));
    await userEvent.click(screen.getByRole('radio', { name: 'High contrast' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Always' }));
    expect(document.documentElement.style.getPropertyValue('--caption-scale')).toBe('1.15');
    expect(document.documentElement.dataset.theme).toBe('contrast');
    expect(within(await captions()).getByText('sentence 1')).toBeTruthy();
    expect(JSON.parse(localStorage.getItem('translated-captions') ?? '{}').display).toMatchObject({
      textSize: 115,
      theme: 'contrast',
      original: 'always',
    });
  });

  it('show finished sentences only in reading mode', async () => {
    stage.watch = () =>
      aWatchAnswer({ version: 2, captions: [aCaption(1), aCaption(2, { state: 'draft' })] });
    openPanel();
    await caption('frase 2');
    await userEvent.click(await screen.findByRole('button', { name: 'Display settings' }));
    await userEvent.click(await screen.findByRole('switch', { name: /Reading mode/ }));
    await waitFor(() => expect(screen.queryByText('frase 2')).toBeNull());
    expect(screen.getByText('frase 1')).toBeTruthy();
  });
});

/** A German browser, in front of a server that translates to Spanish. */
const facts = { target: 'es', browserLanguages: ['de-AT'] };

interface FakeZoom {
  readonly asked: string[];
  readonly opened: string[];
}

function openPanel(
  connection?: ZoomConnection | Promise<ZoomConnection>,
  outcome: StreamOutcome = { kind: 'done' },
  change: Partial<ZoomClient> = {},
): FakeZoom {
  const asked: string[] = [];
  const opened: string[] = [];
  const zoom: ZoomClient = {
    appContext: async () => 'sealed',
    control: async (action) => {
      asked.push(action);
      return outcome;
    },
    canAuthorize: () => false,
    authorize: async () => ({ kind: 'unanswered' as const }),
    canInvite: () => false,
    inviteEveryone: async () => ({ kind: 'done' as const }),
    canChat: () => false,
    sendToChat: async () => false,
    isGuest: async () => false,
    offerApp: async () => {
      asked.push('offer-app');
    },
    rtmsStatus: async () => 'unknown',
    openUrl: async (url) => {
      opened.push(url);
    },
    onHint: () => () => undefined,
    close: () => undefined,
    ...change,
  };
  const entry = new PanelEntry({
    facts,
    framed: false,
    connect: async () => connection ?? { kind: 'connected', zoom },
  });
  onTestFinished(() => entry.close());
  void entry.start();
  render(<PanelApp entry={entry} />);
  return { asked, opened };
}

function meetingIs(status: MeetingStatus, outcome?: StreamOutcome): FakeZoom {
  stage.session = aSession({ meeting: { id: 'm1', status } });
  stage.watch = ({ language }) => aWatchAnswer({ language, status });
  return openPanel(undefined, outcome);
}

function endedFor(can: readonly ViewerAction[], change?: Partial<ZoomClient>): FakeZoom {
  stage.session = aSession({ viewer: { id: 'v1', role: 'attendee', can } });
  const status: MeetingStatus = { state: 'ended', since: 1, start: 'no' };
  stage.watch = () => aWatchAnswer({ version: 1, captions: [aCaption(1)], status });
  return openPanel(undefined, undefined, change);
}

/** A line with this text. Asked of the list there is now: another language or a reset makes a new one. */
function caption(text: string): Promise<HTMLElement> {
  return waitFor(() => within(screen.getByRole('region', { name: 'Captions' })).getByText(text));
}

function captions(): Promise<HTMLElement> {
  return screen.findByRole('region', { name: 'Captions' });
}
