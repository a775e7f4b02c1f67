// @vitest-environment happy-dom
/**
 * Covers client/app/views/view.tsx, client/app/views/view-help.tsx, client/app/views/view-model.ts,
 * client/app/views/view-notices.ts, client/app/views/view-signs.tsx, client/app/views/screen/screen-block.tsx,
 * client/app/views/screen/screen-caption.tsx, client/app/views/screen/use-view-look.ts,
 * client/app/views/screen/view-box.ts, client/app/session/companion-feed.ts.
 */
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ViewApp } from '../../../../client/app/views/view-app.tsx';
import type { Caption } from '../../../../shared/caption.ts';
import { aBatch, aCaption, aWatchAnswer } from '../../../support/caption-lines.ts';
import { PanelStage } from '../../../support/panel-stage.ts';

let stage: PanelStage;

beforeEach(async () => {
  localStorage.clear();
  stage = await PanelStage.open();
  stage.watch = ({ language }) => aWatchAnswer({ language, version: 1, captions: [spoken(1, { language })] });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  location.hash = '';
  for (const { name } of [...document.documentElement.attributes])
    document.documentElement.removeAttribute(name);
});

const facts = { target: 'es', browserLanguages: ['es'] };
const spoken = (position: number, change: Partial<Caption> = {}) =>
  aCaption(position, { spokenAt: Date.now(), ...change });

function open(query: string, fragment = '#meeting=m1'): void {
  window.happyDOM?.setURL(`${location.origin}/home?view=${query}${fragment}`);
  render(<ViewApp facts={facts} />);
}

/** Each block shows the first line. */
const bothLanguages = () => expect.poll(() => screen.queryAllByText('frase 1').length).toBe(2);

