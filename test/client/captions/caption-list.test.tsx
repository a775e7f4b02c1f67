// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaptionList, type CaptionListProps } from '../../../client/captions/caption-list.tsx';
import { SpeakerTones } from '../../../client/captions/speaker-tones.ts';
import type { Line } from '../../../shared/caption.ts';
import { aCaption } from '../../support/caption-lines.ts';

afterEach(cleanup);

const LINE_PX = 40;
const VIEW_PX = 200;

describe('the list of captions', () => {
  it('follows the newest line', () => {
    const list = listOf(linesTo(20));
    expect(list.scroller.scrollTop).toBe(20 * LINE_PX);
    list.show(linesTo(21));
    expect(list.scroller.scrollTop).toBe(21 * LINE_PX);
  });

  it('holds still for a reader who scrolled up, counts what is new, and jumps back', () => {
    const list = listOf(linesTo(20));
    list.scrollTo(300);
    list.show(linesTo(23));
    expect(list.scroller.scrollTop).toBe(300);
    fireEvent.click(screen.getByRole('button', { name: 'Jump to live · 3 new' }));
    expect(list.scroller.scrollTop).toBe(23 * LINE_PX);
    expect(screen.queryByRole('button', { name: /Jump to live/ })).toBeNull();
    expect(document.activeElement).toBe(list.scroller);
  });

  it('keeps the place when earlier lines are put above', () => {
    const list = listOf(linesTo(20).slice(10));
    list.scrollTo(80);
    list.show(linesTo(20));
    expect(list.scroller.scrollTop).toBe(80 + 10 * LINE_PX);
  });

  it('loads earlier lines when the reader comes near the top', () => {
    const onLoadOlder = vi.fn();
    const list = listOf(linesTo(20), { more: true, onLoadOlder });
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

  it('is no live region', () => {
    listOf(linesTo(3));
    expect(document.querySelector('.captions [aria-live], .captions [role="log"]')).toBeNull();
  });
});

function linesTo(count: number): Line[] {
  return Array.from({ length: count }, (_, index) => aCaption(index + 1));
}

/** The list with lines of one height: the test's window has no layout of its own. */
function listOf(lines: readonly Line[], change: Partial<CaptionListProps> = {}) {
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(
    () => document.querySelectorAll('[data-line]').length * LINE_PX,
  );
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(VIEW_PX);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(LINE_PX);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const scroller = document.querySelector('section');
    const index = [...document.querySelectorAll('[data-line]')].indexOf(this);
    return new DOMRect(0, index < 0 ? 0 : index * LINE_PX - (scroller?.scrollTop ?? 0), 100, LINE_PX);
  });
  const props: CaptionListProps = {
    lines,
    display: { original: 'on-tap', speakerNames: true },
    tones: new SpeakerTones(),
    more: false,
    loadingOlder: false,
    onLoadOlder: () => undefined,
    onLive: () => undefined,
    ...change,
  };
  const { rerender } = render(<CaptionList {...props} />);
  const scroller = screen.getByRole('region', { name: 'Captions' });
  return {
    scroller,
    show: (next: readonly Line[]) => rerender(<CaptionList {...props} lines={next} />),
    scrollTo: (top: number) => {
      scroller.scrollTop = top;
      fireEvent.scroll(scroller);
    },
  };
}
