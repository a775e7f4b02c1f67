// @vitest-environment happy-dom
/**
 * Covers client/captions/line/caption-details.tsx, client/captions/line/line-place.ts,
 * client/captions/line/marked-text.tsx, client/captions/line/note-line.tsx,
 * client/captions/list/use-earlier-lines.ts, client/captions/list/use-held-place.ts,
 * client/captions/list/use-stick-to-live.ts, client/captions/list/virtual/use-jump.ts,
 * client/captions/list/virtual/use-list-beginning.ts,
 * client/captions/list/virtual/use-virtual-lines.ts.
 */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaptionList, type CaptionListProps } from '../../../../client/captions/list/caption-list.tsx';
import { newestLines } from '../../../../client/captions/list/virtual/use-list-beginning.ts';
import type { Line } from '../../../../shared/caption.ts';
import { aCaption } from '../../../support/caption-lines.ts';
import { ROW_PX } from '../../../support/dom-layout.ts';

afterEach(cleanup);

describe('the list of captions', () => {
  it('loads earlier lines when the reader comes near the top', () => {
    const onLoadOlder = vi.fn();
    const list = listOf(linesTo(20), { floor: 1, onLoadOlder });
    list.scrollTo(60);
    expect(onLoadOlder).toHaveBeenCalled();
  });

  it('says where the captions begin', () => {
    listOf(linesTo(3));
    expect(screen.getByText('This is where the captions begin.')).toBeTruthy();
  });

  it('draws the name once for a person who goes on, and reads it out every time', () => {
    listOf([aCaption(1), aCaption(2), aCaption(3, { speaker: { id: 's2', name: 'Jonas' } })]);
    expect(screen.getAllByText('Ana Ruiz')).toHaveLength(2);
    expect(screen.getAllByRole('listitem').map((item) => item.dataset.continued)).toEqual([
      'false',
      'true',
      'false',
    ]);
  });

  it('draws a few of many lines, each with its place in the whole', () => {
    listOf(linesTo(5_000));
    const rows = screen.getAllByRole('listitem');
    expect(rows.length).toBeLessThan(60);
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('5000');
    cleanup();
    listOf(linesTo(50), { floor: 1 });
    expect(screen.getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('-1');
  });

  it('marks the words that were searched for, and shows the original that holds them', () => {
    const list = listOf(linesTo(3));
    expect(screen.queryByText('sentence 2')).toBeNull();
    list.show({ found: { query: 'sentence', lineId: 'c2' } });
    expect(screen.getAllByText('sentence').map(({ tagName }) => tagName)).toEqual(['MARK', 'MARK', 'MARK']);
  });

  it('shows the original of a match in it, also with originals switched off', () => {
    const list = listOf(linesTo(3), {
      display: { original: 'never', originalWhileWaiting: false, speakerNames: true },
    });
    list.show({
      display: { original: 'never', originalWhileWaiting: false, speakerNames: true },
      found: { query: 'sentence', lineId: 'c2' },
    });
    expect(screen.getByText('sentence').closest('li')?.dataset.line).toBe('c2');
  });

  it('marks a name that was searched for, also where it is not drawn otherwise', () => {
    const list = listOf(linesTo(2));
    list.show({ found: { query: 'ruiz', lineId: 'c2' } });
    const marks = screen.getAllByText('Ruiz');
    expect(marks.map(({ tagName }) => tagName)).toEqual(['MARK', 'MARK']);
    expect(marks.map((mark) => mark.closest('[data-unseen=true]'))).toEqual([null, null]);
  });

  it('says who is speaking on the reader’s side until there is text in their language', () => {
    const original = { language: 'en', text: 'Good morning' };
    const spoken = {
      state: 'draft',
      origin: 'pending',
      language: 'en',
      text: original.text,
      original,
    } as const;
    const list = listOf([aCaption(1, spoken)], { language: 'ar' });
    const line = screen.getByRole('listitem');
    expect(within(line).getByText(/is speaking$/).textContent).toBe('Ana Ruiz is speaking');
    expect(within(line).queryByText('Good morning')).toBeNull();
    expect(line.dir).toBe('rtl');
    const text = 'صباح الخير';
    list.show({ lines: [aCaption(1, { version: 2, language: 'ar', text, original })], language: 'ar' });
    expect(screen.getByText(text).closest('li')).toBe(line);
    expect(line.dir).toBe('rtl');
  });

  it('keeps the reader’s side for a line that no engine could translate', () => {
    const original = { language: 'en', text: 'Good morning' };
    listOf([aCaption(1, { origin: 'untranslated', language: 'en', text: original.text, original })], {
      language: 'ar',
    });
    expect(screen.getByRole('listitem').dir).toBe('rtl');
    expect(screen.getByText('Good morning').dir).toBe('ltr');
  });

  it('says of an earlier line that it is being translated: nobody speaks it now', () => {
    listOf([aCaption(1, { state: 'draft', origin: 'pending' })], { past: new Set(['c1']) });
    expect(screen.getByText('translating…')).toBeTruthy();
    expect(screen.queryByText(/is speaking$/)).toBeNull();
  });

  it('shows the spoken words meanwhile to who wants them: in the place of the translation, or below it', () => {
    const original = { language: 'en', text: 'Good morning' };
    const spoken = {
      state: 'draft',
      origin: 'pending',
      language: 'en',
      text: original.text,
      original,
    } as const;
    const display = { original: 'on-tap', originalWhileWaiting: true, speakerNames: true } as const;
    const list = listOf([aCaption(1, spoken)], { display });
    expect(screen.getByText('Good morning').lang).toBe('en');
    expect(screen.queryByText(/is speaking$/)).toBeNull();
    list.show({ display: { ...display, original: 'always', originalWhileWaiting: false } });
    expect(screen.getByText('Good morning').closest('p')?.previousElementSibling?.textContent).toBe(
      'Ana Ruiz is speaking',
    );
  });

  it('names the new language of a speaker, where it is known', () => {
    const note = (position: number, language?: string): Line => ({
      kind: 'language-changed',
      id: `n${position}`,
      position,
      version: position,
      at: 1,
      speaker: { id: 's1', name: 'Ana Ruiz' },
      ...(language === undefined ? {} : { language }),
    });
    listOf([note(1, 'et'), note(2, 'und'), note(3)]);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Ana Ruiz is now speaking Estonian',
      'Ana Ruiz is now speaking another language',
      'Ana Ruiz is now speaking another language',
    ]);
  });

  it('names the buttons of one speaker’s lines differently', () => {
    const speaker = { spokenAt: 1_800_000_000_000 };
    listOf([aCaption(1, speaker), aCaption(2, { ...speaker, text: 'word '.repeat(40) })]);
    const names = screen
      .getAllByRole('button', { name: /^About this line/ })
      .map((one) => one.getAttribute('aria-label'));
    expect(names[0]).toMatch(/^About this line: Ana Ruiz, .+: frase 1$/);
    expect(names[1]).toMatch(/: (word ){7}word…$/);
  });

  it('says nothing of the delay of what has not come, and of less than a second no number', () => {
    listOf([aCaption(1, { state: 'draft', origin: 'pending', delayMs: 0 }), aCaption(2, { delayMs: 20 })]);
    for (const more of screen.getAllByRole('button', { name: /About this line/ })) fireEvent.click(more);
    expect(screen.getByText('The translation is on its way.')).toBeTruthy();
    expect(screen.getAllByText(/after Zoom sent the words/).map(({ textContent }) => textContent)).toEqual([
      'Ready under 1 s after Zoom sent the words',
    ]);
  });

  it('keeps a line open while new ones come', () => {
    const list = listOf(linesTo(3));
    fireEvent.click(screen.getAllByRole('button', { name: /About this line/ })[0] ?? document.body);
    list.show({ lines: linesTo(4_000) });
    expect(screen.getByText('Machine translation by Google')).toBeTruthy();
  });

  it('holds the reader’s place by lines of the earlier language until they are loaded again', () => {
    const [onLoadOlder, onDropLeftovers] = [vi.fn(), vi.fn()];
    const list = listOf(linesTo(100), { onLoadOlder, onDropLeftovers });
    for (const row of [30, 20]) list.scrollTo(row * ROW_PX);
    list.show({ floor: 51 });
    expect(onLoadOlder).toHaveBeenCalledTimes(1);
    expect(onDropLeftovers).not.toHaveBeenCalled();
    list.show({ floor: 11 });
    expect(onLoadOlder).toHaveBeenCalledTimes(1);
    expect(onDropLeftovers).toHaveBeenCalled();
  });

  it('drops them at once when the reader is at the newest line', () => {
    const [onLoadOlder, onDropLeftovers] = [vi.fn(), vi.fn()];
    listOf(linesTo(100), { onLoadOlder, onDropLeftovers, floor: 51 });
    expect(onDropLeftovers).toHaveBeenCalled();
    expect(onLoadOlder).not.toHaveBeenCalled();
  });

  it('begins at the first line of a meeting that is over, and leads to its end', () => {
    const isOver = { ...newestLines, isOver: true, opensAt: { kind: 'beginning-when-ended' } as const };
    const list = listOf(linesTo(100), { part: isOver });
    expect(list.scroller.scrollTop).toBeLessThan(ROW_PX);
    fireEvent.click(screen.getByRole('button', { name: 'Jump to the end' }));
    expect(screen.queryByRole('button', { name: 'Jump to the end' })).toBeNull();
  });

  it('is not live at the end of a part of the past: further lines are loaded, or the newest ones asked for', () => {
    const [onLoadNewer, onReadNewest] = [vi.fn(), vi.fn(async () => undefined)];
    const opensAt = { kind: 'line', id: 'c50' } as const;
    const part = { ...newestLines, hasNewer: true, opensAt, onLoadNewer, onReadNewest };
    const list = listOf(linesTo(100), { part });
    list.scrollTo(list.scroller.scrollHeight - list.scroller.clientHeight);
    expect(onLoadNewer).toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Jump to live' }));
    expect(onReadNewest).toHaveBeenCalledOnce();
    // What scrolls until they come does not end the jump.
    fireEvent.scroll(list.scroller);
    list.show({ lines: linesTo(200).slice(150), part: { ...part, hasNewer: false } });
    expect(screen.queryByRole('button', { name: 'Jump to live' })).toBeNull();
  });

  it('is no live region', () => {
    listOf(linesTo(3));
    expect(document.querySelector('[aria-live], [role="log"]')).toBeNull();
  });
});

function linesTo(count: number): Line[] {
  return Array.from({ length: count }, (_, index) => aCaption(index + 1));
}

function listOf(lines: readonly Line[], change: Partial<CaptionListProps> = {}) {
  const props: CaptionListProps = {
    lines,
    language: 'es',
    past: new Set(),
    display: { original: 'on-tap', originalWhileWaiting: false, speakerNames: true },
    floor: undefined,
    loadingOlder: false,
    onLoadOlder: () => undefined,
    onDropLeftovers: () => undefined,
    onLive: () => undefined,
    ...change,
  };
  const { rerender } = render(<CaptionList {...props} />);
  const scroller = screen.getByRole('region', { name: 'Captions' });
  return {
    scroller,
    show: (next: Partial<CaptionListProps>) => rerender(<CaptionList {...props} {...next} />),
    scrollTo: (top: number) => {
      if (top < scroller.scrollTop) fireEvent.wheel(scroller, { deltaY: top - scroller.scrollTop });
      scroller.scrollTop = top;
      fireEvent.scroll(scroller);
    },
  };
}