describe('a view', () => {
  it('shows who speaks and what is said, in the language of the room, and nothing to press', async () => {
    open('overlay');
    expect(await screen.findByText('frase 1')).toBeTruthy();
    expect(screen.getByText('Ana Ruiz')).toBeTruthy();
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(screen.queryAllByRole('link')).toEqual([]);
    stage.send(
      aBatch(1, 2, {
        upserts: [spoken(2, { text: 'segunda frase', speaker: { id: 's1', name: 'Ana Ruiz' } })],
      }),
    );
    expect(await screen.findByText('segunda frase')).toBeTruthy();
    // Who goes on is not named again.
    expect(screen.getAllByText('Ana Ruiz')).toHaveLength(1);
  });

  it('holds the place of a translation that is on its way', async () => {
    open('overlay&names=off');
    await screen.findByText('frase 1');
    stage.send(
      aBatch(1, 2, {
        upserts: [spoken(2, { origin: 'pending', state: 'draft', text: 'being said', language: 'en' })],
      }),
    );
    expect(await screen.findByText('…')).toBeTruthy();
    expect(screen.queryByText('being said')).toBeNull();
  });

  it('has each language in a block of its own, over a connection of its own and one session', async () => {
    open('projector&languages=es,ar');
    await bothLanguages();
    const blocks = screen.getAllByRole('region');
    expect(blocks.map((block) => block.getAttribute('aria-label'))).toEqual([
      'Captions: Spanish',
      'Captions: Arabic',
    ]);
    expect(
      within(blocks[1] ?? document.body)
        .getByText('frase 1')
        .closest('p')?.dir,
    ).toBe('rtl');
    expect(stage.panels).toBe(2);
    expect([...stage.watched].sort()).toEqual(['ar', 'es']);
    expect(stage.requests.filter(({ line }) => line === 'POST /api/session')).toHaveLength(1);
  });

  it('reads the language of the address before that of the link, and that before the stored one', async () => {
    localStorage.setItem('translated-captions', JSON.stringify({ language: 'fr' }));
    open('overlay', '#share=secret&language=pt-BR');
    await vi.waitFor(() => expect(stage.watched).toEqual(['pt-BR']));
    cleanup();
    open('overlay&languages=de', '#share=secret&language=pt-BR');
    await vi.waitFor(() => expect(stage.watched).toEqual(['pt-BR', 'de']));
    cleanup();
    open('overlay');
    await vi.waitFor(() => expect(stage.watched).toEqual(['pt-BR', 'de', 'fr']));
  });

  it('comes back by itself, without a word, after the server was replaced', async () => {
    open('overlay&languages=es,ar');
    await bothLanguages();
    stage.watch = ({ language }) =>
      aWatchAnswer({ language, version: 2, captions: [spoken(2, { text: `nach ${language}` })] });
    stage.end('server-draining');
    expect(screen.getAllByText('frase 1')).toHaveLength(2);
    expect(await screen.findByText('nach es', {}, { timeout: 15_000 })).toBeTruthy();
    expect(await screen.findByText('nach ar', {}, { timeout: 15_000 })).toBeTruthy();
    expect(screen.queryByRole('img', { name: 'No connection' })).toBeNull();
  });

  it('tells the operator where to sign in', async () => {
    stage.session = { status: 401, code: 'signed-out' };
    open('projector');
    const words = await screen.findByText(/^For the operator: this screen is not signed in/);
    expect(words.textContent).toContain(`${location.origin}/home`);
    expect(screen.queryAllByRole('link')).toEqual([]);
  });

  it('tells the operator that the address names no meeting', async () => {
    open('overlay', '');
    expect(await screen.findByText(/this address names no meeting/)).toBeTruthy();
  });

  it('clears a stream whose link was closed, and shows no words there', async () => {
    open('overlay');
    await screen.findByText('frase 1');
    stage.end('share-revoked');
    expect(await screen.findByRole('img', { name: 'No connection' })).toBeTruthy();
    expect(screen.queryByText('frase 1')).toBeNull();
    expect(screen.queryByText(/operator/)).toBeNull();
  });

  it('shows what was understood of its address, only when asked', async () => {
    open('overlay&size=huge&colour=red');
    await screen.findByText('frase 1');
    expect(screen.queryByText('What this address says')).toBeNull();
    cleanup();
    open('overlay&size=huge&colour=red&lines=3&help');
    expect(await screen.findByText(/^size: “huge” is none of .*; 5 is used$/)).toBeTruthy();
    expect(screen.getByText(/^There is no “colour”, only .*color/)).toBeTruthy();
    expect(screen.getByText('lines = 3')).toBeTruthy();
  });

  it('has the colours and the font of its address', async () => {
    open('projector&color=000000&background=ffffff&font=Open+Sans');
    await screen.findByText('frase 1');
    const { style, dataset } = document.documentElement;
    expect(style.getPropertyValue('--view-text')).toBe('#000000');
    expect(style.getPropertyValue('--view-ground')).toBe('#ffffff');
    expect(style.getPropertyValue('--caption-font')).toBe('"Open Sans", var(--font)');
    // Dark text has dark colours of speakers beside it.
    expect(dataset.theme).toBe('light');
  });

  it('runs for thousands of lines in two languages, and grows by none of them', async () => {
    open('projector&languages=es,ar');
    await bothLanguages();
    const sizes: number[] = [];
    const people = 7;
    for (let version = 1; version < 3_000; version += 100) {
      for (const language of ['es', 'ar']) {
        const upserts = Array.from({ length: 100 }, (_, index) => {
          const at = version + 1 + index;
          const speaker = { id: `s${at % people}`, name: `P${at % people}` };
          return spoken(at, { language, text: `${language} ${at}`, speaker });
        });
        stage.send(aBatch(version, version + 100, { language, upserts }));
      }
      for (const language of ['es', 'ar'])
        await expect.poll(() => screen.queryByText(`${language} ${version + 100}`)).not.toBeNull();
      sizes.push(document.querySelectorAll('*').length);
    }
    expect(sizes).toHaveLength(30);
    expect(Math.max(...sizes)).toBeLessThan(180);
    expect(sizes.at(-1)).toBeLessThanOrEqual(sizes[1] ?? 0);
  }, 60_000);
});
